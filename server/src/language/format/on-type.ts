/** What is put right while somebody types: blanks in the line, where a closing bracket stands, how far a new line is indented. */
import type { ConfigFile } from '../../config/config-file'
import { indentAt } from '../../config/layout'
import type { Source } from '../../config/source'
import type { Container } from '../../config/tree'
import { commentsBetween } from '../comments'
import { entriesOf, isContainer } from '../document-parts'
import { placeAt } from '../place-at'
import { asStyled, formatBetween } from './format'
import { isFlushAt } from './lay-out'
import type { Style } from './style'
import { changeOf } from './white-space'
import type { Change } from './white-space'

/** Of a line this much is looked at: a whole configuration may stand in one. */
const longestLine = 1000

/** Behind the sign that was typed. Lines are neither joined nor split under the cursor. */
export function formatTyped(source: Source, files: readonly ConfigFile[], offset: number, sign: string, style: Style): readonly Change[] {
  if (sign === '\n') return indentLine(source, files, offset, style)
  const from = offset - Math.min(source.positionAt(offset).character, longestLine)
  return formatBetween(source, files, from, offset, style).filter(
    ({ start, end, text }) => end <= offset && !text.includes('\n') && !source.text.slice(start, end).includes('\n'),
  )
}

function indentLine(source: Source, files: readonly ConfigFile[], offset: number, style: Style): readonly Change[] {
  const { text } = source
  const start = offset - source.positionAt(offset).character
  const now = indentAt(source, offset)
  const container = containerAt(source, files, start)
  if (!container) return []
  const entries = entriesOf(container, source.uri)
  // Between a key and its value, or in what could not be read.
  if (entries.some((one) => one.start < start && one.end > start)) return []
  const before = entries.filter((one) => one.end <= start)
  const previous = before[before.length - 1]
  if (previous?.member && !previous.value) return []
  if (commentsBetween(text, previous?.end ?? container.start + 1, Math.max(start, entries[before.length]?.start ?? container.end - 1)).some((one) => one.start < start && one.end >= start)) return []
  const closes = /[}\]]/.test(text.charAt(start + now.length))
  const change = changeOf(text, start, start + now.length, asStyled(closes ? indentAt(source, container.start) : indentOf(container, previous?.start, style), style))
  return change ? [change] : []
}

/** As its entries have it; else one step further than the line that it begins in. */
function indentOf(container: Container, previous: number | undefined, style: Style): string {
  const { source, start, parent } = container
  if (previous !== undefined && isFirstInLine(source, previous)) return indentAt(source, previous)
  const outer = asStyled(indentAt(source, start), style)
  return !parent && isFlushAt(source.text, start) ? outer : outer + style.step
}

function containerAt(source: Source, files: readonly ConfigFile[], offset: number): Container | undefined {
  // What is not closed yet ends for the tree with its last word.
  const lastWord = source.text.slice(Math.max(0, offset - 1000), offset).trimEnd().length + Math.max(0, offset - 1000)
  for (const file of files) {
    for (let node = (placeAt(file, source.uri, offset) ?? placeAt(file, source.uri, lastWord))?.node; node; node = node.parent) {
      if (isContainer(node) && node.start < offset && node.source.uri === source.uri) return node
    }
  }
  return undefined
}

function isFirstInLine(source: Source, offset: number): boolean {
  return source.positionAt(offset).character === indentAt(source, offset).length
}
