/** The command that changes the target release, in the settings where it stands now. */
import * as vscode from 'vscode'

interface Manifest {
  contributes?: { configuration?: { properties?: Record<string, { enum?: string[] }> } }
}

export function selectReleaseCommand(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.commands.registerCommand('kea.selectRelease', async (asked?: unknown) => {
    const manifest = context.extension.packageJSON as Manifest
    const releases = manifest.contributes?.configuration?.properties?.['kea.version']?.enum ?? []
    const scope = vscode.window.activeTextEditor?.document
    const settings = vscode.workspace.getConfiguration('kea', scope)
    const release =
      typeof asked === 'string' && releases.includes(asked)
        ? asked
        : await vscode.window.showQuickPick(releases, {
            title: vscode.l10n.t('Kea: target release'),
            placeHolder: vscode.l10n.t('Now {0}', settings.get('version', '3.0')),
          })
    if (release !== undefined) await settings.update('version', release, whereItStands(settings))
  })
}

function whereItStands(settings: vscode.WorkspaceConfiguration): vscode.ConfigurationTarget {
  const found = settings.inspect('version')
  if (found?.workspaceFolderValue !== undefined) return vscode.ConfigurationTarget.WorkspaceFolder
  const inWorkspace = found?.workspaceValue !== undefined || (found?.globalValue === undefined && vscode.workspace.workspaceFolders !== undefined)
  return inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global
}
