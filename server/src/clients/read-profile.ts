/** A described client as octets: what was typed, read once for all messages and all clients of its kind. */
import { isFault } from '../options/definition'
import type { Fault } from '../options/definition'
import { readHexOrQuoted } from '../options/encode-value'
import { encodeName } from '../options/domain-names'
import { parseAddress } from '../net/ipv4'
import type { ClientProfile, Relay } from './profile'
import { say } from '../text/text'

/** A profile in octets. Functions take the client's number, from 0. */
export interface ReadProfile {
  readonly hwaddr: (n: number) => Buffer
  readonly clientId: ((n: number) => Buffer) | undefined
  readonly hostname: ((n: number) => Buffer) | undefined
  /** Option 81 as a whole. */
  readonly fqdn: ((n: number) => Buffer) | undefined
  readonly vendorClass: Buffer | undefined
  /** Option 77 with its length in front of the class (RFC 3004). */
  readonly userClass: Buffer | undefined
  readonly requestList: Buffer
  /** 0: none. */
  readonly requestedAddress: number
  readonly relay: { readonly address: number; readonly information: (n: number) => Buffer } | undefined
  readonly options: ReadonlyMap<number, Buffer>
}

/** One sentence where a field cannot be read; undefined: all can. */
export function checkProfile(profile: ClientProfile): string | undefined {
  const read = readProfile(profile)
  return isFault(read) ? String(read.fault) : undefined
}

const longestOption = 255

export function readProfile(profile: ClientProfile): ReadProfile | Fault {
  const hwaddr = readHardwareAddress(profile.hwaddr)
  if (!hwaddr) return { fault: say`The hardware address ${shown(profile.hwaddr)} is not 1 to 16 octets in hex with colons, such as 02:00:00:00:00:01.` }
  const clientId = readClientId(profile, hwaddr)
  if (clientId && isFault(clientId)) return clientId
  const fqdn = profile.fqdn === '' ? undefined : readFqdn(profile.fqdn)
  if (fqdn && isFault(fqdn)) return fqdn
  const tooLong = [['host name', profile.hostname], ['vendor class', profile.vendorClass], ['user class', profile.userClass]].find(([, text = '']) => Buffer.byteLength(text) >= longestOption)
  if (tooLong) return { fault: say`The ${tooLong[0] ?? ''} has more than ${longestOption - 1} octets.` }
  if (!profile.requestList.every((code) => isOctet(code))) return { fault: say`The requested options are codes from 0 to 255.` }
  if (profile.requestList.length > longestOption) return { fault: say`At most ${longestOption} options can be requested.` }
  if (profile.secs !== undefined && !(Number.isInteger(profile.secs) && profile.secs >= 0 && profile.secs <= 0xffff)) return { fault: say`secs is a number of seconds from 0 to 65535.` }
  const requested = readOptionalAddress(profile.requestedAddress)
  if (requested === undefined) return { fault: say`The requested address ${shown(profile.requestedAddress)} is no IPv4 address.` }
  const relay = profile.relay && readRelay(profile.relay)
  if (relay && isFault(relay)) return relay
  const options = new Map<number, Buffer>()
  for (const { code, data } of profile.options) {
    if (!isOctet(code) || code === 0 || code === 255) return { fault: say`${code} is no code of an option: these go from 1 to 254.` }
    const octets = readHexOrQuoted(data)
    if (!octets) return { fault: say`The data ${shown(data)} of option ${code} is not hex, such as 01:02 or 0102.` }
    options.set(code, Buffer.from(octets))
  }
  return {
    hwaddr: (n) => countUp(hwaddr, n),
    clientId,
    hostname: profile.hostname === '' ? undefined : numbered(profile.hostname),
    fqdn,
    vendorClass: profile.vendorClass === '' ? undefined : Buffer.from(profile.vendorClass, 'utf8'),
    userClass: profile.userClass === '' ? undefined : withLength(Buffer.from(profile.userClass, 'utf8')),
    requestList: Buffer.from(profile.requestList),
    requestedAddress: requested,
    relay,
    options,
  }
}

function shown(text: string): string {
  return text === '' ? '(empty)' : text
}

function isOctet(code: number): boolean {
  return Number.isInteger(code) && code >= 0 && code <= 255
}

function readHardwareAddress(text: string): Buffer | undefined {
  const parts = text.trim().split(/[:-]/)
  if (parts.length > 16 || !parts.every((part) => /^[0-9a-fA-F]{1,2}$/.test(part))) return undefined
  return Buffer.from(parts.map((part) => parseInt(part, 16)))
}

/** The octets as one number, n more; what does not fit is lost. */
function countUp(octets: Buffer, n: number): Buffer {
  const counted = Buffer.from(octets)
  let carry = n
  for (let at = counted.length - 1; at >= 0 && carry > 0; at--) {
    const sum = (counted[at] ?? 0) + carry
    counted[at] = sum % 256
    carry = Math.floor(sum / 256)
  }
  return counted
}

