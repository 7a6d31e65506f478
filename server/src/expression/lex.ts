/** Text of an expression → tokens. */
import { atLeast } from '../config/release'
import type { Release } from '../config/release'
import { octetsOfAddress } from './address'
import type { Text } from '../text/text'
import { say } from '../text/text'

export interface Token {
  /** `fault`: the text cannot be read on from here. It is told when the reader comes to it. */
  readonly kind: 'word' | 'string' | 'hex' | 'integer' | 'address' | 'sign' | 'name' | 'end' | 'fault'
  readonly text: string
  /** Why not, of a fault. */
  readonly fault?: Text
  readonly start: number
  readonly end: number
}

const words = [
  'not', 'and', 'or', 'option', 'relay4', 'relay6', 'peeraddr', 'linkaddr', 'text', 'hex', 'exists', 'pkt', 'iface', 'src', 'dst', 'len',
  'pkt4', 'mac', 'hlen', 'htype', 'ciaddr', 'giaddr', 'yiaddr', 'siaddr', 'pkt6', 'msgtype', 'transid', 'vendor', 'vendor-class', 'data',
  'enterprise', 'substring', 'all', 'concat', 'ifelse', 'hexstring', 'addrtotext', 'int8totext', 'int16totext', 'int32totext',
  'uint8totext', 'uint16totext', 'uint32totext', 'member', 'split',
]
const since26 = ['lcase', 'ucase']
const since30 = ['sand', 'sor', 'sifelse', 'match']

/** Kea's words in a release. */
export function knownWords(release: Release): ReadonlySet<string> {
  return new Set([...words, ...(atLeast(release, '2.6') ? since26 : []), ...(atLeast(release, '3.0') ? since30 : [])])
}

const hexadecimal = /^0[xX][0-9a-fA-F]+/
const address = /^(?:\d+\.\d+\.\d+\.\d+|[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*)/
const integer = /^-?\d+/
const word = /^[a-z][a-z0-9]*(?:-class)?/
const optionName = /^([A-Za-z](?:[-_A-Za-z0-9]*[A-Za-z0-9])?)[ \t\n]*\]/
const signs = ['==', '(', ')', '[', ']', '.', ',', '*', '+']

export function lex(text: string, release: Release): Token[] {
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
    const why = found ? whyNoValue(found) : unreadable(rest, known)
    if (quoted) push('string', quoted[1] ?? '', quoted[0].length)
    else if (why !== undefined) {
      tokens.push({ kind: 'fault', text: '', fault: why, start: at, end: at + (found?.text.length ?? 1) })
      return tokens
    } else if (found) push(found.kind, found.text, found.text.length)
  }
  tokens.push({ kind: 'end', text: '', start: at, end: at })
  return tokens
}

interface Found {
  readonly kind: Token['kind']
  readonly text: string
}

/** Integers have 64 bits at most, wherever they stand; what looks like an address is one. */
function whyNoValue({ kind, text }: Found): Text | undefined {
  if (kind === 'integer' && BigInt.asIntN(64, BigInt(text)) !== BigInt(text)) return say`${text} is too large for a number`
  if (kind === 'address' && octetsOfAddress(text) === undefined) return say`${text} is no IP address`
  return undefined
}

function unreadable(rest: string, known: ReadonlySet<string>): Text {
  const char = rest.charAt(0)
  if (char === "'") return say`a quoted text does not end`
  if (char === '"') return say`texts stand in single quotes here`
  if (/^(!=|&&|\|\||[=!<>])/.test(rest)) return say`there is no operator ${/^[!=&|<>]+/.exec(rest)?.[0] ?? char}: the language has ==, not, and, or`
  const name = /^[A-Za-z][\w-]*/.exec(rest)?.[0]
  if (name === undefined) return say`${char} means nothing here`
  if (since26.includes(name)) return say`${name} came with Kea 2.6`
  if (since30.includes(name)) return say`${name} came with Kea 3.0`
  return known.has(name.toLowerCase()) ? say`${name} is no word of the language, ${name.toLowerCase()} is` : say`${name} is no word of the language`
}

/** The longest reading counts, as lexers have it; for an option's name the bracket behind it counts too. */
function longest(rest: string, known: ReadonlySet<string>): Found | undefined {
  const candidates: (Found & { readonly length: number })[] = []
  const add = (kind: Token['kind'], text: string | undefined, length = text?.length ?? 0): void => {
    if (text !== undefined) candidates.push({ kind, text, length })
  }
  add('hex', hexadecimal.exec(rest)?.[0])
  add('integer', integer.exec(rest)?.[0])
  const name = optionName.exec(rest)
  add('name', name?.[1], name?.[0].length)
  add('address', address.exec(rest)?.[0])
  add('word', longestKnown(word.exec(rest)?.[0] ?? '', known))
  add('sign', signs.find((sign) => rest.startsWith(sign)))
  candidates.sort((one, other) => other.length - one.length)
  return candidates[0]
}

function longestKnown(text: string, known: ReadonlySet<string>): string | undefined {
  for (let length = text.length; length > 0; length--) if (known.has(text.slice(0, length))) return text.slice(0, length)
  return undefined
}
