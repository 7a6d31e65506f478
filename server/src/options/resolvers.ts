/** Encrypted DNS resolvers (RFC 9463): `priority, name, addresses, key=value …`, instances parted by `|`. */
import { parseAddress } from '../net/ipv4'
import { isFault } from './definition'
import type { Fault } from './definition'
import { encodeName } from './domain-names'

export function encodeResolvers(data: string): Uint8Array | Fault {
  const parts: Uint8Array[] = []
  for (const instance of splitUnescaped(data, '|')) {
    const encoded = encodeInstance(instance)
    if (isFault(encoded)) return encoded
    parts.push(encoded)
  }
  return parts.length === 0 ? { fault: 'this option needs at least one resolver' } : Buffer.concat(parts)
}

function splitUnescaped(text: string, separator: string): string[] {
  const parts: string[] = []
  let part = ''
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '\\' && text.charAt(at + 1) === separator) {
      part += separator
      at++
    } else if (char === separator) {
      parts.push(part)
      part = ''
    } else part += char
  }
  return [...parts, part].map((one) => one.trim())
}

function encodeInstance(text: string): Uint8Array | Fault {
  const fields = splitUnescaped(text, ',')
  const [priority = '', name = '', addresses = '', parameters = ''] = fields
  if (fields.length < 2) return { fault: 'a resolver needs a priority and a name' }
  if (fields.length > 4) return { fault: 'a resolver has four fields at most: priority, name, addresses, parameters' }
  if (!/^\d+$/.test(priority) || Number(priority) > 0xffff) return { fault: `${priority} is no priority (0 to 65535)` }
  const adn = encodeName(name)
  if (!adn || adn.length === 1) return { fault: `${name} is no domain name` }
  const head = Buffer.alloc(2)
  head.writeUInt16BE(Number(priority))
  const body: Uint8Array[] = [head, Buffer.from([adn.length]), adn]
  if (fields.length > 2) {
    const hosts = encodeHosts(addresses)
    if (isFault(hosts)) return hosts
    const keys = encodeParameters(parameters)
    if (isFault(keys)) return keys
    body.push(Buffer.from([hosts.length]), hosts, keys)
  }
  const whole = Buffer.concat(body)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(whole.length)
  return Buffer.concat([length, whole])
}

function encodeHosts(text: string): Uint8Array | Fault {
  const parts: Buffer[] = []
  for (const one of text.split(/\s+/).filter((part) => part !== '')) {
    const address = parseAddress(one)
    if (address === undefined) return { fault: `${one} is no IPv4 address` }
    const octets = Buffer.alloc(4)
    octets.writeUInt32BE(address)
    parts.push(octets)
  }
  return parts.length === 0 ? { fault: 'a resolver needs an address' } : Buffer.concat(parts)
}

/** Keys of RFC 9460 that RFC 9463 lets a resolver have, with their numbers. */
const keyNumbers: Readonly<Record<string, number>> = { alpn: 1, port: 3, dohpath: 7 }

function encodeParameters(text: string): Uint8Array | Fault {
  const found = new Map<number, Uint8Array>()
  for (const pair of text.split(/\s+/).filter((part) => part !== '')) {
    const at = pair.indexOf('=')
    const key = pair.slice(0, at)
    const value = pair.slice(at + 1)
    const number = keyNumbers[key]
    if (at < 1 || number === undefined) return { fault: `${pair} is none of alpn=, port=, dohpath=` }
    if (found.has(number)) return { fault: `${key} is given twice` }
    if (value === '') return { fault: `${key} has no value` }
    const encoded = encodeParameter(key, value)
    if (isFault(encoded)) return encoded
    found.set(number, encoded)
  }
  const parts: Uint8Array[] = []
  for (const [number, value] of [...found].sort(([one], [other]) => one - other)) {
    const head = Buffer.alloc(4)
    head.writeUInt16BE(number, 0)
    head.writeUInt16BE(value.length, 2)
    parts.push(head, value)
  }
  return Buffer.concat(parts)
}

function encodeParameter(key: string, value: string): Uint8Array | Fault {
  if (key === 'port') {
    if (!/^\d+$/.test(value) || Number(value) > 0xffff) return { fault: `${value} is no port` }
    const octets = Buffer.alloc(2)
    octets.writeUInt16BE(Number(value))
    return octets
  }
  if (key === 'dohpath') return Buffer.from(value, 'utf8')
  return Buffer.concat(splitUnescaped(value, ',').flatMap((id) => [Buffer.from([Buffer.byteLength(id)]), Buffer.from(id, 'utf8')]))
}
