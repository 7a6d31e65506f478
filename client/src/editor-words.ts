/** Words in the language that the editor is shown in. */
import * as vscode from 'vscode'
import type { Words } from './words'

export const editorWords: Words = { t: (sentence, ...parts) => vscode.l10n.t(sentence, ...parts), language: vscode.env.language }
