/** `option[…]`, `relay4[…]`, `relay6[…]`, `vendor[…]`, `vendor-class[…]`, up to the dot before what is wanted of it. */
import type { ParseContext } from './parse'
import { Fault, integerWithin } from './reader'
import type { Reader } from './reader'
import type { OptionAccess } from './syntax'

const agentOptions = 82
const mostEnterprise = 0xffffffff

/** undefined where no option is named here; the reader may have moved then. */
export function parseOptionAccess(reader: Reader, context: ParseContext): OptionAccess | undefined {
  const token = reader.peek()
  if (token.kind !== 'word') return undefined
  const mostCode = context.family === 4 ? 255 : 65535
  switch (token.text) {
    case 'option': {
      reader.next()
      const code = bracketed(reader, () => optionCode(reader, context, mostCode))
      return { of: 'packet', code, sub: subOption(reader, mostCode) }
    }
    case 'relay4': {
      if (context.family !== 4) throw new Fault('relay4 is for DHCPv4 only', token)
      reader.next()
      return { of: 'packet', code: agentOptions, sub: bracketed(reader, () => integerWithin(reader, 'a sub-option code', 0, 255)) }
    }
    case 'relay6': {
      reader.next()
      const level = bracketed(reader, () => nestLevel(reader, context))
      if (!isSubOption(reader)) return undefined
      return { of: 'relay6', level, code: subOption(reader, mostCode) ?? 0 }
    }
    case 'vendor':
    case 'vendor-class': {
      reader.next()
      if (!reader.isSign('[')) return undefined
      const enterprise = bracketed(reader, () => enterpriseId(reader))
      return token.text === 'vendor' ? { of: 'vendor', enterprise, sub: subOption(reader, mostCode) } : { of: 'vendor-class', enterprise }
    }
    default:
      return undefined
  }
}

function bracketed<V>(reader: Reader, read: () => V): V {
  reader.sign('[')
  const value = read()
  reader.sign(']')
  return value
}

function optionCode(reader: Reader, context: ParseContext, most: number): number {
  const token = reader.peek()
  // A name may be spelt as a word of the language, or as a hexadecimal or decimal number is.
  if (token.kind === 'integer') return integerWithin(reader, 'an option code', 0, most)
  if (token.kind !== 'name' && token.kind !== 'word') throw new Fault('an option code or name was expected here', token)
  const code = context.optionCode(token.text)
  if (code === undefined) throw new Fault(`no option is named ${token.text}`, token)
  reader.next()
  return code
}

function isSubOption(reader: Reader): boolean {
  return reader.isSign('.') && reader.isWordAhead('option')
}

function subOption(reader: Reader, most: number): number | undefined {
  if (!isSubOption(reader)) return undefined
  reader.next()
  reader.next()
  return bracketed(reader, () => integerWithin(reader, 'a sub-option code', 0, most))
}

function nestLevel(reader: Reader, context: ParseContext): number {
  const token = reader.peek()
  const level = integerWithin(reader, 'a nest level', -32, 31)
  if (context.family !== 6) throw new Fault('relay6 is for DHCPv6 only', token)
  return level
}

function enterpriseId(reader: Reader): number | undefined {
  if (!reader.isSign('*')) return integerWithin(reader, 'an enterprise number', 0, mostEnterprise)
  reader.next()
  return undefined
}
