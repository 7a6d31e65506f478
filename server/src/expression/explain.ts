/** An expression beside a packet: what each part of it comes to, in the order of evaluation, and why a comparison does not hold. */
import { hexDigits, stringOctets } from '../net/octets'
import { compileBoolean, compileString, EvaluationFault } from './compile'
import type { Subject } from './subject'
import type { BooleanExpression, OptionAccess, StringExpression } from './syntax'

/** One part with its value as the server computes it. */
export interface Part {
  /** As it stands in the expression. */
  readonly text: string
  readonly value: PartValue
  /** Why it comes to that, where the value alone does not say it; '' for nothing. */
  readonly why: string
  readonly parts: readonly Part[]
}

export type PartValue =
  | { readonly kind: 'boolean'; readonly holds: boolean }
  /** A byte string. */
  | { readonly kind: 'octets'; readonly octets: string }
  /** The test that it is in counts as not met. */
  | { readonly kind: 'fault'; readonly reason: string }
  /** What stands before it decided already (`and`, `or`, `ifelse` since 3.0). */
  | { readonly kind: 'not-evaluated' }

/** `text` is what the expression was read from. Values are those of compile.ts, part by part. */
export function explainBoolean(expression: BooleanExpression, text: string, subject: Subject): Part {
  const value = valueOf(() => ({ kind: 'boolean', holds: compileBoolean(expression)(subject) }))
  return { text: textOf(expression, text), value, ...insideBoolean(expression, text, subject, value) }
}

export function explainString(expression: StringExpression, text: string, subject: Subject): Part {
  const value = valueOf(() => ({ kind: 'octets', octets: compileString(expression)(subject) }))
  return { text: textOf(expression, text), value, ...insideString(expression, text, subject) }
}

/** `true`, `'pxe' (0x707865)`, `0x0007`, `nothing`. */
export function showValue(value: PartValue): string {
  switch (value.kind) {
    case 'boolean':
      return value.holds ? 'true' : 'false'
    case 'octets':
      return showOctets(value.octets)
    case 'fault':
      return `cannot be evaluated: ${value.reason}`
    case 'not-evaluated':
      return 'not evaluated: what stands before it decides'
  }
}

/** A text in quotes where every octet can be printed, and hex. */
export function showOctets(octets: string): string {
  if (octets === '') return 'nothing'
  const hex = `0x${hexDigits(stringOctets(octets))}`
  return isPrintable(octets) ? `'${octets}' (${hex})` : hex
}

export function isPrintable(octets: string): boolean {
  return /^[\x20-\x7e]+$/.test(octets)
}

function textOf({ start, end }: { readonly start: number; readonly end: number }, text: string): string {
  return text.slice(start, end)
}

function valueOf(compute: () => PartValue): PartValue {
  try {
    return compute()
  } catch (error) {
    if (error instanceof EvaluationFault) return { kind: 'fault', reason: error.message }
    throw error
  }
}

type Inside = Pick<Part, 'why' | 'parts'>

function insideBoolean(expression: BooleanExpression, text: string, subject: Subject, value: PartValue): Inside {
  const boolean = (one: BooleanExpression): Part => explainBoolean(one, text, subject)
  const string = (one: StringExpression): Part => explainString(one, text, subject)
  switch (expression.kind) {
    case 'not':
      return { why: '', parts: [boolean(expression.operand)] }
    case 'and':
    case 'or': {
      const left = boolean(expression.left)
      const isDecided = expression.short && left.value.kind !== 'not-evaluated' && !(left.value.kind === 'boolean' && left.value.holds === (expression.kind === 'and'))
      return { why: '', parts: [left, isDecided ? passedOver(expression.right, text) : boolean(expression.right)] }
    }
    case 'equal': {
      const parts = [string(expression.left), string(expression.right)]
      return { why: value.kind === 'boolean' && !value.holds ? whyUnequal(parts) : '', parts }
    }
    case 'member':
      return { why: `the client is ${subject.isMember(expression.name) ? '' : 'not '}in ${expression.name}`, parts: [] }
    case 'match':
      return { why: '', parts: [string(expression.operand)] }
    case 'option-exists':
      return { why: value.kind === 'boolean' && !value.holds ? whyAbsent(expression.option, subject) : '', parts: [] }
  }
}

