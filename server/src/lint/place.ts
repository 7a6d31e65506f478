/** Where a finding sits in the text, and its JSON pointer. */
import type { Span } from '../config/source'
import { pathOf, pointerOf } from '../config/tree'
import type { Node } from '../config/tree'
import type { Place, TextPart } from './rule'

export function spanOf(at: Place): Span {
  if ('opening' in at) return { source: at.opening.source, start: at.opening.start, end: at.opening.start + 1 }
  if ('text' in at) return partOf(at)
  const { source, start, end } = 'span' in at ? at.span : 'keySpan' in at ? at.keySpan : at
  return { source, start, end }
}

/** Behind an escape the characters of the text are not those of the file: the whole text then. */
function partOf({ text, from, to }: TextPart): Span {
  const { source, start, end } = text
  const isPlain = text.value.length === end - start - 2
  return isPlain ? { source, start: start + 1 + from, end: Math.min(end, start + 1 + Math.max(to, from + 1)) } : { source, start, end }
}

export function pointerAt(at: Place): string {
  const node = nodeAt(at)
  return node ? pointerOf(pathOf(node)) : ''
}

function nodeAt(at: Place): Node | undefined {
  if ('opening' in at) return at.opening
  if ('text' in at) return at.text
  if ('span' in at) return at.within
  return 'keySpan' in at ? at.value : at
}
