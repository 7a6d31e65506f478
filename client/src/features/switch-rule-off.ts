/** What the action "Switch … off everywhere" does where no kea-lint.json says it: the setting of the workspace. */
import * as vscode from 'vscode'

export function switchRuleOffCommand(): vscode.Disposable {
  return vscode.commands.registerCommand('kea.switchRuleOff', async (rule: unknown) => {
    if (typeof rule !== 'string') return
    const settings = vscode.workspace.getConfiguration('kea')
    const target = vscode.workspace.workspaceFolders === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace
    const known = settings.inspect<Record<string, string>>('rules.severity')
    const own = target === vscode.ConfigurationTarget.Global ? known?.globalValue : known?.workspaceValue
    await settings.update('rules.severity', { ...own, [rule]: 'off' }, target)
  })
}
