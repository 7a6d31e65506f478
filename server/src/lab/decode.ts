/** A DHCP message in words, for a person who reads a trace: as much as can be read of it (RFC 2131 section 2). */
import { hexText, plainText } from '../options/octets-text'
import { valueText } from '../options/decode'
import type { Definition, Definitions } from '../options/definition'
import { partsOf } from '../options/parts'
import type { OptionPart } from '../options/parts'
import { headerLength } from '../dhcp/packet/query'
import type { DecodedMessage, DecodedOption } from './messages'

/** Never throws. */
export function decodeMessage(octets: Uint8Array, definitions: Definitions): DecodedMessage {
  const buffer = Buffer.from(octets)
  return { fields: decodeFields(buffer), options: decodeOptions(buffer, definitions), octets: buffer.toString('hex') }
}

type Field = readonly [name: string, from: number, to: number, read: (octets: Buffer) => string]

const asNumber = (octets: Buffer): string => String(octets.readUIntBE(0, octets.length))
const asAddress = (octets: Buffer): string => octets.join('.')
const broadcastFlag = 0x8000
const cookie = 0x63825363

/** In the order and with the names of RFC 2131, figure 1. */
const fields: readonly Field[] = [
  ['op', 0, 1, ([op = 0]) => `${op}${op === 1 ? ' (BOOTREQUEST)' : op === 2 ? ' (BOOTREPLY)' : ''}`],
  ['htype', 1, 2, ([htype = 0]) => `${htype}${htype === 1 ? ' (Ethernet)' : ''}`],
  ['hlen', 2, 3, asNumber],
  ['hops', 3, 4, asNumber],
  ['xid', 4, 8, (octets) => `0x${octets.toString('hex')}`],
  ['secs', 8, 10, (octets) => `${asNumber(octets)} s`],
  ['flags', 10, 12, (octets) => `0x${octets.toString('hex')}${(octets.readUInt16BE(0) & broadcastFlag) !== 0 ? ' (broadcast)' : ''}`],
  ['ciaddr', 12, 16, asAddress],
  ['yiaddr', 16, 20, asAddress],
  ['siaddr', 20, 24, asAddress],
  ['giaddr', 24, 28, asAddress],
  ['sname', 44, 108, plainText],
  ['file', 108, 236, plainText],
]

function decodeFields(octets: Buffer): DecodedMessage['fields'] {
  const decoded: { name: string; value: string }[] = []
  for (const [name, from, to, read] of fields) {
    if (name === 'sname' && octets.length > 28) decoded.push({ name: 'chaddr', value: hardwareAddress(octets) })
    if (octets.length >= to) decoded.push({ name, value: read(octets.subarray(from, to)) })
  }
  if (octets.length < headerLength) decoded.push({ name: 'fault', value: `the message ends after ${octets.length} octets: its fixed part has ${headerLength}` })
  else if (octets.length < headerLength + 4 || octets.readUInt32BE(headerLength) !== cookie) decoded.push({ name: 'fault', value: 'no magic cookie, so no options' })
  return decoded
}

function hardwareAddress(octets: Buffer): string {
  return hexText(octets.subarray(28, Math.min(28 + Math.min(octets[2] ?? 0, 16), octets.length)))
}

const pad = 0
const end = 255
const overload = 52

/** In the order in which they came; parts of one are joined (RFC 3396), also those in `file` and `sname` (option 52). */
function decodeOptions(octets: Buffer, definitions: Definitions): DecodedOption[] {
  if (octets.length < headerLength + 4 || octets.readUInt32BE(headerLength) !== cookie) return []
  const found = new Map<number, Buffer>()
  collect(octets.subarray(headerLength + 4), found)
  const areas = found.get(overload)?.[0] ?? 0
  if ((areas & 1) !== 0) collect(octets.subarray(108, 236), found)
  if ((areas & 2) !== 0) collect(octets.subarray(44, 108), found)
  return [...found].map(([code, value]) => decodeOption(code, value, definitions))
}

/** What is cut short is kept as far as it goes. */
function collect(octets: Buffer, found: Map<number, Buffer>): void {
  for (let at = 0; at < octets.length; ) {
    const code = octets[at++] ?? end
    if (code === end) return
    if (code === pad) continue
    const length = octets[at++] ?? 0
    const value = octets.subarray(at, at + length)
    const before = found.get(code)
    found.set(code, before ? Buffer.concat([before, value]) : value)
    at += length
  }
}

function decodeOption(code: number, octets: Buffer, definitions: Definitions): DecodedOption {
  const definition = definitions.byCode('dhcp4', code)
  return told(code, definition?.name ?? `option ${code}`, definition, octets, definition ? partsOf(definition, octets, definitions) : [], definitions)
}

function told(code: number, name: string, definition: Definition | undefined, octets: Uint8Array, parts: readonly OptionPart[], definitions: Definitions): DecodedOption {
  return {
    code,
    name,
    value: valueText(definition, octets, definitions),
    hex: hexText(octets),
    subOptions: parts.map((part) => told(part.code, part.name, part.definition, part.octets, part.parts, definitions)),
  }
}
