import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { findings, inWorkspace, open, replace, revert, rule, until, withRule } from './support'

const primary = 'primary/kea-dhcp4.conf'
const standby = 'standby/kea-dhcp4.conf'

describe('the findings of a pair', () => {
  afterEach(async () => {
    await revert()
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
  })

  it('are those of the workspace, with source, rule, link and the place in the partner\'s file', async () => {
    await open(standby)
    const found = await until(() => withRule(standby, 'ha-peers-differ'), 'the peers differ')
    assert.equal(found.source, 'kea')
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error)
    assert.ok(typeof found.code === 'object' && found.code.target.authority === 'kea.readthedocs.io')
    assert.match(found.message, /Kea 3\.0 accepts this file/)
    assert.ok(found.relatedInformation?.[0]?.location.uri.path.endsWith(primary))
    const option = await until(() => withRule(primary, 'unknown-option-name'), 'the option of a file that is not open')
    assert.match(option.message, /Kea 3\.0 refuses this file \(-t\)/)
  })

  it('go when the peer gets the name that the partner gives it, and come back with the old one', async () => {
    const editor = await open(standby)
    await until(() => withRule(standby, 'ha-peers-differ'), 'the peers differ')
    await replace(editor, '"krumb"', '"crumb"')
    await until(() => !withRule(standby, 'ha-peers-differ'), 'the finding is gone')
    await vscode.commands.executeCommand('undo')
    await until(() => withRule(standby, 'ha-peers-differ'), 'the finding is back')
  })

  it('follow a change in the partner\'s file while the own one is closed', async () => {
    await until(() => withRule(standby, 'partner-subnet-id-differs'), 'the ids differ')
    const editor = await open(primary)
    await replace(editor, '"id": 40', '"id": 4')
    await until(() => !withRule(standby, 'partner-subnet-id-differs'), 'the finding is gone')
  })

  it('follow a file that another program writes', async () => {
    const uri = inWorkspace('primary/kea-ctrl-agent.conf')
    const before = await vscode.workspace.fs.readFile(uri)
    await until(() => withRule('primary/kea-ctrl-agent.conf', 'agent-socket-differs'), 'the sockets differ')
    const text = Buffer.from(before).toString().replace('kea-dhcp4-ctrl.sock', 'kea4-ctrl-socket')
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text))
    await until(() => !withRule('primary/kea-ctrl-agent.conf', 'agent-socket-differs'), 'the finding is gone')
    await vscode.workspace.fs.writeFile(uri, before)
    await until(() => withRule('primary/kea-ctrl-agent.conf', 'agent-socket-differs'), 'the finding is back')
  })

  it('follow kea-lint.json, and say what is wrong with it', async () => {
    const agent = 'primary/kea-ctrl-agent.conf'
    const file = inWorkspace('kea-lint.json')
    await vscode.workspace.fs.writeFile(file, Buffer.from('{ "keaVersion": "3.2" }'))
    await until(() => withRule(agent, 'agent-not-in-release'), 'an agent that 3.2 does not have')
    await vscode.workspace.fs.writeFile(file, Buffer.from('{ "keaVersion": "9.9" }'))
    await until(() => findings('kea-lint.json').some((one) => one.message.includes('keaVersion')), 'a release that there is not')
    await vscode.workspace.fs.delete(file)
    await until(() => !withRule(agent, 'agent-not-in-release') && findings('kea-lint.json').length === 0, 'the settings are gone')
  })

  it('go with the folder that they are in', async () => {
    const uri = inWorkspace('passing/kea-dhcp4.conf')
    await vscode.workspace.fs.writeFile(uri, Buffer.from('{ "Dhcp4": { "valid-lifetme": 4000 } }'))
    await until(() => withRule('passing/kea-dhcp4.conf', 'unknown-key'), 'the new file is checked')
    await vscode.workspace.fs.delete(inWorkspace('passing'), { recursive: true })
    await until(() => findings('passing/kea-dhcp4.conf').length === 0, 'its findings are gone')
  })

  it('follow the target release', async () => {
    await open(primary)
    await until(() => withRule(primary, 'unknown-option-name'), 'findings for 3.0')
    const settings = vscode.workspace.getConfiguration('kea')
    await settings.update('version', '2.2', vscode.ConfigurationTarget.Workspace)
    await until(() => findings(primary).some((one) => one.message.includes('Kea 2.2')), 'findings for 2.2')
    await settings.update('version', undefined, vscode.ConfigurationTarget.Workspace)
    await until(() => findings(primary).every((one) => !one.message.includes('Kea 2.2')), 'findings for 3.0 again')
  })

  it('follow the severity that the settings give a rule', async () => {
    const settings = vscode.workspace.getConfiguration('kea')
    await until(() => withRule(standby, 'partner-pools-differ'), 'the pools differ')
    await settings.update('rules.severity', { 'partner-pools-differ': 'off' }, vscode.ConfigurationTarget.Workspace)
    await until(() => !findings(standby).some((one) => rule(one) === 'partner-pools-differ'), 'the rule is off')
    await settings.update('rules.severity', undefined, vscode.ConfigurationTarget.Workspace)
    await until(() => withRule(standby, 'partner-pools-differ'), 'the rule is on')
  })
})
