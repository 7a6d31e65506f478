/** DHCPv4 messages for the tests: built and read without any of the code under test (RFC 2131 section 2). */

export interface Message {
  readonly type?: number
  readonly mac?: string
  readonly op?: number
  readonly htype?: number
  readonly hlen?: number
  readonly hops?: number
  readonly xid?: number
  readonly secs?: number
  readonly flags?: number
  readonly ciaddr?: string
  readonly giaddr?: string
  /** Hex, or text with a leading `'`. In the order given, behind option 53. */
  readonly options?: readonly (readonly [number, string])[]
  /** No option 53. */
  readonly untyped?: true
  readonly noEnd?: true
  /** In place of everything else. */
  readonly raw?: string
}

export const types = { discover: 1, offer: 2, request: 3, decline: 4, ack: 5, nak: 6, release: 7, inform: 8 } as const

const cookie = '63825363'

export function build(message: Message): Buffer {
  if (message.raw !== undefined) return Buffer.from(message.raw.replace(/\s/g, ''), 'hex')
  const octets = Buffer.alloc(236)
  const mac = Buffer.from((message.mac ?? '020000000001').replace(/:/g, ''), 'hex')
  octets[0] = message.op ?? 1
  octets[1] = message.htype ?? 1
  octets[2] = message.hlen ?? mac.length
  octets[3] = message.hops ?? (message.giaddr === undefined ? 0 : 1)
  octets.writeUInt32BE(message.xid ?? 0x12345678, 4)
  octets.writeUInt16BE(message.secs ?? 0, 8)
  octets.writeUInt16BE(message.flags ?? 0, 10)
  address(octets, 12, message.ciaddr)
  address(octets, 24, message.giaddr)
  mac.copy(octets, 28, 0, 16)
  const parts: Buffer[] = [octets, Buffer.from(cookie, 'hex')]
  if (message.untyped !== true) parts.push(Buffer.from([53, 1, message.type ?? 1]))
  for (const [code, value] of message.options ?? []) {
    const payload = bytes(value)
    if (code === 0 || code === 255) parts.push(Buffer.from([code]))
    else if (payload.length === 0) parts.push(Buffer.from([code, 0]))
    for (let at = 0; at < payload.length; at += 255) {
      const part = payload.subarray(at, at + 255)
      parts.push(Buffer.from([code, part.length]), part)
    }
  }
  if (message.noEnd !== true) parts.push(Buffer.from([255]))
  return Buffer.concat(parts)
}

export function bytes(value: string): Buffer {
  return value.startsWith("'") ? Buffer.from(value.slice(1), 'utf8') : Buffer.from(value.replace(/[:\s]/g, ''), 'hex')
}

function address(octets: Buffer, at: number, text: string | undefined): void {
  if (text !== undefined) octets.set(text.split('.').map(Number), at)
}

export function ip(text: string): string {
  return text.split('.').map((part) => Number(part).toString(16).padStart(2, '0')).join('')
}

/** Every field and option of a reply, in words; options in their order. */
export type Fields = Record<string, string>

export function read(octets: Buffer): Fields {
  const dotted = (at: number): string => [...octets.subarray(at, at + 4)].join('.')
  const text = (from: number, to: number): string => octets.subarray(from, to).toString('latin1').replace(/\0+$/, '')
  const fields: Fields = {
    op: String(octets[0]),
    htype: String(octets[1]),
    hlen: String(octets[2]),
    hops: String(octets[3]),
    xid: octets.subarray(4, 8).toString('hex'),
    secs: String(octets.readUInt16BE(8)),
    flags: octets.subarray(10, 12).toString('hex'),
    ciaddr: dotted(12),
    yiaddr: dotted(16),
    siaddr: dotted(20),
    giaddr: dotted(24),
    chaddr: octets.subarray(28, 44).toString('hex'),
    sname: text(44, 108),
    file: text(108, 236),
  }
  if (octets.subarray(236, 240).toString('hex') !== cookie) fields['cookie'] = octets.subarray(236, 240).toString('hex')
  const order: string[] = []
  let at = 240
  while (at < octets.length && octets[at] !== 255) {
    const code = octets[at] ?? 0
    if (code === 0) {
      at++
      continue
    }
    const length = octets[at + 1] ?? 0
    const value = octets.subarray(at + 2, at + 2 + length).toString('hex')
    const key = `option ${code}`
    fields[key] = fields[key] === undefined ? value : `${fields[key]} ${value}`
    order.push(String(code))
    at += 2 + length
  }
  fields['order'] = order.join(' ')
  fields['end'] = at < octets.length ? 'yes' : 'missing'
  return fields
}
