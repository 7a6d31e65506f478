/** What the values of standard options mean, where their type alone does not say it (RFC 2132 and later). */
import { hexDigits, numberAt } from '../net/octets'
import type { Definition, Definitions } from './definition'
import { readName } from './domain-names'
import { allMessageNames } from './message-types'
import { addressAt, hexText, nameText, plainText, quotedOrHex } from './octets-text'

/** undefined: its type says all, or the octets do not have the form. */
export function meaningOf({ space, code }: Definition, octets: Uint8Array, definitions: Definitions | undefined): string | undefined {
  if (space !== 'dhcp4') return undefined
  const number = octets.length === 4 ? numberAt(octets, 0, 4) : undefined
  if (secondsIn.has(code)) return number === undefined ? undefined : secondsText(number)
  const named = octets.length === 1 ? valuesOf[code]?.[octets[0] ?? 0] : undefined
  if (named !== undefined) return named
  switch (code) {
    case 33:
      return pairs(octets, (one, other) => `${one} via ${other}`)
    case 21:
      return pairs(octets, (one, other) => `${one} mask ${other}`)
    case 55:
      return [...octets].map((one) => requestedName(one, definitions)).join(', ')
    case 61:
      return clientIdText(octets)
    case 77:
      return userClassText(octets)
    case 81:
      return fqdnText(octets)
    case 93:
      return architectureText(octets)
    case 94:
      return octets.length === 3 && octets[0] === 1 ? `UNDI ${octets[1] ?? 0}.${octets[2] ?? 0}` : undefined
    case 97:
      return octets.length === 17 && octets[0] === 0 ? guidText(octets.subarray(1)) : undefined
    case 121:
      return routesText(octets)
    case 162:
      return resolversText(octets)
    default:
      return undefined
  }
}

/** time-offset is one that may be negative. */
const secondsIn: ReadonlySet<number> = new Set([24, 35, 38, 51, 58, 59, 91, 108])
const forEver = 0xffffffff

