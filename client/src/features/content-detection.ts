/** A document whose content is Kea's, whatever it is called, gets the language `kea`. */
import * as vscode from 'vscode'
import { looksLikeKea } from '../../../server/src/files/kea-text'

/** Languages that VS Code gives to `.json`, `.jsonc` and `.conf` files. */
const candidates: ReadonlySet<string> = new Set(['json', 'jsonc', 'json5', 'properties', 'ini', 'plaintext'])
const endings = /\.(?:json|jsonc|conf)$/i
/** A comment of this length before the first key is no longer likely. */
const mostLines = 400
const mostCharacters = 64 * 1024

export function detectContent(): vscode.Disposable {
  /** Who gives a file another language by hand means it: each is switched once. */
  const switched = new Set<string>()

  function look(document: vscode.TextDocument): void {
    if (!candidates.has(document.languageId) || !endings.test(document.uri.path)) return
    if (document.uri.scheme === 'git' || document.uri.scheme === 'output') return
    const name = document.uri.toString()
    if (switched.has(name)) return
    if (!vscode.workspace.getConfiguration('kea', document).get<boolean>('files.detectContent', true)) return
    const beginning = document.getText(new vscode.Range(0, 0, mostLines, 0)).slice(0, mostCharacters)
    if (!looksLikeKea(beginning)) return
    switched.add(name)
    void vscode.languages.setTextDocumentLanguage(document, 'kea')
  }

  const opened = vscode.workspace.onDidOpenTextDocument(look)
  vscode.workspace.textDocuments.forEach(look)
  return opened
}
