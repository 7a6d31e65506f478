/** Octets as texts: hex, quoted text, address, name. */
import { octetString, utf8Text } from '../net/octets'

/** `0a:0b:0c` */
export function hexText(octets: Uint8Array): string {
  let text = ''
  for (const octet of octets) text += `${text === '' ? '' : ':'}${octet.toString(16).padStart(2, '0')}`
  return text
}

/** `'text'` where every octet is a printable one of ASCII, hex otherwise. */
export function quotedOrHex(octets: Uint8Array): string {
  return octets.length > 0 && octets.every((octet) => octet >= 0x20 && octet < 0x7f) ? `'${octetString(octets)}'` : hexText(octets)
}

/** Without the zeros that some put behind a text; what is no text comes as hex. */
export function plainText(octets: Uint8Array): string {
  let end = octets.length
  while (end > 0 && octets[end - 1] === 0) end--
  const text = utf8Text(octets.subarray(0, end))
  return /[\u0000-\u001f\u007f\ufffd]/.test(text) ? hexText(octets) : text
}

/** `192.0.2.1`, as far as there are four octets. */
export function addressAt(octets: Uint8Array, at: number): string {
  return octets.subarray(at, at + 4).join('.')
}

/** `a.example.org`; the root is a dot. */
export function nameText(labels: readonly string[]): string {
  return labels.length === 0 ? '.' : labels.map((label) => label.replace(/[.\\]/g, '\\$&')).join('.')
}
