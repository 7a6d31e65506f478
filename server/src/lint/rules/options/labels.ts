/** How findings about options name them, and say what an option takes. */
import { booleanOf, numberOf, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import type { Definition, Definitions } from '../../../options/definition'
import type { ScopeKind } from '../../scopes'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const everyScope: readonly ScopeKind[] = ['global', 'class', 'network', 'subnet', 'pool', 'pd-pool', 'reservation']

export function definitionOf(entry: ObjectNode, space: string, definitions: Definitions): Definition | undefined {
  const code = numberOf(entry, 'code')?.value
  return code === undefined ? definitions.byName(space, stringOf(entry, 'name')?.value ?? '') : definitions.byCode(space, code)
}

/** `The option "routers" (3)`; with its space where it is no option of the packet itself. */
export function optionLabel(entry: ObjectNode, space: string, definitions: Definitions): Text {
  const definition = definitionOf(entry, space, definitions)
  const code = numberOf(entry, 'code')?.value
  const name = definition?.name ?? stringOf(entry, 'name')?.value
  const what = name !== undefined && name !== '' ? say`The option "${name}"${definition ? ` (${definition.code})` : ''}` : say`The option ${code ?? ''}`
  return space === 'dhcp4' || space === 'dhcp6' ? what : say`${what} of the space "${space}"`
}

const forms: Readonly<Record<string, Text>> = {
  'binary': say`hexadecimal digits, such as 0a1b2c`,
  'boolean': say`true or false`,
  'int8': say`a number from -128 to 127`,
  'int16': say`a number from -32768 to 32767`,
  'int32': say`a number from -2147483648 to 2147483647`,
  'uint8': say`a number from 0 to 255`,
  'uint16': say`a number from 0 to 65535`,
  'uint32': say`a number from 0 to 4294967295`,
  'ipv4-address': say`an IPv4 address`,
  'ipv6-address': say`an IPv6 address`,
  'ipv6-prefix': say`an IPv6 prefix, such as 2001:db8::/48`,
  'psid': say`a PSID with its length, such as 3/4`,
  'string': say`a text`,
  'tuple': say`a text`,
  'fqdn': say`a domain name, such as www.example.org`,
}

const internalForms: Readonly<Record<string, Text>> = {
  'classless-static-route': say`routes such as 10.229.0.128/25 - 10.229.0.1, with commas between them`,
  'v4-dnr': say`a priority, a name, addresses with blanks between them, and parameters: 10, dot.example.org., 192.0.2.53, alpn=dot`,
  'v6-dnr': say`a priority, a name, addresses with blanks between them, and parameters: 10, dot.example.org., 2001:db8::53, alpn=dot`,
}

/** What the data should look like. */
export function formOf(entry: ObjectNode, space: string, definitions: Definitions): Text {
  const definition = definitionOf(entry, space, definitions)
  if (!definition || booleanOf(entry, 'csv-format')?.value === false) {
    return definition
      ? say`With "csv-format": false the data are octets: hexadecimal digits, such as c0000201, or a text in single quotes. Leave csv-format out to write plain values.`
      : say`Without a definition the data are octets: hexadecimal digits, such as c0000201, or a text in single quotes. An option-def lets you write plain values.`
  }
  const { type, array, fields, name } = definition
  if (type === 'empty') return say`Leave the data out: the option says all by being there.`
  if (type === 'internal') return say`It takes ${internalForms[name] ?? say`a text`}.`
  if (type === 'record') return say`It takes, with commas between them: ${fields.map((field) => forms[field] ?? field).reduce((all, form) => say`${all}; ${form}`)}${array ? say`, and more of the last` : ''}.`
  return say`It takes ${forms[type] ?? type}${array ? say`, or several with commas between them` : ''}.`
}
