/** Parameters of an encrypted DNS resolver (RFC 9460, RFC 9461): `alpn=dot\,h3 port=8530 dohpath=/q{?dns}`. */
import { joinOctets, numberOctets, utf8Length, utf8Octets } from '../net/octets'
import { isFault } from './definition'
import { quote } from './encode-value'
import type { PartFault } from './routes'
import { tokensOf, trimBlanks } from './tokens'
import { say } from '../text/text'

/** Keys that RFC 9463 lets a resolver have, with their numbers. */
const keyNumbers: Readonly<Record<string, number>> = { alpn: 1, port: 3, dohpath: 7 }

/** Those that Kea knows, of IANA's registry. */
const protocols: ReadonlySet<string> = new Set([
  'http/0.9', 'http/1.0', 'http/1.1', 'spdy/1', 'spdy/2', 'spdy/3', 'stun.turn', 'stun.nat-discovery', 'h2', 'h2c', 'webrtc', 'c-webrtc', 'ftp', 'imap', 'pop3',
  'managesieve', 'coap', 'xmpp-client', 'xmpp-server', 'acme-tls/1', 'mqtt', 'dot', 'ntske/1', 'sunrpc', 'h3', 'smb', 'irc', 'nntp', 'nnsp', 'doq', 'sip/2',
  'tds/8.0', 'dicom',
])

export function encodeServiceParameters(text: string): Uint8Array | PartFault {
  const found = new Map<number, Uint8Array>()
  let isHttp = false
  for (const { text: pair } of tokensOf(text, ' ', false)) {
    const sides = tokensOf(trimBlanks(pair), '=', false).map((side) => trimBlanks(side.text))
    const [key = '', value = ''] = sides
    const number = keyNumbers[key]
    if (sides.length !== 2 || number === undefined) return { fault: say`${quote(pair)} is none of alpn=, port=, dohpath=`, part: pair }
    if (found.has(number)) return { fault: say`${key} is given twice`, part: pair }
    const encoded = value === '' ? { fault: say`${key} has no value` } : encodeParameter(key, value)
    if (isFault(encoded)) return { ...encoded, part: pair }
    isHttp ||= key === 'alpn' && tokensOf(value, ',', false).some((id) => id.text.startsWith('h'))
    found.set(number, encoded)
  }
  if (isHttp && !found.has(7)) return { fault: say`alpn names HTTP, and the dohpath that goes with it is missing`, part: text }
  const parts: Uint8Array[] = []
  for (const [number, value] of [...found].sort(([one], [other]) => one - other)) {
    parts.push(numberOctets(number, 2), numberOctets(value.length, 2), value)
  }
  return joinOctets(parts)
}

function encodeParameter(key: string, value: string): Uint8Array | PartFault {
  if (key === 'port') {
    if (!/^\+?\d+$/.test(value) || Number(value) > 0xffff) return { fault: say`${value} is no port` }
    return numberOctets(Number(value), 2)
  }
  if (key === 'dohpath') return value.includes('{?dns}') ? utf8Octets(value) : { fault: say`the dohpath ${value} lacks its variable {?dns}` }
  const ids = tokensOf(value, ',', false).map((id) => id.text)
  const unknown = ids.find((id) => !protocols.has(id))
  if (unknown !== undefined) return { fault: say`${quote(unknown)} is no protocol that alpn can name` }
  return joinOctets(ids.flatMap((id) => [numberOctets(utf8Length(id), 1), utf8Octets(id)]))
}
