import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import type { MigrateResult } from '../../../server/src/lsp/messages'
import { findings, inWorkspace, open, revert, until, withRule } from './support'

const primary = 'primary/kea-dhcp4.conf'
const standby = 'standby/kea-dhcp4.conf'
const names = [primary, standby, 'primary/kea-ctrl-agent.conf', 'standby/kea-ctrl-agent.conf', 'primary/kea-dhcp-ddns.conf', 'standby/kea-dhcp-ddns.conf']

async function actionsAt(name: string, text: string): Promise<vscode.CodeAction[]> {
  const { document } = await open(name)
  const at = document.positionAt(document.getText().indexOf(text))
  return (await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, new vscode.Range(at, at))) ?? []
}

async function apply(actions: readonly vscode.CodeAction[], title: string | RegExp): Promise<void> {
  const found = actions.find((one) => (typeof title === 'string' ? one.title === title : title.test(one.title)))
  assert.ok(found?.edit, `${String(title)} is none of ${actions.map((one) => one.title).join(' | ')}`)
  assert.ok(await vscode.workspace.applyEdit(found.edit))
}

const textOf = async (name: string): Promise<string> => (await vscode.workspace.openTextDocument(inWorkspace(name))).getText()
const write = (name: string, text: Uint8Array): Thenable<void> => vscode.workspace.fs.writeFile(inWorkspace(name), text)

describe('the pair as a whole', function () {
  this.timeout(60_000)
  const saved = new Map<string, Uint8Array>()

  before(async () => {
    for (const name of names) saved.set(name, await vscode.workspace.fs.readFile(inWorkspace(name)))
  })

  afterEach(async () => {
    for (const document of vscode.workspace.textDocuments) {
      if (!document.isDirty) continue
      await vscode.window.showTextDocument(document)
      await revert()
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    for (const [name, text] of saved) await write(name, text)
  })

  it('is made the same: the partner\'s pools here, and this file\'s name there', async () => {
    await open(standby)
    await until(() => withRule(standby, 'partner-pools-differ'), 'the pools differ')
    await apply(await actionsAt(standby, '"10.40.30.100 - 10.40.30.189"'), 'Take crumb\'s pools of 10.40.30.0/24 here')
    await until(() => !withRule(standby, 'partner-pools-differ'), 'the pools are the same')
    assert.match(await textOf(standby), /"pool": "10\.40\.30\.100 - 10\.40\.30\.149"/)
    const id = await actionsAt(standby, '4,\n        "subnet": "10.40.40.0/23"')
    await apply(id, 'Take this file\'s id of 10.40.40.0/23 into crumb\'s')
    await until(() => !withRule(standby, 'partner-subnet-id-differs'), 'the ids are the same')
    assert.match(await textOf(primary), /"id": 4,\n\s+"subnet": "10\.40\.40\.0\/23"/)
    await apply(await actionsAt(standby, '"krumb"'), 'Call it "crumb" in this file')
    await until(() => !withRule(standby, 'ha-peers-differ'), 'the peers have one name')
  })

  it('gets the file of the partner where there is none', async () => {
    const lone = 'lone/loaf/kea-dhcp4.conf'
    const renamed = (name: string): string => Buffer.from(saved.get(name) ?? '').toString().replaceAll('crumb', 'loaf').replaceAll('crust', 'slice').replaceAll('10.40.0.', '10.41.0.')
    try {
      await write('lone/loaf/kea-ctrl-agent.conf', Buffer.from(renamed('primary/kea-ctrl-agent.conf')))
      await write(lone, Buffer.from(renamed(primary)))
      await open(lone)
      await until(() => withRule(lone, 'unknown-option-name'), 'the new file is checked')
      const create = /^Create the files of "slice" from these \(2\)$/
      await until(async () => (await actionsAt(lone, '"this-server-name"')).some((one) => create.test(one.title)), 'its control agent is known too')
      await apply(await actionsAt(lone, '"this-server-name"'), create)
      assert.equal(await textOf('lone/slice/kea-dhcp4.conf'), renamed(primary).replace('"this-server-name": "loaf"', '"this-server-name": "slice"'))
      assert.match(await textOf('lone/slice/kea-ctrl-agent.conf'), /"http-port": 8000/)
    } finally {
      await vscode.workspace.fs.delete(inWorkspace('lone'), { recursive: true })
    }
  })

  it('goes to another release: every file is changed, and what is left is told', async () => {
    const settings = vscode.workspace.getConfiguration('kea')
    await settings.update('version', '2.4', vscode.ConfigurationTarget.Workspace)
    const old = 'old/kea-dhcp4.conf'
    try {
      await write(old, Buffer.from('{ "Dhcp4": {\n  "interfaces-config": { "interfaces": [ "eth0" ] },\n  "reservation-mode": "global", // as before\n  "subnet4": [ { "subnet": "192.0.2.0/24", "client-class": "KNOWN" } ]\n} }\n'))
      await open(old)
      await until(() => findings(primary).some((one) => one.message.includes('Kea 2.4')), 'findings for 2.4')
      const result = await vscode.commands.executeCommand<MigrateResult>('kea.migrate', { to: '3.0', preview: false })
      assert.equal(result.from, '2.4')
      assert.match(await textOf(old), /"reservations-out-of-pool": false, \/\/ as before\n {2}"subnet4": \[ \{ "subnet": "192\.0\.2\.0\/24", "id": 1, "client-classes": \[ "KNOWN" \] \} \]/)
      for (const name of [primary, standby]) assert.match(await textOf(name), /"socket-type": "unix", "socket-name": "\/run\/kea\/kea4-ctrl-socket" \},\s+\{\s+"socket-type": "http",\s+"socket-address": "127\.0\.0\.1",\s+"socket-port": 8000\s+\}/)
      assert.deepEqual(result.needless.map((uri) => uri.slice(uri.indexOf('/workspace/') + 11)).sort(), ['primary/kea-ctrl-agent.conf', 'standby/kea-ctrl-agent.conf'])
      assert.ok(result.decisions.some(({ message }) => /cache-threshold/.test(message)))
      await settings.update('version', '3.0', vscode.ConfigurationTarget.Workspace)
      await until(() => !findings(old).some((one) => /Kea 3\.0 refuses this file/.test(one.message)), 'Kea 3.0 takes it')
    } finally {
      await settings.update('version', undefined, vscode.ConfigurationTarget.Workspace)
      await vscode.workspace.fs.delete(inWorkspace('old'), { recursive: true })
    }
  })
})
