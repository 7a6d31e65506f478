/** Octets as values, read and written in every runtime: a browser's worker has no Buffer of Node's. */

const utf8 = new TextEncoder()
const fromUtf8 = new TextDecoder('utf-8', { ignoreBOM: true })

export function joinOctets(parts: readonly Uint8Array[]): Uint8Array {
  let size = 0
  for (const part of parts) size += part.length
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function utf8Octets(text: string): Uint8Array {
  return utf8.encode(text)
}

/** What is no UTF-8 comes as U+FFFD. */
export function utf8Text(octets: Uint8Array): string {
  return fromUtf8.decode(octets)
}

/** How many octets the text takes in UTF-8. */
export function utf8Length(text: string): number {
  let length = text.length
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) continue
    // Half of a pair that has no other half is written as U+FFFD, which takes three.
    const isPair = unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00
    if (isPair) at++
    length += unit < 0x800 ? 1 : 2
  }
  return length
}

/** A character for each octet. */
export function octetString(octets: Uint8Array): string {
  let text = ''
  for (const octet of octets) text += String.fromCharCode(octet)
  return text
}

/** The other way round. */
export function stringOctets(text: string): Uint8Array {
  const octets = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) octets[at] = text.charCodeAt(at)
  return octets
}

/** `0a0b0c` */
export function hexDigits(octets: Uint8Array): string {
  let text = ''
  for (const octet of octets) text += (octet < 16 ? '0' : '') + octet.toString(16)
  return text
}

/** Of an even number of hexadecimal digits. */
export function hexOctets(digits: string): Uint8Array {
  const octets = new Uint8Array(digits.length >> 1)
  for (let at = 0; at < octets.length; at++) octets[at] = parseInt(digits.slice(2 * at, 2 * at + 2), 16)
  return octets
}

/** A whole number in `size` octets, the highest first; one below zero as two's complement. */
export function numberOctets(value: number, size: number): Uint8Array {
  const octets = new Uint8Array(size)
  let rest = value
  for (let at = size - 1; at >= 0; at--) {
    octets[at] = ((rest % 256) + 256) % 256
    rest = Math.floor(rest / 256)
  }
  return octets
}

/** The number in `size` octets, the highest first, never below zero. */
export function numberAt(octets: Uint8Array, at: number, size: number): number {
  let value = 0
  for (let end = at + size; at < end; at++) value = value * 256 + (octets[at] ?? 0)
  return value
}

/** The same where the highest bit is the sign. */
export function signedAt(octets: Uint8Array, at: number, size: number): number {
  const value = numberAt(octets, at, size)
  return value >= 2 ** (8 * size - 1) ? value - 2 ** (8 * size) : value
}
