/** Texts of an expression: literals, options, fields of the packet, functions. */
import { parseAddress } from '../net/ipv4'
import { octetsOf } from './compile'
import { parseIpv6 } from './ipv6'
import type { Token } from './lex'
import type { ParseContext } from './parse'
import { parseOptionAccess } from './parse-option'
import { Fault, integerWithin } from './reader'
import type { Reader } from './reader'
import { conversions } from './syntax'
import type { BooleanExpression, PacketField, StringExpression } from './syntax'

type ParseBoolean = (reader: Reader, context: ParseContext) => BooleanExpression

export function parseString(reader: Reader, context: ParseContext, test: ParseBoolean): StringExpression {
  let left = parseOne(reader, context, test)
  while (reader.isSign('+')) {
    reader.next()
    const right = parseOne(reader, context, test)
    left = { kind: 'concat', left, right, start: left.start, end: right.end }
  }
  return left
}

function parseOne(reader: Reader, context: ParseContext, test: ParseBoolean): StringExpression {
  const token = reader.peek()
  const literal = literalOf(token)
  if (literal !== undefined) {
    reader.next()
    return { kind: 'literal', value: literal, start: token.start, end: token.end }
  }
  if (token.kind === 'sign' && token.text === '(') {
    reader.next()
    const inner = parseString(reader, context, test)
    const close = reader.sign(')')
    return { ...inner, start: token.start, end: close.end }
  }
  if (token.kind !== 'word') throw new Fault(token.kind === 'end' ? 'the expression ends too early' : `${token.text} was not expected here`, token)
  return parseAccessor(reader, context, token) ?? parseFunction(reader, context, test, token)
}

const mostInteger = 0xffffffff

function literalOf(token: Token): string | undefined {
  switch (token.kind) {
    case 'string':
      return Buffer.from(token.text, 'utf8').toString('latin1')
    case 'hex': {
      const digits = token.text.slice(2)
      return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex').toString('latin1')
    }
    case 'address': {
      const address = parseAddress(token.text)
      const octets = address === undefined ? parseIpv6(token.text) : octetsOf(address)
      if (octets === undefined) throw new Fault(`${token.text} is no IP address`, token)
      return octets
    }
    case 'integer': {
      const value = Number(token.text)
      if (value < 0 || value > mostInteger) throw new Fault(`a number is from 0 to ${mostInteger}, not ${token.text}`, token)
      return octetsOf(value)
    }
    default:
      return undefined
  }
}

const packetFields = ['iface', 'src', 'dst', 'len'] as const
const pkt4Fields = ['mac', 'hlen', 'htype', 'ciaddr', 'giaddr', 'yiaddr', 'siaddr', 'msgtype', 'transid'] as const
const pkt6Fields = ['msgtype', 'transid'] as const

function parseAccessor(reader: Reader, context: ParseContext, token: Token): StringExpression | undefined {
  const begin = reader.position()
  const { start } = token
  const field = (name: PacketField, at: Token): StringExpression => ({ kind: 'field', field: name, start, end: at.end })
  switch (token.text) {
    case 'pkt': {
      reader.next()
      reader.sign('.')
      const { word, token: at } = reader.word(packetFields)
      return field(word, at)
    }
    case 'pkt4': {
      if (context.family !== 4) throw new Fault('pkt4 is for DHCPv4 only', token)
      reader.next()
      reader.sign('.')
      const { word, token: at } = reader.word(pkt4Fields)
      return field(word, at)
    }
    case 'pkt6': {
      if (context.family !== 6) throw new Fault('pkt6 is for DHCPv6 only', token)
      reader.next()
      reader.sign('.')
      const { word, token: at } = reader.word(pkt6Fields)
      return field(word === 'msgtype' ? 'msgtype6' : 'transid6', at)
    }
    case 'option':
    case 'relay4':
    case 'relay6':
    case 'vendor':
    case 'vendor-class':
      return parseOfOption(reader, context, token, begin)
    default:
      return undefined
  }
}

function parseOfOption(reader: Reader, context: ParseContext, token: Token, begin: number): StringExpression {
  const { start } = token
  const access = parseOptionAccess(reader, context)
  if (!access) {
    if (token.text === 'relay6') {
      reader.sign('.')
      const { token: at } = reader.word(['peeraddr', 'linkaddr'])
      return { kind: 'relay6-address', start, end: at.end }
    }
    reader.back(begin)
    reader.next()
    reader.sign('.')
    const { token: at } = reader.word(['enterprise'])
    return { kind: token.text === 'vendor' ? 'vendor-enterprise' : 'vendor-class-enterprise', start, end: at.end }
  }
  reader.sign('.')
  if (access.of === 'vendor-class') return parseVendorClassData(reader, access.enterprise, start)
  if (access.of === 'vendor' && access.sub === undefined) throw new Fault('exists or option was expected here', reader.peek())
  const { word, token: at } = reader.word(['text', 'hex'])
  return { kind: 'option', option: access, form: word, start, end: at.end }
}

function parseVendorClassData(reader: Reader, enterprise: number | undefined, start: number): StringExpression {
  const { token } = reader.word(['data'])
  if (!reader.isSign('[')) return { kind: 'vendor-class-data', enterprise, index: 0, start, end: token.end }
  reader.next()
  const index = integerWithin(reader, 'an index', 0, 255)
  const close = reader.sign(']')
  return { kind: 'vendor-class-data', enterprise, index, start, end: close.end }
}

const leastInt32 = -(2 ** 31)
const mostInt32 = 2 ** 31 - 1

function parseFunction(reader: Reader, context: ParseContext, test: ParseBoolean, token: Token): StringExpression {
  const { start } = token
  const argument = (): StringExpression => parseString(reader, context, test)
  const close = (): number => reader.sign(')').end
  const conversion = conversions.find((name) => name === token.text)
  if (conversion !== undefined) {
    reader.next()
    reader.sign('(')
    const operand = argument()
    return { kind: 'convert', to: conversion, operand, start, end: close() }
  }
  switch (token.text) {
    case 'substring': {
      open(reader)
      const operand = argument()
      reader.sign(',')
      const from = integerWithin(reader, 'a position', leastInt32, mostInt32)
      reader.sign(',')
      const length = reader.takeWord('all') ? 'all' : integerWithin(reader, 'a length or all', leastInt32, mostInt32)
      return { kind: 'substring', operand, from, length, start, end: close() }
    }
    case 'split': {
      open(reader)
      const operand = argument()
      reader.sign(',')
      const delimiters = argument()
      reader.sign(',')
      const field = integerWithin(reader, 'the number of a field', leastInt32, mostInt32)
      return { kind: 'split', operand, delimiters, field, start, end: close() }
    }
    case 'concat': {
      open(reader)
      const left = argument()
      reader.sign(',')
      return { kind: 'concat', left, right: argument(), start, end: close() }
    }
    case 'hexstring': {
      open(reader)
      const operand = argument()
      reader.sign(',')
      return { kind: 'hexstring', operand, separator: argument(), start, end: close() }
    }
    case 'ifelse':
    case 'sifelse': {
      open(reader)
      const condition = test(reader, context)
      reader.sign(',')
      const then = argument()
      reader.sign(',')
      const otherwise = argument()
      return { kind: 'ifelse', test: condition, then, otherwise, short: token.text === 'sifelse', start, end: close() }
    }
    default:
      throw new Fault(`${token.text} was not expected here`, token)
  }
}

function open(reader: Reader): void {
  reader.next()
  reader.sign('(')
}
