/** What the suites share: opening files of the workspace, and waiting until its findings are as they should be. */
import * as vscode from 'vscode'

export function inWorkspace(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? []
  if (!folder) throw new Error('no workspace is open')
  return vscode.Uri.joinPath(folder.uri, name)
}

export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(inWorkspace(name)))
}

export async function until<T>(look: () => T | undefined | false | Promise<T | undefined | false>, what: string, within = 15_000): Promise<T> {
  const end = Date.now() + within
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`not within ${within} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}

export function rule(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic
  return String(typeof code === 'object' ? code.value : code)
}

export function findings(name: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(inWorkspace(name))
}

export function withRule(name: string, id: string): vscode.Diagnostic | undefined {
  return findings(name).find((one) => rule(one) === id)
}

/** Replaces the first place of a text in an open document. */
export async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const at = editor.document.getText().indexOf(from)
  if (at === -1) throw new Error(`"${from}" is not in ${editor.document.uri.path}`)
  const range = new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + from.length))
  if (!(await editor.edit((edit) => edit.replace(range, to)))) throw new Error('the edit was refused')
}

/** Puts the document back to what lies on disk. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert')
}
