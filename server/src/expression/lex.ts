/** Text of an expression → tokens. */
import { atLeast } from '../config/release'
import type { Release } from '../config/release'

export interface Token {
  readonly kind: 'word' | 'string' | 'hex' | 'integer' | 'address' | 'sign' | 'name' | 'end'
  readonly text: string
  readonly start: number
  readonly end: number
}

export interface LexFault {
  readonly message: string
  readonly start: number
  readonly end: number
}

const words = [
  'not', 'and', 'or', 'option', 'relay4', 'relay6', 'peeraddr', 'linkaddr', 'text', 'hex', 'exists', 'pkt', 'iface', 'src', 'dst', 'len',
  'pkt4', 'mac', 'hlen', 'htype', 'ciaddr', 'giaddr', 'yiaddr', 'siaddr', 'pkt6', 'msgtype', 'transid', 'vendor', 'vendor-class', 'data',
  'enterprise', 'substring', 'all', 'concat', 'ifelse', 'hexstring', 'addrtotext', 'int8totext', 'int16totext', 'int32totext',
  'uint8totext', 'uint16totext', 'uint32totext', 'member', 'split',
]
const since24 = ['lcase', 'ucase']
const since30 = ['sand', 'sor', 'sifelse', 'match']

/** Kea's words in a release. */
export function knownWords(release: Release): ReadonlySet<string> {
  return new Set([...words, ...(atLeast(release, '2.6') ? since24 : []), ...(atLeast(release, '3.0') ? since30 : [])])
}

const hexadecimal = /^0[xX][0-9a-fA-F]+/
const address = /^(?:\d+\.\d+\.\d+\.\d+|[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*)/
const integer = /^-?\d+/
const word = /^[a-z][a-z0-9]*(?:-class)?/
const optionName = /^[A-Za-z](?:[-_A-Za-z0-9]*[A-Za-z0-9])?(?=\s*\])/
const signs = ['==', '(', ')', '[', ']', '.', ',', '*', '+']

export function lex(text: string, release: Release): Token[] | LexFault {
  const known = knownWords(release)
  const tokens: Token[] = []
  let at = 0
  const push = (kind: Token['kind'], value: string, length: number): void => {
    tokens.push({ kind, text: value, start: at, end: at + length })
    at += length
  }
  while (at < text.length) {
    const rest = text.slice(at)
    const blank = /^[ \t\n]+/.exec(rest)?.[0]
    if (blank !== undefined) {
      at += blank.length
      continue
    }
    const quoted = /^'([^'\n]*)'/.exec(rest)
    const found = longest(rest, known)
    if (quoted) push('string', quoted[1] ?? '', quoted[0].length)
    else if (found) push(found.kind, found.text, found.text.length)
    else return { message: unreadable(rest), start: at, end: at + 1 }
  }
  tokens.push({ kind: 'end', text: '', start: at, end: at })
  return tokens
}

function unreadable(rest: string): string {
  const char = rest.charAt(0)
  if (char === "'") return 'a quoted text does not end'
  if (char === '"') return 'texts stand in single quotes here'
  if (/^(!=|&&|\|\||[=!<>])/.test(rest)) return `there is no operator ${/^[!=&|<>]+/.exec(rest)?.[0] ?? char}: the language has ==, not, and, or`
  const name = /^[A-Za-z][\w-]*/.exec(rest)?.[0]
  return name === undefined ? `${char} means nothing here` : `${name} is no word of the language`
}

/** The longest reading counts, as lexers have it. */
function longest(rest: string, known: ReadonlySet<string>): { kind: Token['kind']; text: string } | undefined {
  const candidates: { kind: Token['kind']; text: string }[] = []
  const add = (kind: Token['kind'], value: string | undefined): void => {
    if (value !== undefined) candidates.push({ kind, text: value })
  }
  add('hex', hexadecimal.exec(rest)?.[0])
  add('address', address.exec(rest)?.[0])
  add('integer', integer.exec(rest)?.[0])
  add('sign', signs.find((sign) => rest.startsWith(sign)))
  const text = word.exec(rest)?.[0]
  if (text !== undefined) add('word', longestKnown(text, known))
  add('name', optionName.exec(rest)?.[0])
  candidates.sort((one, other) => other.text.length - one.text.length)
  return candidates[0]
}

function longestKnown(text: string, known: ReadonlySet<string>): string | undefined {
  for (let length = text.length; length > 0; length--) if (known.has(text.slice(0, length))) return text.slice(0, length)
  return undefined
}
