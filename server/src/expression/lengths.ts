/** How many octets a text of an expression can have, whatever packet comes. */
import { constantOf } from './constant'
import type { OptionAccess, PacketField, StringExpression } from './syntax'

/** From-to pairs. */
export type Lengths = readonly (readonly [number, number])[]

export const anyLength: Lengths = [[0, Infinity]]

export interface KnownLengths {
  readonly family: 4 | 6
  /** Octets of an option that a client sends as it is defined; undefined where that depends. */
  option(access: OptionAccess): number | undefined
}

export function lengthsOf(expression: StringExpression, known: KnownLengths): Lengths {
  const constant = constantOf(expression)
  if (constant !== undefined) return exactly(constant.length)
  switch (expression.kind) {
    case 'field':
      return fieldLengths(expression.field, known.family)
    case 'option': {
      const size = expression.form === 'hex' ? known.option(expression.option) : undefined
      return size === undefined ? anyLength : orNothing(size, size)
    }
    case 'vendor-enterprise':
    case 'vendor-class-enterprise':
      return orNothing(4, 4)
    case 'relay6-address':
      return orNothing(16, 16)
    case 'substring':
      return substringLengths(lengthsOf(expression.operand, known), expression.from, expression.length)
    case 'split':
      return [[0, expression.field < 1 && (constantOf(expression.delimiters) ?? '') !== '' ? 0 : most(lengthsOf(expression.operand, known))]]
    case 'concat':
      return combined(lengthsOf(expression.left, known), lengthsOf(expression.right, known), (one, other) => one + other)
    case 'ifelse':
      return [...lengthsOf(expression.then, known), ...lengthsOf(expression.otherwise, known)]
    case 'hexstring':
      return combined(lengthsOf(expression.operand, known), lengthsOf(expression.separator, known), (octets, separator) => (octets === 0 ? 0 : 2 * octets + (octets - 1) * separator))
    case 'convert':
      return convertLengths(expression.to, lengthsOf(expression.operand, known))
    default:
      return anyLength
  }
}

export function includes(lengths: Lengths, length: number): boolean {
  return lengths.some(([from, to]) => from <= length && length <= to)
}

/** The longest; Infinity where there is none. */
export function most(lengths: Lengths): number {
  return Math.max(...lengths.map(([, to]) => to))
}

function exactly(length: number): Lengths {
  return [[length, length]]
}

/** What is absent in the packet has no octets. */
function orNothing(from: number, to: number): Lengths {
  return [[0, 0], [from, to]]
}

/** None, ARCNET, Ethernet, EUI-64, and what fills the field. */
const hardwareAddresses: Lengths = [[0, 1], [6, 6], [8, 8], [16, 16], [20, 20]]

function fieldLengths(field: PacketField, family: 4 | 6): Lengths {
  switch (field) {
    case 'iface':
      return anyLength
    case 'mac':
      return hardwareAddresses
    case 'src':
    case 'dst':
      return exactly(family === 4 ? 4 : 16)
    default:
      return exactly(4)
  }
}

function substringLengths(operand: Lengths, from: number, length: number | 'all'): Lengths {
  const whole = most(operand)
  const fixed = operand.filter(([least, longest]) => least === longest)
  if (fixed.length === operand.length) return fixed.map(([size]) => exactly(cut(size, from, length))[0] ?? [0, 0])
  const behind = from >= 0 ? Math.max(0, whole - from) : Math.min(whole, -from)
  if (length === 'all') return [[0, behind]]
  return [[0, length >= 0 ? Math.min(length, behind) : Math.min(-length, whole)]]
}

function cut(size: number, from: number, length: number | 'all'): number {
  if (from >= size || from < -size) return 0
  const start = from < 0 ? size + from : from
  if (length === 'all') return size - start
  return length >= 0 ? Math.min(length, size - start) : Math.min(-length, start)
}

function combined(left: Lengths, right: Lengths, join: (one: number, other: number) => number): Lengths {
  return left.flatMap(([from, to]) => right.map(([otherFrom, otherTo]) => [join(from, otherFrom), joined(join, to, otherTo)] as const))
}

function joined(join: (one: number, other: number) => number, one: number, other: number): number {
  const value = join(one, other)
  return Number.isNaN(value) ? Infinity : value
}

function convertLengths(to: string, operand: Lengths): Lengths {
  switch (to) {
    case 'lcase':
    case 'ucase':
      return operand
    case 'addrtotext':
      return [[0, 0], [2, 39]]
    case 'uint8totext':
      return [[0, 3]]
    case 'int8totext':
      return [[0, 4]]
    case 'uint16totext':
      return [[0, 5]]
    case 'int16totext':
      return [[0, 6]]
    case 'uint32totext':
      return [[0, 10]]
    default:
      return [[0, 11]]
  }
}
