/** Prefixes and pools as people write them elsewhere, in Kea's spelling. */
import type { StringNode } from '../../../config/tree'
import { changeTo } from '../../fix'
import type { Fix } from '../../fix'
import { addressText, isTextFault, readIpv4, readPool, readSubnetPrefix } from '../../address-text'

/** `192.0.2.0/255.255.255.0`, `192.0.2.0 netmask 255.255.255.0`, `192.0.2.0\24` */
export function prefixFixes(text: StringNode): Fix[] {
  const [, address, mask] = /^\s*(\d+(?:\.\d+){3})\s*(?:[/\\|,:;]|\s|netmask|mask)+(\d+(?:\.\d+){3}|\d{1,2})\s*$/i.exec(text.value) ?? []
  if (address === undefined || mask === undefined) return []
  const plain = withoutZeros(address)
  const length = mask.includes('.') ? lengthOfMask(mask) : Number(mask)
  const written = `${plain}/${length ?? ''}`
  // A leading zero may stand for an octal number.
  return length !== undefined && !isTextFault(readSubnetPrefix(written)) ? changeTo(text, written, plain === address) : []
}

function lengthOfMask(mask: string): number | undefined {
  const bits = readIpv4(mask)
  if (bits === undefined) return undefined
  const size = 2 ** 32 - bits
  const length = 32 - Math.log2(size)
  return Number.isInteger(length) && length >= 0 && length <= 32 ? length : undefined
}

/** `192.0.2.10 to 192.0.2.20`, with another dash or a comma between them, `192.0.2.10 - 20`, one address alone */
export function poolFixes(text: StringNode): Fix[] {
  const [, first, between, last] = /^\s*(\d+(?:\.\d+){3})\s*(-+>?|–|—|−|~|:|,|;|\.\.+|to|until|\s)\s*(\d+(?:\.\d+){0,3})\s*$/i.exec(text.value) ?? []
  const single = /^\s*(\d+(?:\.\d+){3})\s*$/.exec(text.value)?.[1]
  if (single !== undefined) return ifPool(text, `${single} - ${single}`, true)
  if (first === undefined || last === undefined || between === undefined) return prefixFixes(text)
  const isWhole = last.split('.').length === 4
  const end = isWhole ? last : [...first.split('.').slice(0, 4 - last.split('.').length), last].join('.')
  const written = `${withoutZeros(first)} - ${withoutZeros(end)}`
  return ifPool(text, written, isWhole && written === `${first} - ${last}`)
}

function ifPool(text: StringNode, written: string, isSure: boolean): Fix[] {
  const read = readPool(written)
  return !isTextFault(read) && read.first <= read.last ? changeTo(text, written, isSure) : []
}

/** An address with blanks or zeros too many. */
export function addressFixes(text: StringNode): Fix[] {
  const bare = text.value.trim()
  const plain = withoutZeros(bare.replace(/\/\d+$/, ''))
  const address = readIpv4(plain)
  return address === undefined || plain === text.value ? [] : changeTo(text, addressText(address), plain === bare)
}

function withoutZeros(address: string): string {
  return address.replace(/(^|\.)0+(?=\d)/g, '$1')
}