function insideString(expression: StringExpression, text: string, subject: Subject): Inside {
  const string = (one: StringExpression): Part => explainString(one, text, subject)
  switch (expression.kind) {
    case 'option':
      return { why: isThere(expression.option, subject) ? '' : whyAbsent(expression.option, subject), parts: [] }
    case 'vendor-class-data':
      return { why: subject.vendorClassData(expression.enterprise, expression.index) === undefined ? 'the message has no such option 124' : '', parts: [] }
    case 'substring':
    case 'convert':
      return { why: '', parts: [string(expression.operand)] }
    case 'split':
      return { why: '', parts: [string(expression.operand), string(expression.delimiters)] }
    case 'concat':
      return { why: '', parts: [string(expression.left), string(expression.right)] }
    case 'hexstring':
      return { why: '', parts: [string(expression.operand), string(expression.separator)] }
    case 'ifelse': {
      const test = explainBoolean(expression.test, text, subject)
      const isThen = test.value.kind === 'boolean' && test.value.holds
      const branch = (one: StringExpression, isTaken: boolean): Part => (expression.short && !isTaken ? passedOver(one, text) : string(one))
      return { why: '', parts: [test, branch(expression.then, isThen), branch(expression.otherwise, !isThen)] }
    }
    default:
      return { why: '', parts: [] }
  }
}

function passedOver(expression: BooleanExpression | StringExpression, text: string): Part {
  return { text: textOf(expression, text), value: { kind: 'not-evaluated' }, why: '', parts: [] }
}

/** Kea compares octets: a number of another size, or a letter of another case, is another value. */
function whyUnequal([left, right]: readonly Part[]): string {
  if (left?.value.kind !== 'octets' || right?.value.kind !== 'octets') return ''
  const one = left.value.octets
  const other = right.value.octets
  if (one === '' || other === '') {
    const [there, absent] = one === '' ? [right, left] : [left, right]
    return firstWhy(absent) || `${absent.text} is empty, ${there.text} is not`
  }
  if (one.length !== other.length) return `${brief(one)} has ${octetCount(one)}, ${brief(other)} has ${other.length}`
  if (one.toLowerCase() === other.toLowerCase() && isPrintable(one)) return `${brief(one)} and ${brief(other)} differ in the case of letters`
  return `${brief(one)} is not ${brief(other)}`
}

/** Of a part that is cut out of nothing, why there is nothing. */
export function firstWhy(part: Part): string {
  return part.why || (part.parts.map(firstWhy).find((why) => why !== '') ?? '')
}

function brief(octets: string): string {
  return isPrintable(octets) ? `'${octets}'` : `0x${hexDigits(stringOctets(octets))}`
}

function octetCount(octets: string): string {
  return octets.length === 1 ? '1 octet' : `${octets.length} octets`
}

function isThere(access: OptionAccess, subject: Subject): boolean {
  return compileBoolean({ kind: 'option-exists', option: access, start: 0, end: 0 })(subject)
}

function whyAbsent(access: OptionAccess, subject: Subject): string {
  switch (access.of) {
    case 'packet':
      if (access.sub === undefined || subject.option(access.code) === undefined) return `the message has no option ${access.code}`
      return `option ${access.code} of the message has no sub-option ${access.sub}`
    case 'vendor':
      return access.sub !== undefined && subject.vendors.length > 0 ? `option 125 of the message has no such sub-option ${access.sub}` : 'the message has no such option 125'
    case 'vendor-class':
      return 'the message has no such option 124'
    case 'relay6':
      return 'a DHCPv4 message comes through no DHCPv6 relay'
  }
}
