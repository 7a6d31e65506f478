/** Formatting: of a file, of what is selected, and while somebody types. */
import type { FormattingOptions, ServerCapabilities, TextEdit } from 'vscode-languageserver'
import type { Source } from '../config/source'
import { formatBetween, formatText } from '../language/format/format'
import { formatTyped } from '../language/format/on-type'
import { styleOf } from '../language/format/style'
import type { Style } from '../language/format/style'
import { joined } from '../language/format/white-space'
import type { Change } from '../language/format/white-space'
import type { Session } from './session'
import { lspEdit } from '../language/range'

/** With more edits, an editor is slower than with fewer and longer ones. */
const mostEdits = 5000

export function formatCapabilities(): ServerCapabilities {
  return {
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n', moreTriggerCharacter: ['}', ']', ','] },
  }
}

export function answerFormat({ connection, documents, settings, wholes }: Session): void {
  function edits(uri: string, options: FormattingOptions, changesOf: (source: Source, style: Style) => readonly Change[]): TextEdit[] | null {
    const { format } = settings(uri)
    const source = format.enable ? documents.file(uri)?.source : undefined
    if (!source) return null
    const changes = changesOf(source, styleOf(source.text, options, format))
    return joined(source.text, changes, mostEdits).map((change) => lspEdit({ source, ...change }))
  }

  connection.onDocumentFormatting(({ textDocument: { uri }, options }) => edits(uri, options, ({ text }, style) => formatText(text, style)))
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }) =>
    edits(uri, options, (source, style) => {
      const from = source.offsetAt({ line: range.start.line, character: 0 })
      return formatBetween(source, wholes(uri), from, source.offsetAt(range.end), style)
    }),
  )
  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch, options }) =>
    edits(uri, options, (source, style) => formatTyped(source, wholes(uri), source.offsetAt(position), ch, style)),
  )
}
