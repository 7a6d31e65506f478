/** What cures a slip of the text itself: a sign put in, taken out or exchanged. */
import type { SyntaxProblem } from '../config/config-file'
import { removeMember } from '../config/rewrite'
import type { TextEdit } from '../config/rewrite'
import type { Source } from '../config/source'
import type { Node, ObjectNode } from '../config/tree'
import { say } from '../text/text'
import { fix, sureFix } from './fix'
import type { Fix } from './fix'

/** Of a byte order mark, which is in the file and not in the text that an editor shows: who writes the file leaves it out. */
export const dropMark = say`Save the file without the byte order mark`

/** `root`: of the file, to find the entry that a problem is about. */
export function textFixes(problem: SyntaxProblem, root: Node | undefined): readonly Fix[] {
  const { at, cures } = problem
  if (cures) return cures.map(({ title, edits, isSure }) => ({ title, isSure, edits: edits.map(({ at: { source, start, end }, text }) => ({ source, start, end, text })) }))
  const { source, start, end } = at
  const written = source.text.slice(start, end)
  const exchange = (text: string): TextEdit[] => [{ source, start, end, text }]
  switch (problem.code) {
    case 'missing-comma':
      return sureFix(say`Put in the comma`, [{ source, start: end, end, text: ',' }])
    case 'missing-colon':
      return sureFix(say`Put in the colon`, [{ source, start: end, end, text: ':' }])
    case 'missing-quote':
      return quoteFixes(written, exchange)
    case 'trailing-comma':
      return written === ',' ? sureFix(say`Remove the comma`, exchange('')) : []
    case 'bad-word':
      return sureFix(say`Change it to ${written.toLowerCase()}`, exchange(written.toLowerCase()))
    case 'bad-string':
      return stringFixes(written, exchange)
    case 'byte-order-mark':
      return [{ title: dropMark, edits: [], isSure: true }]
    case 'unexpected-text':
      if (/^[\u00a0\ufeff\v\f]+$/.test(written)) return sureFix(say`Put an ordinary blank in its place`, exchange(written.replace(/[\u00a0\v\f]/g, ' ').replace(/\ufeff/g, '')))
      return written === ':' || written === ',' ? sureFix(say`Remove the ${written}`, exchange('')) : []
    case 'comment-not-closed':
      return fix(say`Close the comment at the end of this line`, closeComment(source, start))
    case 'include-malformed': {
      const name = /include[\s=:]*["'<]?([^"'<>?\s]+)/i.exec(written)?.[1]
      return name === undefined ? [] : fix(say`Write it <?include "${name}"?>`, exchange(`<?include "${name}"?>`))
    }
    case 'duplicate-key':
      return duplicateFixes(problem, root)
    default:
      return []
  }
}

/** A key or value without quotes, or with those of a word processor. A text that only lacks its second quote has a cure of its own, or none. */
function quoteFixes(written: string, exchange: (text: string) => TextEdit[]): Fix[] {
  if (written.startsWith('"')) return []
  const bare = written.replace(/^['‘’“”]+|['‘’“”]+$/g, '')
  const text = `"${bare.replace(/["\\]/g, '\\$&')}"`
  return sureFix(bare === written ? say`Put it in quotes` : say`Put it in double quotes`, exchange(text))
}

function stringFixes(written: string, exchange: (text: string) => TextEdit[]): Fix[] {
  const unicode = /^\\u([0-9a-fA-F]{4})$/.exec(written)?.[1]
  if (unicode !== undefined) {
    const code = parseInt(unicode, 16)
    // Half of a character alone is none.
    return code >= 0xd800 && code <= 0xdfff ? [] : sureFix(say`Write the character itself`, exchange(String.fromCharCode(code)))
  }
  if (written.startsWith('\\')) return fix(say`Double the backslash`, exchange(`\\${written}`))
  const code = written.charCodeAt(0)
  const short: Readonly<Record<number, string>> = { 8: '\\b', 9: '\\t', 12: '\\f' }
  const escape = short[code] ?? `\\u${code.toString(16).padStart(4, '0')}`
  return written.length === 1 && code < 32 ? [...sureFix(say`Write it as ${escape}`, exchange(escape)), ...(code === 9 ? fix(say`Put a blank in its place`, exchange(' ')) : [])] : []
}

function closeComment(source: Source, start: number): TextEdit[] {
  const rest = source.text.slice(start).search(/[\r\n]/)
  const end = rest === -1 ? source.text.length : start + rest
  const kept = source.text.slice(start, end).trimEnd().length
  return [{ source, start: start + kept, end: start + kept, text: ' */' }]
}

/** Where both say the same, one may go without a word. */
function duplicateFixes({ at, related }: SyntaxProblem, root: Node | undefined): Fix[] {
  const first = related?.[0]?.at
  const map = root && mapWithKeyAt(root, at.source, at.start)
  if (!map || !first) return []
  const [one, other] = [first.start, at.start].map((start) => map.members.find(({ keySpan }) => keySpan.source === at.source && keySpan.start === start))
  if (!one || !other) return []
  const isSame = one.value !== undefined && other.value !== undefined && textOf(one.value) === textOf(other.value)
  return [...fix(isSame ? say`Remove the second "${other.key}"` : say`Remove this "${other.key}"`, removeMember(map, other), isSame), ...(isSame ? [] : fix(say`Remove the first "${one.key}"`, removeMember(map, one)))]
}

function textOf({ source, start, end }: Node): string {
  return source.text.slice(start, end)
}

function mapWithKeyAt(node: Node, source: Source, start: number): ObjectNode | undefined {
  if (node.kind !== 'object' && node.kind !== 'array') return undefined
  if (node.source === source && (start < node.start || start >= node.end)) return undefined
  if (node.kind === 'object' && node.members.some(({ keySpan }) => keySpan.source === source && keySpan.start === start)) return node
  for (const child of node.kind === 'array' ? node.items : node.members.flatMap((one) => one.value ?? [])) {
    const found = mapWithKeyAt(child, source, start)
    if (found) return found
  }
  return undefined
}
