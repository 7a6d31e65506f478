/** Text from a file as a terminal, a log or a report may show it: nothing in it moves the cursor or turns a line around. */

export interface Cell {
  readonly text: string
  /** Columns of the terminal. */
  readonly width: number
}

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/
const mark = /[\u0300-\u036f\ufe00-\ufe0f]/
/** Control characters, and those that set the direction of writing. */
const unseen = /[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

export function visible(text: string): string {
  // Half of a pair, as \ud83d alone writes it, is no character: a reader of UTF-8 refuses it.
  return text.replace(unseen, '·').replace(/\p{Surrogate}/gu, '·')
}

/** One cell for each UTF-16 code unit, so that columns of the source find their place. */
export function cellsOf(line: string): Cell[] {
  return Array.from({ length: line.length }, (_, at) => cellAt(line, at))
}

function cellAt(line: string, at: number): Cell {
  const unit = line[at] ?? ''
  const code = line.charCodeAt(at)
  if (unit === '\t') return { text: '  ', width: 2 }
  if (code >= 0xd800 && code <= 0xdbff) return { text: String.fromCodePoint(line.codePointAt(at) ?? code), width: 2 }
  if (code >= 0xdc00 && code <= 0xdfff) return { text: '', width: 0 }
  if (mark.test(unit)) return { text: unit, width: 0 }
  return { text: visible(unit), width: wide.test(unit) ? 2 : 1 }
}
