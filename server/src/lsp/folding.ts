/** Folding and growing selections: what belongs together in a file. */
import type { FoldingRange, ServerCapabilities } from 'vscode-languageserver'
import type { ConfigFile } from '../config/config-file'
import { foldingRanges } from '../language/folding'
import { selectionRanges } from '../language/selection'
import type { Session } from './session'

export function foldingCapabilities(): ServerCapabilities {
  return { foldingRangeProvider: true, selectionRangeProvider: true }
}

export function answerFolding({ connection, documents, client, wholes }: Session): void {
  /** An editor asks again whenever it shows the file. */
  const known = new WeakMap<ConfigFile, readonly FoldingRange[]>()

  connection.onFoldingRanges(({ textDocument: { uri } }) => {
    const file = documents.file(uri)
    if (!file) return []
    const { rangeLimit, lineFoldingOnly } = client().textDocument?.foldingRange ?? {}
    const ranges = known.get(file) ?? foldingRanges(file.source, wholes(uri), { lineOnly: lineFoldingOnly === true, limit: rangeLimit ?? Infinity })
    known.set(file, ranges)
    return [...ranges]
  })
  connection.onSelectionRanges(({ textDocument: { uri }, positions }) => {
    const source = documents.file(uri)?.source
    return source ? selectionRanges(source, wholes(uri), positions) : []
  })
}
