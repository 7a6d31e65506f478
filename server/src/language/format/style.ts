/** How white space is to be: what the editor says of indentation, what the settings say, and the file's own line ends. */
import type { FormattingOptions } from 'vscode-languageserver-types'

export interface FormatSettings {
  /** `[ "eth0" ]`, not `["eth0"]` */
  readonly spacesInBrackets: boolean
  /** A map or list in one line that is longer is split; 0: none is. */
  readonly lineLength: number
}

export interface Style {
  readonly step: string
  readonly tabSize: number
  readonly lineEnd: '\n' | '\r\n'
  /** Blanks inside of brackets. */
  readonly pad: number
  readonly lineLength: number
  readonly endsWithLine: boolean
}

export function styleOf(text: string, { tabSize, insertSpaces, insertFinalNewline }: FormattingOptions, { spacesInBrackets, lineLength }: FormatSettings): Style {
  const size = Math.min(16, Math.max(1, Math.floor(tabSize) || 4))
  const firstEnd = text.indexOf('\n')
  return {
    step: insertSpaces ? ' '.repeat(size) : '\t',
    tabSize: size,
    lineEnd: firstEnd > 0 && text[firstEnd - 1] === '\r' ? '\r\n' : '\n',
    pad: spacesInBrackets ? 1 : 0,
    lineLength: lineLength > 0 ? lineLength : Infinity,
    endsWithLine: insertFinalNewline === true,
  }
}

/** The column behind `text` that begins in `column`; a tab goes on to the next stop. */
export function columnBehind(text: string, column: number, tabSize: number): number {
  if (!text.includes('\t')) return column + text.length
  let at = column
  for (const sign of text) at = sign === '\t' ? at - (at % tabSize) + tabSize : at + sign.length
  return at
}
