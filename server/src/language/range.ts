/** Places and changes of a text as the protocol tells them. */
import type { Range, TextEdit as LspEdit } from 'vscode-languageserver'
import type { TextEdit } from '../config/rewrite'
import type { Span } from '../config/source'

export function rangeOf({ source, start, end }: Span): Range {
  return { start: source.positionAt(start), end: source.positionAt(end) }
}

export function lspEdit(edit: TextEdit): LspEdit {
  return { range: rangeOf(edit), newText: edit.text }
}

/** By file, as the protocol wants them. */
export function editsByFile(edits: readonly TextEdit[]): Record<string, LspEdit[]> {
  const byFile: Record<string, LspEdit[]> = {}
  for (const edit of edits) (byFile[edit.source.uri] ??= []).push(lspEdit(edit))
  return byFile
}