function numbered(text: string): (n: number) => Buffer {
  if (text.includes('{n}')) return (n) => Buffer.from(text.replaceAll('{n}', String(n)), 'utf8')
  const octets = Buffer.from(text, 'utf8')
  return () => octets
}

/** RFC 2132 section 9.14. Clients that are no clones differ in it as in their hardware address. */
function readClientId({ clientId, isCloned }: ClientProfile, hwaddr: Buffer): ReadProfile['clientId'] | Fault {
  const text = clientId.trim()
  if (text === '') return undefined
  if (text === 'hwaddr') {
    const typed = Buffer.concat([Buffer.from([1]), hwaddr])
    return isCloned ? () => typed : (n) => countUp(typed, n)
  }
  const quoted = /^'([\s\S]*)'$/.exec(text)?.[1]
  if (quoted !== undefined) {
    const name = numbered(quoted.includes('{n}') ? quoted : isCloned ? quoted : `${quoted}{n}`)
    if (quoted === '' || Buffer.byteLength(quoted) > longestOption - 8) return { fault: say`The client identifier ${text} is empty or too long.` }
    const one = quoted.includes('{n}') ? undefined : Buffer.from(`\0${quoted}`, 'utf8')
    return (n) => (one && (isCloned || n === 0) ? one : Buffer.concat([Buffer.from([0]), name(isCloned ? 0 : n)]))
  }
  const octets = readHexOrQuoted(text)
  if (!octets || octets.length === 0 || octets.length > longestOption) return { fault: say`The client identifier ${text} is neither hex with colons nor a text in single quotes, nor hwaddr.` }
  const base = Buffer.from(octets)
  return isCloned ? () => base : (n) => countUp(base, n)
}

/** RFC 4702 section 2.1: the client wants the server to update A (S), and writes the name as labels (E). */
const fqdnFlags = 0x05

/** A name of one label is a partial one: nothing marks its end (RFC 4702 section 3.3.1). */
function readFqdn(text: string): ((n: number) => Buffer) | Fault {
  const isPartial = !text.includes('.')
  const encode = (n: number): Buffer | undefined => {
    const name = encodeName(text.replaceAll('{n}', String(n)))
    return name && Buffer.concat([Buffer.from([fqdnFlags, 0, 0]), isPartial ? name.subarray(0, -1) : name])
  }
  const one = encode(0)
  if (!one || one.length > longestOption - 8) return { fault: say`${text} is no domain name.` }
  return text.includes('{n}') ? (n) => encode(n) ?? one : () => one
}

function withLength(octets: Buffer): Buffer {
  return Buffer.concat([Buffer.from([octets.length]), octets])
}

/** 0 for none. */
function readOptionalAddress(text: string): number | undefined {
  return text.trim() === '' ? 0 : parseAddress(text)
}

/** RFC 3046; link selection RFC 3527. */
function readRelay(relay: Relay): ReadProfile['relay'] | Fault {
  const address = parseAddress(relay.address)
  if (address === undefined || address === 0) return { fault: say`The relay address ${shown(relay.address)} is no IPv4 address.` }
  const link = readOptionalAddress(relay.linkSelection)
  if (link === undefined) return { fault: say`The link selection ${relay.linkSelection} is no IPv4 address.` }
  if ([relay.circuitId, relay.remoteId].some((text) => Buffer.byteLength(text) > longestOption - 8)) return { fault: say`A circuit identifier or remote identifier is too long for its sub-option.` }
  const circuit = readIdentifier(relay.circuitId)
  const remote = readIdentifier(relay.remoteId)
  const linkOctets = Buffer.alloc(4)
  linkOctets.writeUInt32BE(link)
  const write = (n: number): Buffer => {
    const parts: Buffer[] = []
    if (circuit) parts.push(Buffer.from([1]), withLength(circuit(n)))
    if (remote) parts.push(Buffer.from([2]), withLength(remote(n)))
    if (link !== 0) parts.push(Buffer.from([5]), withLength(linkOctets))
    return Buffer.concat(parts)
  }
  const isOne = !`${relay.circuitId}${relay.remoteId}`.includes('{n}')
  const one = write(0)
  return { address, information: isOne ? () => one : write }
}

/** Hex where there are colons and nothing but hex; single quotes make a text of anything. */
function readIdentifier(text: string): ((n: number) => Buffer) | undefined {
  if (text === '') return undefined
  if (/^([0-9a-fA-F]{1,2}:)+[0-9a-fA-F]{1,2}$/.test(text)) {
    const octets = Buffer.from(text.split(':').map((part) => parseInt(part, 16)))
    return () => octets
  }
  return numbered(/^'([\s\S]*)'$/.exec(text)?.[1] ?? text)
}