/** `4000 s = 1 h 6 min 40 s` */
export function secondsText(seconds: number): string {
  if (seconds === forEver) return `${seconds}: for ever`
  if (seconds < 60) return `${seconds} s`
  const units: [string, number][] = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]]
  const parts: string[] = []
  let rest = seconds
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${unit}`)
  }
  return `${seconds} s = ${parts.join(' ')}`
}

/** Values of one octet with names of their own. */
const valuesOf: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  46: { 1: 'B-node (1)', 2: 'P-node (2)', 4: 'M-node (4)', 8: 'H-node (8)' },
  52: { 1: 'file holds options (1)', 2: 'sname holds options (2)', 3: 'file and sname hold options (3)' },
  53: Object.fromEntries(Object.entries(allMessageNames).map(([type, name]) => [type, `${name} (${type})`])),
  116: { 0: 'do not configure an address by itself (0)', 1: 'may configure an address by itself (1)' },
}

function requestedName(code: number, definitions: Definitions | undefined): string {
  const name = definitions?.byCode('dhcp4', code)?.name
  return name === undefined ? String(code) : `${name} (${code})`
}

function pairs(octets: Uint8Array, say: (one: string, other: string) => string): string | undefined {
  if (octets.length % 8 !== 0) return undefined
  const texts: string[] = []
  for (let at = 0; at < octets.length; at += 8) texts.push(say(addressAt(octets, at), addressAt(octets, at + 4)))
  return texts.join(', ')
}

const duidTypes: Readonly<Record<number, string>> = { 1: 'DUID-LLT', 2: 'DUID-EN', 3: 'DUID-LL', 4: 'DUID-UUID' }

/** By its type: a hardware type (RFC 2132 section 9.14), 0 for what is none, 255 for IAID and DUID (RFC 4361). */
function clientIdText(octets: Uint8Array): string {
  const rest = octets.subarray(1)
  if (octets[0] === 1 && rest.length === 6) return `Ethernet ${hexText(rest)}`
  if (octets[0] === 0 && rest.length > 0) return quotedOrHex(rest)
  if (octets[0] === 255 && rest.length > 6) {
    const duid = rest.subarray(4)
    const type = duidTypes[(duid[0] ?? 0) * 256 + (duid[1] ?? 0)] ?? 'DUID'
    return `IAID ${hexText(rest.subarray(0, 4))}, ${type} ${hexText(duid)}`
  }
  return quotedOrHex(octets)
}

/** RFC 3004: each class with its length in front. Some send one class bare. */
function userClassText(octets: Uint8Array): string {
  const classes: string[] = []
  let at = 0
  while (at < octets.length) {
    const length = octets[at] ?? 0
    if (length === 0 || at + 1 + length > octets.length) return quotedOrHex(octets)
    classes.push(quotedOrHex(octets.subarray(at + 1, at + 1 + length)))
    at += 1 + length
  }
  return classes.join(', ')
}

/** RFC 4702 section 2.1. */
function fqdnText(octets: Uint8Array): string | undefined {
  if (octets.length < 3) return undefined
  const flags = octets[0] ?? 0
  const set = ['S', 'O', 'E', 'N'].filter((_, bit) => (flags & (1 << bit)) !== 0)
  const rest = octets.subarray(3)
  const name = (flags & 4) === 0 ? plainText(rest) : nameOf(rest)
  return name === undefined ? undefined : `${name === '' ? 'no name' : name} (flags ${set.length === 0 ? 'none' : set.join(' ')})`
}

function nameOf(octets: Uint8Array): string | undefined {
  if (octets.length === 0) return ''
  const isPartial = octets[octets.length - 1] !== 0
  const labels = readName(isPartial ? Uint8Array.of(...octets, 0) : octets, 0)?.labels
  return labels && (isPartial || labels.length === 0 ? nameText(labels) : `${nameText(labels)}.`)
}

/** IANA, "Processor Architecture Types" (RFC 4578, RFC 5970). */
const architectures: readonly string[] = [
  'x86 BIOS', 'NEC PC98', 'Itanium', 'DEC Alpha', 'Arc x86', 'Intel Lean Client', 'x86 UEFI', 'x64 UEFI', 'EFI Xscale', 'EBC', 'ARM 32-bit UEFI', 'ARM 64-bit UEFI',
  'PowerPC Open Firmware', 'PowerPC ePAPR', 'POWER OPAL v3', 'x86 UEFI boot from HTTP', 'x64 UEFI boot from HTTP', 'EBC boot from HTTP', 'ARM 32-bit UEFI boot from HTTP',
  'ARM 64-bit UEFI boot from HTTP', 'x86 BIOS boot from HTTP', 'ARM 32-bit U-Boot', 'ARM 64-bit U-Boot', 'ARM 32-bit U-Boot boot from HTTP', 'ARM 64-bit U-Boot boot from HTTP',
  'RISC-V 32-bit UEFI', 'RISC-V 32-bit UEFI boot from HTTP', 'RISC-V 64-bit UEFI', 'RISC-V 64-bit UEFI boot from HTTP', 'RISC-V 128-bit UEFI', 'RISC-V 128-bit UEFI boot from HTTP',
]

function architectureText(octets: Uint8Array): string | undefined {
  if (octets.length % 2 !== 0) return undefined
  const texts: string[] = []
  for (let at = 0; at < octets.length; at += 2) {
    const type = (octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0)
    texts.push(`${architectures[type] ?? 'unknown architecture'} (${type})`)
  }
  return texts.join(', ')
}

/** The first three groups come with their least octet first, as firmware keeps them. */
function guidText(octets: Uint8Array): string {
  const hex = (from: number, to: number): string => hexDigits(octets.subarray(from, to))
  const turned = (from: number, to: number): string => hexDigits(octets.slice(from, to).reverse())
  return `GUID ${turned(0, 4)}-${turned(4, 6)}-${turned(6, 8)}-${hex(8, 10)}-${hex(10, 16)}`
}

/** RFC 3442; of the destination only the octets that count. */
export function routesText(octets: Uint8Array): string | undefined {
  const routes: string[] = []
  for (let at = 0; at < octets.length; ) {
    const bits = octets[at] ?? 33
    const size = Math.ceil(bits / 8)
    if (bits > 32 || at + 1 + size + 4 > octets.length) return undefined
    const destination = new Uint8Array(4)
    destination.set(octets.subarray(at + 1, at + 1 + size))
    routes.push(`${addressAt(destination, 0)}/${bits} via ${addressAt(octets, at + 1 + size)}`)
    at += 1 + size + 4
  }
  return routes.join(', ')
}

const serviceKeys: Readonly<Record<number, string>> = { 1: 'alpn', 3: 'port', 7: 'dohpath' }

/** RFC 9463 section 5.1. */
function resolversText(octets: Uint8Array): string | undefined {
  const resolvers: string[] = []
  for (let at = 0; at < octets.length; ) {
    if (at + 5 > octets.length) return undefined
    const end = at + 2 + numberAt(octets, at, 2)
    const name = readName(octets.subarray(0, end), at + 5)
    if (end > octets.length || !name) return undefined
    const hosts = Math.min(octets[name.end] ?? 0, Math.max(end - name.end - 1, 0))
    const addresses: string[] = []
    for (let host = 0; host + 4 <= hosts; host += 4) addresses.push(addressAt(octets, name.end + 1 + host))
    const parameters = parametersText(octets.subarray(Math.min(name.end + 1 + hosts, end), end))
    resolvers.push([`${numberAt(octets, at + 2, 2)} ${nameText(name.labels)}`, ...addresses, ...parameters].join(' '))
    at = end
  }
  return resolvers.join(', ')
}

function parametersText(octets: Uint8Array): string[] {
  const texts: string[] = []
  for (let at = 0; at + 4 <= octets.length; ) {
    const key = numberAt(octets, at, 2)
    const length = numberAt(octets, at + 2, 2)
    const value = octets.subarray(at + 4, at + 4 + length)
    texts.push(`${serviceKeys[key] ?? `key${key}`}=${key === 3 && value.length === 2 ? numberAt(value, 0, 2) : key === 1 ? tokens(value).join(',') : plainText(value)}`)
    at += 4 + length
  }
  return texts
}

function tokens(octets: Uint8Array): string[] {
  const texts: string[] = []
  for (let at = 0; at < octets.length; at += 1 + (octets[at] ?? 0)) texts.push(plainText(octets.subarray(at + 1, at + 1 + (octets[at] ?? 0))))
  return texts
}
