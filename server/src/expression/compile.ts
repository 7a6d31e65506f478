/** An expression → a function of a packet. Evaluation follows Kea: both sides of `and` and `or`, both branches of `ifelse`, where they are not `short`. */
import { stringOctets } from '../net/octets'
import { compilePattern } from './pattern'
import type { Subject } from './subject'
import type { BooleanExpression, Conversion, OptionAccess, PacketField, StringExpression } from './syntax'

/** What an expression cannot be evaluated for; the test then counts as not met. */
export class EvaluationFault extends Error {}

export type BooleanTest = (subject: Subject) => boolean
/** Gives a byte string. */
export type StringValue = (subject: Subject) => string

export function compileBoolean(expression: BooleanExpression): BooleanTest {
  switch (expression.kind) {
    case 'not': {
      const operand = compileBoolean(expression.operand)
      return (subject) => !operand(subject)
    }
    case 'and':
    case 'or':
      return compileJunction(expression.kind === 'and', expression.short, compileBoolean(expression.left), compileBoolean(expression.right))
    case 'equal': {
      const left = compileString(expression.left)
      const right = compileString(expression.right)
      return (subject) => left(subject) === right(subject)
    }
    case 'member': {
      const { name } = expression
      return (subject) => subject.isMember(name)
    }
    case 'match': {
      const pattern = compilePattern(expression.pattern)
      const operand = compileString(expression.operand)
      return (subject) => pattern.test(operand(subject))
    }
    case 'option-exists':
      return compileExists(expression.option)
  }
}

function compileJunction(isAnd: boolean, short: boolean, left: BooleanTest, right: BooleanTest): BooleanTest {
  if (short) return isAnd ? (subject) => left(subject) && right(subject) : (subject) => left(subject) || right(subject)
  return (subject) => {
    const one = left(subject)
    const other = right(subject)
    return isAnd ? one && other : one || other
  }
}

function compileExists(access: OptionAccess): BooleanTest {
  switch (access.of) {
    case 'packet': {
      const { code, sub } = access
      return sub === undefined ? (subject) => subject.option(code) !== undefined : (subject) => subject.subOption(code, sub) !== undefined
    }
    case 'vendor': {
      const { enterprise, sub } = access
      if (sub !== undefined) return (subject) => subject.vendorOption(enterprise, sub) !== undefined
      return (subject) => (enterprise === undefined ? subject.vendors.length > 0 : subject.vendors.includes(enterprise))
    }
    case 'vendor-class': {
      const { enterprise } = access
      return (subject) => (enterprise === undefined ? subject.vendorClasses.length > 0 : subject.vendorClasses.includes(enterprise))
    }
    case 'relay6':
      return () => false
  }
}

export function compileString(expression: StringExpression): StringValue {
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression
      return () => value
    }
    case 'option':
      return compileOption(expression.option, expression.form)
    case 'field':
      return fields[expression.field]
    case 'vendor-enterprise':
      return (subject) => orNothing(subject.vendors[0])
    case 'vendor-class-enterprise':
      return (subject) => orNothing(subject.vendorClasses[0])
    case 'vendor-class-data': {
      const { enterprise, index } = expression
      return (subject) => subject.vendorClassData(enterprise, index) ?? ''
    }
    case 'substring': {
      const { from, length } = expression
      const operand = compileString(expression.operand)
      return (subject) => substring(operand(subject), from, length)
    }
    case 'split': {
      const { field } = expression
      const operand = compileString(expression.operand)
      const delimiters = compileString(expression.delimiters)
      return (subject) => fieldOf(operand(subject), delimiters(subject), field)
    }
    case 'concat': {
      const left = compileString(expression.left)
      const right = compileString(expression.right)
      return (subject) => left(subject) + right(subject)
    }
    case 'ifelse': {
      const test = compileBoolean(expression.test)
      const then = compileString(expression.then)
      const otherwise = compileString(expression.otherwise)
      if (expression.short) return (subject) => (test(subject) ? then(subject) : otherwise(subject))
      return (subject) => {
        const isMet = test(subject)
        const one = then(subject)
        const other = otherwise(subject)
        return isMet ? one : other
      }
    }
    case 'hexstring': {
      const operand = compileString(expression.operand)
      const separator = compileString(expression.separator)
      return (subject) => hexString(operand(subject), separator(subject))
    }
    case 'convert': {
      const operand = compileString(expression.operand)
      const { to } = expression
      return (subject) => convert(to, operand(subject))
    }
    case 'relay6-address':
      return () => ''
  }
}

function compileOption(access: OptionAccess, form: 'text' | 'hex'): StringValue {
  const isText = form === 'text'
  switch (access.of) {
    case 'packet': {
      const { code, sub } = access
      if (sub === undefined) return isText ? (subject) => subject.optionText(code) ?? '' : (subject) => subject.option(code) ?? ''
      return isText ? (subject) => subject.subOptionText(code, sub) ?? '' : (subject) => subject.subOption(code, sub) ?? ''
    }
    case 'vendor': {
      const { enterprise, sub = 0 } = access
      return (subject) => (isText ? subject.vendorOptionText(enterprise, sub) : subject.vendorOption(enterprise, sub)) ?? ''
    }
    default:
      return () => ''
  }
}

