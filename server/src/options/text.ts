/** What `option[…].text` gives: a text option's text, and for others the description that Kea writes to its logs. */
import { numberAt, octetString, signedAt } from '../net/octets'
import type { Definition } from './definition'
import { fixedSize } from './sizes'

export function optionText(code: number, definition: Definition | undefined, octets: Uint8Array): string {
  const type = definition?.type
  if (definition && type === 'string' && !definition.array) return octetString(octets).replace(/\0+$/, '')
  const head = `type=${String(code).padStart(3, '0')}, len=${String(octets.length).padStart(3, '0')}`
  if (definition && isInteger(type)) {
    const values = integers(definition.type, octets)
    if (!definition.array) return `${head}: ${values[0] ?? 0} (${definition.type})`
    return `${head}:${values.map((value) => ` ${value}(${definition.type})`).join('')}`
  }
  if (definition && type === 'ipv4-address') {
    const addresses: string[] = []
    for (let at = 0; at + 4 <= octets.length; at += 4) addresses.push([...octets.subarray(at, at + 4)].join('.'))
    return definition.array ? `${head}:${addresses.map((address) => ` ${address}`).join('')}` : `${head}: ${addresses[0] ?? ''} (ipv4-address)`
  }
  return `${head}: ${[...octets].map((octet) => octet.toString(16).padStart(2, '0')).join(':')}`
}

function isInteger(type: string | undefined): boolean {
  return type !== undefined && /^u?int(8|16|32)$/.test(type)
}

function integers(type: string, octets: Uint8Array): number[] {
  const size = fixedSize(type) ?? 1
  const values: number[] = []
  for (let at = 0; at + size <= octets.length; at += size) values.push(type.startsWith('u') ? numberAt(octets, at, size) : signedAt(octets, at, size))
  return values
}
