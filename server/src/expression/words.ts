/** What an expression means, in English: a test as the end of "if …", a text as a thing. */
import { say } from '../text/text'
import type { Part, Text } from '../text/text'
import type { BooleanExpression, Expression, PacketField, StringExpression } from './syntax'
import { isTest } from './syntax'
import { accessWords, presenceWords, relayWords } from './option-words'
import type { Names } from './option-words'

/** `text` is what the expression was read from. */
export function wordsOf(expression: Expression, text: string, names: Names): Text {
  return isTest(expression) ? testWords(expression, text, names) : valueWords(expression, text, names)
}

/** One condition of a test, below `and` and `or`; depth counts these. */
export interface Line {
  readonly text: Text
  readonly depth: number
}

/** A long test line by line: `all of these:` with what is joined by `and` below it. */
export function outlineOf(test: BooleanExpression, text: string, names: Names, depth = 0): Line[] {
  const joined = joinedBy(test)
  if (!joined) return [{ text: testWords(test, text, names), depth }]
  const head = joined.by === 'and' ? say`all of these:` : say`at least one of these:`
  return [{ text: head, depth }, ...joined.tests.flatMap((one) => outlineOf(one, text, names, depth + 1))]
}

export function testWords(test: BooleanExpression, text: string, names: Names): Text {
  const value = (one: StringExpression): Text => valueWords(one, text, names)
  switch (test.kind) {
    case 'not':
      return notWords(test.operand, text, names)
    case 'and':
    case 'or':
      return joinedWords(test, text, names)
    case 'equal':
      return equalWords(test, true, text, names)
    case 'member':
      return memberWords(test.name, true)
    case 'match':
      return say`${value(test.operand)} as a whole matches the regular expression '${test.pattern}'`
    case 'option-exists':
      return presenceWords(test.option, true, names)
  }
}

function notWords(test: BooleanExpression, text: string, names: Names): Text {
  const value = (one: StringExpression): Text => valueWords(one, text, names)
  switch (test.kind) {
    case 'not':
      return testWords(test.operand, text, names)
    case 'and':
    case 'or':
      return say`it is not so that (${testWords(test, text, names)})`
    case 'equal':
      return equalWords(test, false, text, names)
    case 'member':
      return memberWords(test.name, false)
    case 'match':
      return say`${value(test.operand)} as a whole does not match the regular expression '${test.pattern}'`
    case 'option-exists':
      return presenceWords(test.option, false, names)
  }
}

function equalWords({ left, right }: BooleanExpression & { readonly kind: 'equal' }, holds: boolean, text: string, names: Names): Text {
  if (left.kind === 'substring' && left.from === 0 && right.kind === 'literal' && left.length === right.value.length && left.length > 0) {
    const whole = valueWords(left.operand, text, names)
    const start = literalWords(right, text)
    return holds ? say`${whole} begins with ${start}` : say`${whole} does not begin with ${start}`
  }
  const one = valueWords(left, text, names)
  const other = comparedWords(left, right, text, names)
  if (left.kind === 'substring' && typeof left.length === 'number' && Math.abs(left.length) !== 1) return holds ? say`${one} are ${other}` : say`${one} are not ${other}`
  return holds ? say`${one} is ${other}` : say`${one} is not ${other}`
}

/** What stands beside each other under the same operator, however it is bracketed. */
function joinedBy(test: BooleanExpression): { readonly by: 'and' | 'or'; readonly tests: readonly BooleanExpression[] } | undefined {
  if (test.kind !== 'and' && test.kind !== 'or') return undefined
  const by = test.kind
  const parts = (one: BooleanExpression): BooleanExpression[] => (one.kind === by ? [...parts(one.left), ...parts(one.right)] : [one])
  return { by, tests: parts(test) }
}

function joinedWords(test: BooleanExpression, text: string, names: Names): Text {
  const joined = joinedBy(test)
  const words = (joined?.tests ?? []).map((one) => {
    const inner = testWords(one, text, names)
    return one.kind === 'and' || one.kind === 'or' ? say`(${inner})` : inner
  })
  const [first = say`true`, ...others] = words
  return others.reduce((all, one) => (joined?.by === 'and' ? say`${all} and ${one}` : say`${all} or ${one}`), first)
}

function memberWords(name: string, isIn: boolean): Text {
  if (name === 'KNOWN' || name === 'UNKNOWN') return (name === 'KNOWN') === isIn ? say`the client has a reservation` : say`the client has no reservation`
  return isIn ? say`the client is in the class "${name}"` : say`the client is not in the class "${name}"`
}

