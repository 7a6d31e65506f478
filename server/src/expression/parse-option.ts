/** `option[…]`, `relay4[…]`, `relay6[…]`, `vendor[…]`, `vendor-class[…]` and what is wanted of them. */
import type { Token } from './lex'
import type { ParseContext } from './parse'
import { Fault, integerWithin, shown } from './reader'
import type { Reader } from './reader'
import type { Expression, OptionAccess } from './syntax'
import { say } from '../text/text'

const agentOptions = 82
const mostEnterprise = 0xffffffff

/** undefined where the word begins something else. With `mayBeTest` it may ask whether the option exists. */
export function parseOfOption(reader: Reader, context: ParseContext, token: Token, mayBeTest: boolean): Expression | undefined {
  const { start } = token
  const mostCode = context.family === 4 ? 255 : 65535
  switch (token.text) {
    case 'option': {
      reader.next()
      const code = bracketed(reader, () => optionCode(reader, context, mostCode))
      reader.sign('.')
      const sub = takeSubOption(reader, mostCode)
      return wanted(reader, { of: 'packet', code, sub }, start, mayBeTest, sub === undefined)
    }
    case 'relay4': {
      reader.next()
      const sub = bracketed(reader, () => integerWithin(reader, say`a sub-option code`, 0, mostCode))
      reader.sign('.')
      const read = wanted(reader, { of: 'packet', code: agentOptions, sub }, start, mayBeTest)
      if (context.family !== 4) throw new Fault(say`relay4 is for DHCPv4 only`, token)
      return read
    }
    case 'relay6': {
      reader.next()
      const level = bracketed(reader, () => nestLevel(reader, context))
      reader.sign('.')
      const code = takeSubOption(reader, mostCode)
      if (code !== undefined) return wanted(reader, { of: 'relay6', level, code }, start, mayBeTest)
      const { token: at } = reader.word(['option', 'peeraddr', 'linkaddr'])
      return { kind: 'relay6-address', start, end: at.end }
    }
    case 'vendor':
      return parseVendor(reader, start, mayBeTest, mostCode)
    case 'vendor-class':
      return parseVendorClass(reader, start, mayBeTest)
    default:
      return undefined
  }
}

function parseVendor(reader: Reader, start: number, mayBeTest: boolean, mostCode: number): Expression {
  reader.next()
  const enterprise = enterpriseOrWord(reader)
  if (enterprise.word) return { kind: 'vendor-enterprise', start, end: enterprise.word.end }
  const sub = takeSubOption(reader, mostCode)
  const option: OptionAccess = { of: 'vendor', enterprise: enterprise.id, sub }
  return sub === undefined ? existence(reader, option, start, mayBeTest, ['option']) : wanted(reader, option, start, mayBeTest)
}

function parseVendorClass(reader: Reader, start: number, mayBeTest: boolean): Expression {
  reader.next()
  const enterprise = enterpriseOrWord(reader)
  if (enterprise.word) return { kind: 'vendor-class-enterprise', start, end: enterprise.word.end }
  const data = reader.peek()
  if (!reader.takeWord('data')) return existence(reader, { of: 'vendor-class', enterprise: enterprise.id }, start, mayBeTest, ['data'])
  if (!reader.isSign('[')) return { kind: 'vendor-class-data', enterprise: enterprise.id, index: 0, start, end: data.end }
  reader.next()
  const index = integerWithin(reader, say`an index`, 0, 255)
  const close = reader.sign(']')
  return { kind: 'vendor-class-data', enterprise: enterprise.id, index, start, end: close.end }
}

/** `[9].`, `[*].`, or `.enterprise` */
function enterpriseOrWord(reader: Reader): { readonly id?: number | undefined; readonly word?: Token } {
  if (!reader.isSign('[')) {
    if (!reader.isSign('.')) throw new Fault(say`[ or . was expected in place of ${shown(reader.peek())}`, reader.peek())
    reader.next()
    return { word: reader.word(['enterprise']).token }
  }
  const id = bracketed(reader, () => enterpriseId(reader))
  reader.sign('.')
  return { id }
}

/** Behind the dot: `text`, `hex`, or `exists`. */
function wanted(reader: Reader, option: OptionAccess, start: number, mayBeTest: boolean, mayHaveSub = false): Expression {
  const token = reader.peek()
  if (token.kind === 'word' && token.text === 'exists') return existence(reader, option, start, mayBeTest, [])
  const words = ['text', 'hex'] as const
  if (token.kind === 'word' && words.some((word) => word === token.text)) return { kind: 'option', option, form: reader.word(words).word, start, end: token.end }
  reader.word([...words, ...(mayBeTest ? ['exists'] : []), ...(mayHaveSub ? ['option'] : [])])
  throw new Fault(say`${shown(token)} was not expected here`, token)
}

function existence(reader: Reader, option: OptionAccess, start: number, mayBeTest: boolean, others: readonly string[]): Expression {
  const token = reader.peek()
  if (!mayBeTest && token.kind === 'word' && token.text === 'exists') throw new Fault(say`exists gives true or false, and a text was expected here`, token)
  const { end } = reader.word(mayBeTest ? ['exists', ...others] : others).token
  return { kind: 'option-exists', option, start, end }
}

function bracketed<V>(reader: Reader, read: () => V): V {
  reader.sign('[')
  const value = read()
  reader.sign(']')
  return value
}

function optionCode(reader: Reader, context: ParseContext, most: number): number {
  const token = reader.peek()
  if (token.kind === 'integer') return integerWithin(reader, say`an option code`, 0, most)
  if (token.kind !== 'name') throw new Fault(token.kind === 'end' ? say`an option code or name is missing at the end` : say`an option code or name was expected in place of ${shown(token)}`, token)
  const code = context.optionCode(token.text)
  if (code === undefined) throw new Fault(say`no option is named ${token.text}`, token, 'option')
  reader.next()
  return code
}

/** `option[2].`, where it stands here. */
function takeSubOption(reader: Reader, most: number): number | undefined {
  if (!reader.takeWord('option')) return undefined
  const code = bracketed(reader, () => integerWithin(reader, say`a sub-option code`, 0, most))
  reader.sign('.')
  return code
}

function nestLevel(reader: Reader, context: ParseContext): number {
  const token = reader.kind('integer', say`a nest level`)
  if (context.family !== 6) throw new Fault(say`relay6 is for DHCPv6 only`, token)
  const level = Number(token.text)
  if (!(level >= -32 && level <= 31)) throw new Fault(say`a nest level is from -32 to 31, not ${token.text}`, token)
  return level
}

function enterpriseId(reader: Reader): number | undefined {
  if (!reader.isSign('*')) return integerWithin(reader, say`an enterprise number`, 0, mostEnterprise)
  reader.next()
  return undefined
}
