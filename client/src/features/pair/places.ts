/** A place in a file of the deployment, as the editor has it. */
import * as vscode from 'vscode'
import type { Place } from '../../../../server/src/explain/explanation'

export function positionOf({ line, column }: Place): vscode.Range {
  const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1))
  return new vscode.Range(at, at)
}

/** Beside the page, and in the column that the file is shown in already where it is. */
export async function openPlace(place: Place): Promise<void> {
  const uri = vscode.Uri.file(place.file)
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.fsPath === uri.fsPath)
  const document = await vscode.workspace.openTextDocument(uri)
  await vscode.window.showTextDocument(document, { viewColumn: shown?.viewColumn ?? vscode.ViewColumn.Beside, selection: positionOf(place) })
}
