import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { findings, inWorkspace, open, replace, revert, until, withRule } from './support'

const primary = 'primary/kea-dhcp4.conf'
const scratch = 'fixes/kea-dhcp4.conf'

async function actionsAt(name: string, range: vscode.Range, kind?: vscode.CodeActionKind): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', inWorkspace(name), range, kind?.value, 20)
}

async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action, 'the action is offered')
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit))
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []) as unknown[])
}

describe('quick fixes', () => {
  afterEach(async () => {
    await revert()
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    await vscode.workspace.fs.delete(inWorkspace('fixes'), { recursive: true }).then(undefined, () => undefined)
  })

  async function write(text: string): Promise<vscode.TextEditor> {
    await vscode.workspace.fs.writeFile(inWorkspace(scratch), Buffer.from(text))
    return open(scratch)
  }

  it('cure a finding of the pair, and it goes', async () => {
    await open(primary)
    const found = await until(() => withRule(primary, 'unknown-option-name'), 'an option that there is not')
    const actions = await actionsAt(primary, found.range, vscode.CodeActionKind.QuickFix)
    const fix = actions.find((one) => one.title.startsWith('Change it to'))
    assert.equal(fix?.isPreferred, true)
    await apply(fix)
    await until(() => !withRule(primary, 'unknown-option-name'), 'the finding is gone')
  })

  it('are those of the text as it stands, right after a key was typed', async () => {
    const editor = await write('{ "Dhcp4": {\n  "valid-lifetime": 4000\n} }\n')
    await replace(editor, '"valid-lifetime"', '"renew-timer": 900,\n  "valid-lifetme"')
    const at = editor.document.positionAt(editor.document.getText().indexOf('valid-lifetme') + 3)
    const fixes = await actionsAt(scratch, new vscode.Range(at, at))
    await apply(fixes.find((one) => one.title === 'Change it to "valid-lifetime"'))
    assert.ok(editor.document.getText().includes('"valid-lifetime": 4000'))
  })

  it('are all applied on save where the settings ask for it', async () => {
    const settings = vscode.workspace.getConfiguration('editor')
    await settings.update('codeActionsOnSave', { 'source.fixAll.kea': 'explicit' }, vscode.ConfigurationTarget.Workspace)
    try {
      const editor = await write('{ "Dhcp4": {\n  "valid-lifetme": "4000", # stays\n  "authoritative": True\n} }\n')
      await until(() => findings(scratch).length > 1, 'findings')
      await replace(editor, 'True', 'TRUE')
      await vscode.commands.executeCommand('workbench.action.files.save')
      assert.equal(editor.document.getText(), '{ "Dhcp4": {\n  "valid-lifetime": 4000, # stays\n  "authoritative": true\n} }\n')
    } finally {
      await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace)
    }
  })

  it('hide a finding in its line, and switch a rule off in the settings', async () => {
    const editor = await write('{ "Dhcp4": {\n  "my-key": 1\n} }\n')
    const found = await until(() => withRule(scratch, 'unknown-key'), 'an unknown key')
    await apply((await actionsAt(scratch, found.range)).find((one) => one.title === 'Hide unknown-key in this line'))
    assert.ok(editor.document.getText().includes('\n  # kea-lint-disable-next-line unknown-key\n  "my-key"'))
    await until(() => !withRule(scratch, 'unknown-key'), 'the finding is hidden')
    await vscode.commands.executeCommand('undo')
    await until(() => withRule(scratch, 'unknown-key'), 'the finding is back')
    await apply((await actionsAt(scratch, found.range)).find((one) => one.title === 'Switch unknown-key off everywhere'))
    try {
      await until(() => !withRule(scratch, 'unknown-key'), 'the rule is off')
      assert.deepEqual(vscode.workspace.getConfiguration('kea').get('rules.severity'), { 'unknown-key': 'off' })
    } finally {
      await vscode.workspace.getConfiguration('kea').update('rules.severity', undefined, vscode.ConfigurationTarget.Workspace)
    }
  })
})
