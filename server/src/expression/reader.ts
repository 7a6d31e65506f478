/** A place in a list of tokens that can be moved on and back. */
import type { Token } from './lex'
import type { FaultOf } from './parse'
import type { Place } from './syntax'
import { listed } from '../text/listed'
import type { Text } from '../text/text'
import { say } from '../text/text'

/** The text is no expression; thrown and caught within this folder. */
export class Fault extends Error {
  constructor(
    readonly text: Text,
    readonly at: Place,
    readonly of: FaultOf = 'syntax',
  ) {
    super(String(text))
  }
}

export interface Reader {
  /** Classes named by member(). */
  readonly classes: Set<string>
  /** Throws where the text cannot be read on. */
  peek(): Token
  next(): Token
  isSign(sign: string): boolean
  takeWord(word: string): boolean
  sign(sign: string): Token
  kind(kind: Token['kind'], what: Text): Token
  /** One of these words. */
  word<W extends string>(words: readonly W[]): { readonly word: W; readonly token: Token }
}

export function createReader(tokens: readonly Token[]): Reader {
  const end: Token = tokens[tokens.length - 1] ?? { kind: 'end', text: '', start: 0, end: 0 }
  let at = 0
  const peek = (): Token => {
    const token = tokens[at] ?? end
    if (token.fault) throw new Fault(token.fault, token)
    return token
  }
  const expected = (what: Text, token: Token): Fault =>
    new Fault(token.kind === 'end' ? say`${what} is missing at the end` : say`${what} was expected in place of ${shown(token)}`, token)
  const reader: Reader = {
    classes: new Set(),
    peek,
    next: () => {
      const token = peek()
      if (token.kind !== 'end') at++
      return token
    },
    isSign: (sign) => peek().kind === 'sign' && peek().text === sign,
    takeWord: (word) => {
      const token = peek()
      if (token.kind !== 'word' || token.text !== word) return false
      at++
      return true
    },
    sign: (sign) => {
      if (!reader.isSign(sign)) throw expected(say`${sign}`, peek())
      return reader.next()
    },
    kind: (kind, what) => {
      if (peek().kind !== kind) throw expected(what, peek())
      return reader.next()
    },
    word: (words) => {
      const token = peek()
      const word = token.kind === 'word' ? words.find((one) => one === token.text) : undefined
      if (word === undefined) throw expected(words.length > 4 ? say`another word` : listed(words, 'or'), token)
      return { word, token: reader.next() }
    },
  }
  return reader
}

export function shown(token: Token): string {
  return token.kind === 'string' ? `'${token.text}'` : token.text
}

export function integer(reader: Reader, what: Text): number {
  return Number(reader.kind('integer', what).text)
}

/** An integer token within bounds. */
export function integerWithin(reader: Reader, what: Text, least: number, most: number): number {
  const token = reader.kind('integer', what)
  const value = Number(token.text)
  if (!(value >= least && value <= most)) throw new Fault(say`${what} is from ${least} to ${most}, not ${token.text}`, token)
  return value
}
