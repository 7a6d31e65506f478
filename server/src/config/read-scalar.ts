/** Values that hold no others: texts, numbers and the three words. */
import type { TokenStream } from './token-stream'
import { BooleanNode, NullNode, NumberNode, StringNode } from './tree'
import type { Node } from './tree'
import { say } from '../text/text'

export function readText(tokens: TokenStream): Node {
  const { source, start, end } = tokens.here()
  const node = new StringNode(source, start, end, tokens.text())
  tokens.advance()
  return node
}

export function readNumber(tokens: TokenStream): Node {
  const span = tokens.here()
  const text = tokens.written()
  const integer = /^-?\d+$/.test(text)
  if (integer && text.length > 18 && BigInt.asIntN(64, BigInt(text)) !== BigInt(text)) {
    tokens.tell(
      'bad-number',
      span,
      say`${text} is too large for Kea.`,
      say`Kea reads whole numbers of 64 bits: up to 9223372036854775807.`,
    )
  }
  tokens.advance()
  return new NumberNode(span.source, span.start, span.end, Number(text), integer)
}

/** true, false, null; anything else is a text whose quotes are missing. */
export function readWord(tokens: TokenStream): Node {
  const span = tokens.here()
  const text = tokens.text()
  tokens.advance()
  const { source, start, end } = span
  const lower = text.toLowerCase()
  if (lower === 'true' || lower === 'false' || lower === 'null') {
    if (text !== lower) {
      tokens.tell('bad-word', span, say`${text} must be written in lower case.`, say`Kea knows only ${lower}.`)
    }
    return lower === 'null' ? new NullNode(source, start, end) : new BooleanNode(source, start, end, lower === 'true')
  }
  const bare = text.replace(/^['‘’“”]+|['‘’“”]+$/g, '')
  tokens.tell(
    'missing-quote',
    span,
    bare === text ? say`${text} has no quotes.` : say`${text} has the wrong kind of quotes.`,
    say`Kea wants text in double quotes: "${bare}".`,
  )
  return new StringNode(source, start, end, bare)
}
