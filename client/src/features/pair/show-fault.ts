/** What could not be done, told in its own sentence. */
import * as vscode from 'vscode'

export function showFault(error: unknown): void {
  void vscode.window.showErrorMessage(`Kea: ${error instanceof Error ? error.message : String(error)}`)
}
