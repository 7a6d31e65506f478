/** The words of an expression, by what they are to Kea. */
import type { Release } from '../../config/release'
import { isBuiltInClass } from '../../expression/built-in-classes'
import { lex } from '../../expression/lex'
import type { Token } from '../../expression/lex'
import { standardOption } from '../../options/standard'
import type { Tell, TokenModifier, TokenType } from './token'

const operators = new Set(['and', 'or', 'not', 'sand', 'sor', 'all'])
const subjects = new Set(['option', 'relay4', 'relay6', 'vendor', 'vendor-class', 'pkt', 'pkt4', 'pkt6'])
const properties = new Set([
  'exists', 'hex', 'text', 'peeraddr', 'linkaddr', 'iface', 'src', 'dst', 'len', 'mac', 'hlen', 'htype', 'ciaddr', 'giaddr', 'yiaddr', 'siaddr', 'msgtype', 'transid', 'data', 'enterprise',
])

/** As far as it can be read. `offsetOf`: where a character of the expression stands in the file. */
export function tellExpression(text: string, release: Release, family: 4 | 6, offsetOf: (at: number) => number, tell: Tell): void {
  const tokens = lex(text, release)
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'end' || token.kind === 'fault') return
    const before = tokens.slice(Math.max(0, at - 3), at)
    const [type, ...modifiers] = typeOf(token, before, family)
    // A class is its name alone, without the quotes.
    const quote = type === 'class' && token.text !== '' ? 1 : 0
    if (type) tell(offsetOf(token.start + quote), offsetOf(token.end - quote), type, ...modifiers)
  }
}

function typeOf({ kind, text }: Token, before: readonly Token[], family: 4 | 6): [TokenType?, ...TokenModifier[]] {
  switch (kind) {
    case 'word':
      if (operators.has(text)) return ['keyword']
      if (properties.has(text)) return ['property']
      return subjects.has(text) ? ['variable'] : ['function']
    case 'string': {
      const called = before.at(-1)?.text === '(' ? before.at(-2)?.text : undefined
      if (called === 'member') return isBuiltInClass(text) ? ['class', 'defaultLibrary'] : ['class']
      return [called === 'match' ? 'regexp' : 'string']
    }
    case 'name': {
      const isTop = before.at(-1)?.text === '[' && before.at(-2)?.text === 'option' && before.at(-3)?.text !== '.'
      return isTop && standardOption(family === 4 ? 'dhcp4' : 'dhcp6', text) ? ['variable', 'defaultLibrary'] : ['variable']
    }
    case 'hex':
    case 'integer':
    case 'address':
      return ['number']
    case 'sign':
      return text === '==' || text === '+' || text === '*' ? ['operator'] : []
    default:
      return []
  }
}