export function valueWords(value: StringExpression, text: string, names: Names): Text {
  const words = (one: StringExpression): Text => valueWords(one, text, names)
  switch (value.kind) {
    case 'literal':
      return literalWords(value, text)
    case 'option':
      return value.form === 'text' ? say`the text of ${accessWords(value.option, names)}` : accessWords(value.option, names)
    case 'field':
      return fieldWords[value.field]
    case 'vendor-enterprise':
      return say`the enterprise number of ${accessWords({ of: 'vendor', enterprise: undefined, sub: undefined }, names)}`
    case 'vendor-class-enterprise':
      return say`the enterprise number of ${accessWords({ of: 'vendor-class', enterprise: undefined }, names)}`
    case 'vendor-class-data':
      return say`data ${value.index} (counted from 0) of ${accessWords({ of: 'vendor-class', enterprise: value.enterprise }, names)}`
    case 'substring':
      return partWords(words(value.operand), value.from, value.length)
    case 'split':
      return say`part ${value.field} of ${words(value.operand)}, cut wherever one of the signs of ${words(value.delimiters)} stands`
    case 'concat':
      return joinedTexts(value).map(words).reduce((all, one) => say`${all} followed by ${one}`)
    case 'ifelse':
      return say`(${words(value.then)} if ${testWords(value.test, text, names)}, ${words(value.otherwise)} if not)`
    case 'hexstring':
      return isNothing(value.separator) ? say`${words(value.operand)} in hexadecimal digits` : say`${words(value.operand)} in hexadecimal digits with ${words(value.separator)} between the octets`
    case 'convert':
      return conversionWords[value.to](words(value.operand))
    case 'relay6-address':
      return relay6Words(text.slice(value.start, value.end))
  }
}

function isNothing(value: StringExpression): boolean {
  return value.kind === 'literal' && value.value === ''
}

function joinedTexts(value: StringExpression): StringExpression[] {
  return value.kind === 'concat' ? [...joinedTexts(value.left), ...joinedTexts(value.right)] : [value]
}

/** As it is written, for that is how its writer knows it; hexadecimal digits that are a text are told as one besides. */
function literalWords({ start, end, value }: StringExpression & { readonly kind: 'literal' }, text: string): Text {
  const written = text.slice(start, end).replace(/^\(+|\)+$/g, '').trim()
  if (value === '') return say`empty`
  return /^0x/i.test(written) && value.length > 1 && /^[\x20-\x7e]+$/.test(value) ? say`${written} ('${value}')` : say`${written}`
}

/** A value beside what it is compared with, which may say what it stands for. */
function comparedWords(left: StringExpression, right: StringExpression, text: string, names: Names): Text {
  const words = valueWords(right, text, names)
  const meaning = right.kind === 'literal' ? meaningOf(left, right.value, names) : undefined
  return meaning === undefined ? words : say`${words} (${meaning})`
}

function meaningOf(left: StringExpression, octets: string, names: Names): Part | undefined {
  if (left.kind === 'field' && (left.field === 'msgtype' || left.field === 'msgtype6')) return names.messageType(numberOf(octets))
  if (left.kind === 'option' && left.form === 'hex' && left.option.of === 'packet') return names.valueOf(left.option.code, left.option.sub, octets)
  return undefined
}

function numberOf(octets: string): number {
  let number = 0
  for (let at = 0; at < octets.length; at++) number = number * 256 + octets.charCodeAt(at)
  return number
}

/** Kea counts from 0, from the end where the place is negative; a negative length goes back from there. */
function partWords(of: Text, from: number, length: number | 'all'): Text {
  if (length === 'all') return from === 0 ? of : from > 0 ? say`${of} without its first ${octets(from)}` : say`the last ${octets(-from)} of ${of}`
  if (length < 0) return from >= 0 ? say`the ${octets(-length)} before position ${from} (counted from 0) of ${of}` : say`the ${octets(-length)} before the last ${octets(-from)} of ${of}`
  if (from === 0) return say`the first ${octets(length)} of ${of}`
  if (from < 0) return -from === length ? say`the last ${octets(length)} of ${of}` : say`${octets(length)} from position ${-from} before the end of ${of}`
  return say`${octets(length)} from position ${from} (counted from 0) of ${of}`
}

function octets(count: number): Text {
  return count === 1 ? say`octet` : say`${count} octets`
}

function relay6Words(written: string): Text {
  const level = Number(/\[\s*(-?\d+)\s*\]/.exec(written)?.[1] ?? 0)
  return /linkaddr/.test(written) ? say`the link address that ${relayWords(level)} gives` : say`the address that ${relayWords(level)} got the message from`
}

const fieldWords: Readonly<Record<PacketField, Text>> = {
  iface: say`the name of the interface on which the packet came in`,
  src: say`the source address of the packet`,
  dst: say`the destination address of the packet`,
  len: say`the length of the packet`,
  mac: say`the hardware address of the client`,
  hlen: say`the length of the hardware address (hlen)`,
  htype: say`the type of the hardware address (htype)`,
  ciaddr: say`the address that the client has (ciaddr)`,
  giaddr: say`the address of the relay (giaddr)`,
  yiaddr: say`the address given to the client (yiaddr)`,
  siaddr: say`the address of the next server (siaddr)`,
  msgtype: say`the message type`,
  transid: say`the transaction id`,
  msgtype6: say`the message type`,
  transid6: say`the transaction id`,
}

export function fieldText(field: PacketField): Text {
  return fieldWords[field]
}

const conversionWords: Readonly<Record<(StringExpression & { readonly kind: 'convert' })['to'], (of: Text) => Text>> = {
  lcase: (of) => say`${of} in small letters`,
  ucase: (of) => say`${of} in capital letters`,
  addrtotext: (of) => say`${of} written as an IP address`,
  int8totext: (of) => say`${of} written as a number (8 bits with a sign)`,
  int16totext: (of) => say`${of} written as a number (16 bits with a sign)`,
  int32totext: (of) => say`${of} written as a number (32 bits with a sign)`,
  uint8totext: (of) => say`${of} written as a number (8 bits)`,
  uint16totext: (of) => say`${of} written as a number (16 bits)`,
  uint32totext: (of) => say`${of} written as a number (32 bits)`,
}
