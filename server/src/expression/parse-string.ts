/** Texts of an expression: literals, options, fields of the packet, functions. */
import { atLeast } from '../config/release'
import { hexOctets, octetString, utf8Octets } from '../net/octets'
import { octetsOf } from './compile'
import { octetsOfAddress } from './address'
import type { Token } from './lex'
import type { ParseContext } from './parse'
import { parseOfOption } from './parse-option'
import { Fault, integer, shown } from './reader'
import type { Reader } from './reader'
import { conversions } from './syntax'
import type { BooleanExpression, Expression, PacketField, StringExpression } from './syntax'
import { say } from '../text/text'

type ParseBoolean = (reader: Reader, context: ParseContext) => BooleanExpression

export function parseString(reader: Reader, context: ParseContext, test: ParseBoolean): StringExpression {
  return continueString(parseOne(reader, context, test, false), reader, context, test)
}

/** `first + …` */
export function continueString(first: StringExpression, reader: Reader, context: ParseContext, test: ParseBoolean): StringExpression {
  let left = first
  while (reader.isSign('+')) {
    reader.next()
    const right = parseOne(reader, context, test, false)
    left = { kind: 'concat', left, right, start: left.start, end: right.end }
  }
  return left
}

export function parseOne(reader: Reader, context: ParseContext, test: ParseBoolean, mayBeTest: false): StringExpression
export function parseOne(reader: Reader, context: ParseContext, test: ParseBoolean, mayBeTest: boolean): Expression
/** One text without `+`; with `mayBeTest` also whether an option exists. */
export function parseOne(reader: Reader, context: ParseContext, test: ParseBoolean, mayBeTest: boolean): Expression {
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
  if (token.kind !== 'word') throw unexpected(token)
  return parseOfOption(reader, context, token, mayBeTest) ?? parseField(reader, context, token) ?? parseFunction(reader, context, test, token)
}

function unexpected(token: Token): Fault {
  if (token.kind === 'end') return new Fault(say`the expression ends too early`, token)
  if (token.kind === 'word' && (token.text === 'member' || token.text === 'match' || token.text === 'not')) return new Fault(say`${token.text} gives true or false, and a text was expected here`, token)
  return new Fault(say`${shown(token)} was not expected here`, token)
}

const mostInteger = 0xffffffff

function literalOf(token: Token): string | undefined {
  switch (token.kind) {
    case 'string':
      return octetString(utf8Octets(token.text))
    case 'hex': {
      const digits = token.text.slice(2)
      return octetString(hexOctets(digits.length % 2 === 0 ? digits : `0${digits}`))
    }
    case 'address': {
      const octets = octetsOfAddress(token.text)
      if (octets === undefined) throw new Fault(say`${token.text} is no IP address`, token)
      return octets
    }
    case 'integer': {
      const value = Number(token.text)
      if (value < 0 || value > mostInteger) throw new Fault(say`a number is from 0 to ${mostInteger}, not ${token.text}`, token)
      return octetsOf(value)
    }
    default:
      return undefined
  }
}

const packetFields = ['iface', 'src', 'dst', 'len'] as const
const pkt4Fields = ['mac', 'hlen', 'htype', 'ciaddr', 'giaddr', 'yiaddr', 'siaddr', 'msgtype', 'transid'] as const
const pkt6Fields = ['msgtype', 'transid'] as const

function parseField(reader: Reader, context: ParseContext, token: Token): StringExpression | undefined {
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
      reader.next()
      reader.sign('.')
      const { word, token: at } = reader.word(pkt4Fields)
      if (context.family !== 4) throw new Fault(say`pkt4 is for DHCPv4 only`, token)
      return field(word, at)
    }
    case 'pkt6': {
      reader.next()
      reader.sign('.')
      const { word, token: at } = reader.word(pkt6Fields)
      if (context.family !== 6) throw new Fault(say`pkt6 is for DHCPv6 only`, token)
      return field(word === 'msgtype' ? 'msgtype6' : 'transid6', at)
    }
    default:
      return undefined
  }
}

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
      const from = integer(reader, say`a position`)
      reader.sign(',')
      const length = reader.takeWord('all') ? 'all' : integer(reader, say`a length or all`)
      return { kind: 'substring', operand, from, length, start, end: close() }
    }
    case 'split': {
      open(reader)
      const operand = argument()
      reader.sign(',')
      const delimiters = argument()
      reader.sign(',')
      const field = integer(reader, say`the number of a field`)
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
      // `sifelse` is what `ifelse` was before: strict.
      const short = atLeast(context.release, '3.0') && token.text === 'ifelse'
      return { kind: 'ifelse', test: condition, then, otherwise, short, start, end: close() }
    }
    default:
      throw unexpected(token)
  }
}

function open(reader: Reader): void {
  reader.next()
  reader.sign('(')
}
