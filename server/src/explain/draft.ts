/** A client in the making: what its messages must hold so that tests are met, as far as that is known. */
import { plainProfile } from '../clients/profile'
import type { ClientProfile, Relay } from '../clients/profile'
import { option } from '../dhcp/packet/codes'
import { packSubOptions } from '../options/configured'
import { isPrintable } from '../expression/explain'
import { octetString } from '../net/octets'
import { colons, textOfAddress } from './step'

/** What is known of a value: octets at their positions, and whether it ends with them. */
export interface Pattern {
  readonly octets: readonly (number | undefined)[]
  readonly isWhole: boolean
}

/** By what they are of: an option, a sub-option, a vendor's, the hardware address, the relay. */
export type Need = `option ${number}` | `sub ${number} ${number}` | `vendor ${number} ${number}` | `vendor-class ${number}` | 'mac' | 'giaddr'

export interface Draft {
  readonly needs: ReadonlyMap<Need, Pattern>
  readonly absent: ReadonlySet<Need>
}

export const emptyDraft: Draft = { needs: new Map(), absent: new Set() }

export function wholeOf(bytes: string): Pattern {
  return { octets: [...Buffer.from(bytes, 'latin1')], isWhole: true }
}

/** undefined where it contradicts what is needed already. */
export function withNeed(draft: Draft, need: Need, pattern: Pattern): Draft | undefined {
  if (draft.absent.has(need)) return undefined
  const before = draft.needs.get(need)
  const merged = before ? merge(before, pattern) : pattern
  return merged && { ...draft, needs: new Map([...draft.needs, [need, merged]]) }
}

export function without(draft: Draft, need: Need): Draft | undefined {
  return draft.needs.has(need) ? undefined : { ...draft, absent: new Set([...draft.absent, need]) }
}

function merge(one: Pattern, other: Pattern): Pattern | undefined {
  const [longer, shorter] = one.octets.length >= other.octets.length ? [one, other] : [other, one]
  if (shorter.isWhole && longer.octets.length > shorter.octets.length) return undefined
  const octets = longer.octets.map((octet, at) => octet ?? shorter.octets[at])
  const agrees = shorter.octets.every((octet, at) => octet === undefined || octets[at] === octet)
  return agrees ? { octets, isWhole: longer.isWhole || shorter.isWhole } : undefined
}

const filler = 0x30

function bytesOf({ octets }: Pattern, base = ''): string {
  const known = octets.map((octet, at) => String.fromCharCode(octet ?? (base === '' ? filler : base.charCodeAt(at)))).join('')
  return known + base.slice(octets.length)
}

/** The client of a draft on top of one that has its place already. */
export function profileOf(draft: Draft, base: ClientProfile): ClientProfile {
  const options = new Map<number, string>()
  const subOptions = new Map<number, Map<number, string>>()
  let profile: ClientProfile = base
  for (const [need, pattern] of draft.needs) {
    const [kind = '', first = '', second = ''] = need.split(' ')
    if (kind === 'mac') profile = { ...profile, hwaddr: colons(bytesOf(pattern, pattern.isWhole ? '' : defaultMac)) }
    else if (kind === 'giaddr') profile = { ...profile, relay: { ...(profile.relay ?? noRelay), address: textOfAddress(addressOf(bytesOf(pattern))) } }
    else if (kind === 'option') options.set(Number(first), bytesOf(pattern))
    else if (kind === 'sub') subOptions.set(Number(first), (subOptions.get(Number(first)) ?? new Map<number, string>()).set(Number(second), bytesOf(pattern)))
    else if (kind === 'vendor') options.set(option.vendorIdentifyingOptions, vendorOctets(Number(first), packed([[Number(second), bytesOf(pattern)]])))
    else options.set(option.vendorIdentifyingClass, vendorOctets(Number(first), counted(bytesOf(pattern))))
  }
  for (const [code, subs] of subOptions) {
    if (code === option.agentOptions && [...subs].every(([sub, octets]) => (sub === 1 || sub === 2) && isIdentifier(octets))) profile = { ...profile, relay: withIdentifiers(profile.relay ?? noRelay, subs) }
    else options.set(code, packed([...subs]))
  }
  if (draft.absent.has(`option ${option.parameterRequestList}`)) profile = { ...profile, requestList: [] }
  for (const [code, octets] of options) profile = withOption(profile, code, code === option.clientId ? octets.padEnd(shortestClientId, '0') : octets)
  return profile
}

/** RFC 2132 section 9.14. */
const shortestClientId = 2

const defaultMac = Buffer.from(plainProfile.hwaddr.replaceAll(':', ''), 'hex').toString('latin1')
const noRelay: Relay = { address: '', circuitId: '', remoteId: '', linkSelection: '' }

function withIdentifiers(relay: Relay, subs: ReadonlyMap<number, string>): Relay {
  const circuit = subs.get(1)
  const remote = subs.get(2)
  return { ...relay, circuitId: circuit === undefined ? relay.circuitId : identifierText(circuit), remoteId: remote === undefined ? relay.remoteId : identifierText(remote) }
}

/** Whether a relay's fields can say it: hex with colons needs two octets at least, a text can be quoted. */
function isIdentifier(octets: string): boolean {
  return octets.length > 1 || isPrintable(octets)
}

function identifierText(octets: string): string {
  return isPrintable(octets) && !octets.includes('{n}') ? `'${octets}'` : colons(octets)
}

/** The fields of a person's form where one says it, else the octets. */
function withOption(profile: ClientProfile, code: number, octets: string): ClientProfile {
  if (code === option.vendorClass && isPrintable(octets)) return { ...profile, vendorClass: octets }
  if (code === option.hostName && isPrintable(octets) && !octets.includes('{n}')) return { ...profile, hostname: octets }
  if (code === option.clientId && octets !== '') return { ...profile, clientId: colons(octets) }
  if (code === option.parameterRequestList) return { ...profile, requestList: [...Buffer.from(octets, 'latin1')] }
  if (code === option.requestedAddress && octets.length === 4) return { ...profile, requestedAddress: textOfAddress(addressOf(octets)) }
  return { ...profile, options: [...profile.options, { code, data: colons(octets) }] }
}

function addressOf(bytes: string): number {
  return bytes.length === 4 ? Buffer.from(bytes, 'latin1').readUInt32BE() : 0
}

function packed(subs: readonly (readonly [number, string])[]): string {
  return octetString(packSubOptions(subs.map(([code, octets]) => ({ code, payload: Buffer.from(octets, 'latin1') }))))
}

function counted(bytes: string): string {
  return String.fromCharCode(bytes.length & 255) + bytes
}

/** RFC 3925: the enterprise, and how long what follows is. */
function vendorOctets(enterprise: number, data: string): string {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(enterprise)
  return head.toString('latin1') + counted(data)
}