/** Integers are four octets in network order. */
export function octetsOf(value: number): string {
  return String.fromCharCode((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
}

function orNothing(value: number | undefined): string {
  return value === undefined ? '' : octetsOf(value)
}

const fields: Readonly<Record<PacketField, StringValue>> = {
  iface: (subject) => subject.iface,
  src: (subject) => octetsOf(subject.source),
  dst: (subject) => octetsOf(subject.destination),
  len: (subject) => octetsOf(subject.length),
  mac: (subject) => subject.mac,
  hlen: (subject) => octetsOf(subject.hlen),
  htype: (subject) => octetsOf(subject.htype),
  ciaddr: (subject) => octetsOf(subject.ciaddr),
  giaddr: (subject) => octetsOf(subject.giaddr),
  yiaddr: (subject) => octetsOf(subject.yiaddr),
  siaddr: (subject) => octetsOf(subject.siaddr),
  msgtype: (subject) => octetsOf(subject.messageType),
  transid: (subject) => octetsOf(subject.transactionId),
  msgtype6: () => '',
  transid6: () => '',
}

/** A negative start counts from the end, a negative length takes what stands before the start. */
function substring(text: string, from: number, length: number | 'all'): string {
  const size = text.length
  if (size === 0) return ''
  mustBeInt32(from)
  if (length !== 'all') mustBeInt32(length)
  if (from >= size || from < -size) return ''
  const start = from < 0 ? size + from : from
  if (length === 'all') return text.slice(start)
  if (length >= 0) return text.slice(start, start + length)
  return text.slice(Math.max(0, start + length), start)
}

/** Fields are counted from 1; every delimiter ends one. */
function fieldOf(text: string, delimiters: string, field: number): string {
  if (text === '') return ''
  mustBeInt32(field)
  if (delimiters === '') return text
  if (field < 1) return ''
  let at = 0
  for (let index = 1; ; index++) {
    let end = at
    while (end < text.length && !delimiters.includes(text.charAt(end))) end++
    if (index === field) return text.slice(at, end)
    if (end >= text.length) return ''
    at = end + 1
  }
}

/** Read as a number only when there is something to cut. */
function mustBeInt32(value: number): void {
  if (value !== Math.trunc(value) || value < -(2 ** 31) || value >= 2 ** 31) throw new EvaluationFault(`${value} does not fit into 32 bits`)
}

function hexString(bytes: string, separator: string): string {
  let text = ''
  for (let at = 0; at < bytes.length; at++) text += (at === 0 ? '' : separator) + bytes.charCodeAt(at).toString(16).padStart(2, '0')
  return text
}

function convert(to: Conversion, bytes: string): string {
  switch (to) {
    case 'lcase':
      return bytes.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    case 'ucase':
      return bytes.replace(/[a-z]/g, (letter) => letter.toUpperCase())
    case 'addrtotext':
      return addressText(bytes)
    default:
      return integerText(bytes, /\d+/.exec(to)?.[0] ?? '', to.startsWith('u'))
  }
}

function integerText(bytes: string, bits: string, unsigned: boolean): string {
  if (bytes === '') return ''
  const size = Number(bits) / 8
  if (bytes.length !== size) throw new EvaluationFault(`an integer of ${bits} bits has ${size} ${size === 1 ? 'octet' : 'octets'}, not ${bytes.length}`)
  let value = 0
  for (let at = 0; at < size; at++) value = value * 256 + bytes.charCodeAt(at)
  const half = 2 ** (Number(bits) - 1)
  return String(!unsigned && value >= half ? value - 2 * half : value)
}

function addressText(bytes: string): string {
  if (bytes === '') return ''
  const octets = Array.from(stringOctets(bytes))
  if (octets.length === 4) return octets.join('.')
  if (octets.length === 16) return ipv6Text(octets)
  throw new EvaluationFault(`an address has 4 or 16 octets, not ${octets.length}`)
}

/** RFC 5952: the longest run of zeros is left out, the first of equal ones. */
export function ipv6Text(octets: readonly number[]): string {
  const groups: number[] = []
  for (let at = 0; at < 16; at += 2) groups.push((octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0))
  let best = { at: -1, size: 1 }
  for (let at = 0; at < 8; at++) {
    let size = 0
    while (at + size < 8 && groups[at + size] === 0) size++
    if (size > best.size) best = { at, size }
  }
  const hex = groups.map((group) => group.toString(16))
  if (best.at < 0) return hex.join(':')
  return `${hex.slice(0, best.at).join(':')}::${hex.slice(best.at + best.size).join(':')}`
}
