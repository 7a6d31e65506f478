/** The fields of an option's data, in the order in which they are written, with what each is. */
import type { Definition } from '../options/definition'
import { say } from '../text/text'
import type { Text } from '../text/text'

export interface OptionField {
  readonly type: string
  /** As many of them as one likes. */
  readonly repeats: boolean
}

export function fieldsOf({ type, array, fields }: Definition): OptionField[] {
  if (type === 'empty') return []
  if (type === 'record') return fields.map((one, at) => ({ type: one, repeats: array && at === fields.length - 1 }))
  return [{ type, repeats: array }]
}

/** Which field the end of the text is in; behind the last one, none. `before`: what stands before it, decoded. */
export function fieldAt(definition: Definition, before: string): number | undefined {
  const fields = fieldsOf(definition)
  const at = commasIn(before)
  return at < fields.length ? at : fields[fields.length - 1]?.repeats ? fields.length - 1 : undefined
}

/** A comma behind a backslash belongs to its value. */
export function commasIn(text: string): number {
  return text.replace(/\\./g, '').split(',').length - 1
}

/** The type in words. */
export function typeText(type: string): Text {
  switch (type) {
    case 'ipv4-address':
      return say`IPv4 address`
    case 'ipv6-address':
      return say`IPv6 address`
    case 'ipv6-prefix':
      return say`IPv6 prefix`
    case 'fqdn':
      return say`domain name`
    case 'boolean':
      return say`true or false`
    case 'string':
      return say`text`
    case 'binary':
      return say`hexadecimal digits`
    case 'psid':
      return say`PSID and its length`
    case 'tuple':
      return say`text with its length`
    case 'empty':
      return say`no data`
    case 'uint8':
      return say`number from 0 to 255`
    case 'uint16':
      return say`number from 0 to 65535`
    case 'uint32':
      return say`number from 0 to 4294967295`
    case 'int8':
      return say`number from -128 to 127`
    case 'int16':
      return say`number from -32768 to 32767`
    case 'int32':
      return say`number from -2147483648 to 2147483647`
    case 'internal':
      return say`in a form of its own`
    default:
      return say`${type}`
  }
}

/** How it is written, with an example. */
export function explanationOf(type: string): Text | undefined {
  switch (type) {
    case 'ipv4-address':
      return say`Four decimal numbers, such as 192.0.2.1.`
    case 'ipv6-address':
      return say`Groups of hexadecimal digits, such as 2001:db8::1.`
    case 'ipv6-prefix':
      return say`An address, a slash and a length, such as 2001:db8::/32.`
    case 'fqdn':
      return say`A whole domain name, such as www.example.org.`
    case 'boolean':
      return say`true or false, or 1 and 0.`
    case 'string':
      return say`Any text. A comma in it has a backslash before it, which JSON doubles.`
    case 'binary':
      return say`Pairs of hexadecimal digits, such as 0a0b, or a text in single quotes.`
    case 'psid':
      return say`Its number, a slash and its length in bits, such as 3/4.`
    case 'tuple':
      return say`A text; its length is sent before it.`
    default:
      return undefined
  }
}
