/** Writes a file that the laboratory made where a person wants it. */
import * as vscode from 'vscode'

/** Undefined: nobody chose a place. */
export async function saveTrace(name: string, base64: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Kea: save'),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    ...(name.endsWith('.pcapng') && { filters: { [vscode.l10n.t('Packet trace')]: ['pcapng'] } }),
  })
  if (target) await vscode.workspace.fs.writeFile(target, Buffer.from(base64, 'base64'))
  return target
}
