/** Reads the comments that hide findings: which rule, and for which stretch of the text. */
import { nearest } from '../config/nearest'
import type { Source, TextFact } from '../config/source'

export type DirectiveKind = 'next-line' | 'line' | 'file' | 'disable' | 'enable'

export interface Directive {
  readonly kind: DirectiveKind
  /** As it is written, such as `kea-lint-disable-line`. */
  readonly word: string
  /** Where the word is misspelt: what is meant. */
  readonly meant: string | undefined
  /** The whole comment with its signs. */
  readonly comment: Stretch
  readonly names: readonly (Stretch & { readonly name: string })[]
}

interface Stretch {
  readonly start: number
  readonly end: number
}

/** One rule of a comment. `start` and `end`: its name, or the word itself where no rule is named. */
export interface Suppression extends Stretch {
  readonly source: Source
  readonly directive: Directive
  readonly rule: string | undefined
  /** It hides what begins here. Empty for what hides nothing. */
  readonly from: number
  readonly to: number
}

const mark = 'kea-lint-'

const kinds: Readonly<Record<string, DirectiveKind>> = {
  'kea-lint-disable-next-line': 'next-line',
  'kea-lint-disable-line': 'line',
  'kea-lint-disable-file': 'file',
  'kea-lint-disable': 'disable',
  'kea-lint-enable': 'enable',
}

const none: Suppression[] = []

/** Whether there is any such comment. */
const markFact: TextFact<boolean> = {
  of: (text) => text.includes(mark),
  afterEdit: (before, around) => (before ? undefined : around.includes(mark)),
  reach: mark.length - 1,
}

/** In the order of the text. Almost every file has none, and is told so by one search. */
export function suppressionsOf(source: Source): Suppression[] {
  if (!source.fact(markFact)) return none
  const { text } = source
  const found: Suppression[] = []
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + mark.length)) {
    const directive = directiveAt(text, at)
    if (!directive) continue
    const span = { start: at, end: at + directive.word.length }
    const names: (Stretch & { name?: string })[] = directive.names.length === 0 || directive.meant !== undefined ? [span] : [...directive.names]
    for (const { start, end, name } of names) {
      let { from, to } = name === undefined ? { from: 0, to: 0 } : reach(source, directive)
      if (directive.kind === 'enable') {
        const open = found.findLast((one) => one.directive.kind === 'disable' && one.rule === name && one.to === Infinity)
        // What is switched on again was needed as long as it hid something: it is told for the comment that switches off.
        if (open) {
          found[found.indexOf(open)] = { ...open, to: directive.comment.start }
          continue
        }
        from = to = 0
      }
      found.push({ source, directive, rule: name, start, end, from, to })
    }
  }
  return found
}

function directiveAt(text: string, at: number): Directive | undefined {
  const comment = commentAround(text, at)
  if (!comment) return undefined
  // Only where a comment begins, or a line of it: what stands in the middle of a sentence speaks of such comments.
  const before = text.slice(Math.max(comment.start, lineStart(text, at)), at)
  if (!/(?:^|[#/*])[ \t]*$/.test(before)) return undefined
  const end = lineEnd(text, at, comment)
  const word = /^[\w-]+/.exec(text.slice(at, end))?.[0] ?? mark
  const kind = Object.hasOwn(kinds, word) ? kinds[word] : undefined
  const [meant] = kind ? [] : nearest(word, Object.keys(kinds), 1)
  if (!kind && meant === undefined) return undefined
  const reason = /(?:^|\s)--(?:\s|$)/.exec(text.slice(at + word.length, end))
  const namesEnd = reason ? at + word.length + reason.index : end
  const names = [...text.slice(at + word.length, namesEnd).matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => ({ name, start: at + word.length + index, end: at + word.length + index + name.length }))
  return { kind: kind ?? 'line', word, meant, comment, names }
}

function lineEnd(text: string, at: number, comment: Stretch): number {
  const ends = text.startsWith('/*', comment.start) ? comment.end - 2 : comment.end
  const rest = text.slice(at, ends).search(/[\r\n]/)
  return rest === -1 ? ends : at + rest
}

function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1
}

/** The comment that the offset is in; undefined in a text, or outside of both. */
export function commentAround(text: string, at: number): Stretch | undefined {
  const inLine = commentInLine(text, at)
  if (inLine) return inLine
  const open = text.lastIndexOf('/*', at)
  if (open === -1 || open >= lineStart(text, at)) return undefined
  const close = text.indexOf('*/', open + 2)
  return close > at && commentInLine(text, open)?.start === open ? { start: open, end: close + 2 } : undefined
}

/** The same, where the line does not begin inside of a comment. Texts end with their line, so that one line tells. */
function commentInLine(text: string, at: number): Stretch | undefined {
  for (let here = lineStart(text, at); here <= at; here++) {
    const sign = text[here]
    if (sign === '"') {
      for (here++; here < at && text[here] !== '"'; here++) if (text[here] === '\\') here++
    } else if (sign === '#' || (sign === '/' && text[here + 1] === '/')) {
      const rest = text.slice(here).search(/[\r\n]/)
      return { start: here, end: rest === -1 ? text.length : here + rest }
    } else if (sign === '/' && text[here + 1] === '*') {
      const close = text.indexOf('*/', here + 2)
      if (close === -1) return undefined
      if (close + 2 > at) return { start: here, end: close + 2 }
      here = close + 1
    }
  }
  return undefined
}

function reach(source: Source, { kind, comment }: Directive): { from: number; to: number } {
  const line = source.positionAt(comment.start).line
  const last = source.positionAt(comment.end).line
  const lines = (from: number, to: number): { from: number; to: number } => ({ from: source.offsetAt({ line: from, character: 0 }), to: to + 1 < source.lineCount ? source.offsetAt({ line: to + 1, character: 0 }) : Infinity })
  switch (kind) {
    case 'file':
      return { from: 0, to: Infinity }
    case 'disable':
      return { from: comment.start, to: Infinity }
    case 'enable':
      return { from: 0, to: 0 }
    case 'line':
      return lines(line, last)
    case 'next-line': {
      let next = last + 1
      // Other comments may stand between, as where two rules are switched off in lines of their own.
      while (next + 1 < source.lineCount && /^\s*(?:$|#|\/\/|\/\*(?:(?!\*\/).)*\*\/\s*$)/.test(source.lineText(next))) next++
      return lines(next, next)
    }
  }
}
