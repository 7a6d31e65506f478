/** The single values of an option's data, each with its place in the text. */
import { booleanOf, stringOf } from '../../../config/tree'
import { parseIpv6 } from '../../../expression/ipv6'
import { splitValues } from '../../../options/encode-data'
import { strictAddress } from '../../../options/encode-value'
import { trimmed } from '../../../options/tokens'
import type { Token } from '../../../options/tokens'
import type { OptionReading } from '../../option-reading'
import type { Place } from '../../rule'

/** Empty for an option that is given as octets. */
export function valuesOf({ entry, option }: OptionReading): { readonly value: Token; readonly at: Place }[] {
  const data = stringOf(entry, 'data')
  if (!data || !option?.definition || booleanOf(entry, 'csv-format')?.value === false) return []
  return splitValues(data.value).map((token) => {
    const value = trimmed(token, data.value)
    return { value, at: { text: data, from: value.from, to: value.to } }
  })
}

/** IPv4 addresses of an option that consists of them. */
export function addressesOf(reading: OptionReading): { readonly address: number; readonly text: string; readonly at: Place }[] {
  if (reading.option?.definition?.type !== 'ipv4-address') return []
  return valuesOf(reading).flatMap(({ value, at }) => {
    const address = strictAddress(value.text)
    return address === undefined ? [] : [{ address, text: value.text, at }]
  })
}

export function isIpv6(text: string): boolean {
  return parseIpv6(text.replace(/%.*$/s, '')) !== undefined
}

/** An option of the packet itself, that every client of the scope gets. */
export function isForAll({ option }: OptionReading, code: number): boolean {
  return option !== undefined && option.space === 'dhcp4' && option.code === code && !option.neverSend && option.clientClasses.length === 0
}
