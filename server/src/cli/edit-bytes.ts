/** Edits of a text, made in the bytes that it was read from: whatever else the file holds stays as it is. */
import { joinOctets, utf8Octets } from '../net/octets'

export interface ByteEdit {
  /** Offsets of the text, without a byte order mark. */
  readonly start: number
  readonly end: number
  readonly text: string
}

/** `edits`: in their order, not touching each other. Bytes that are no UTF-8 stay as they are. */
export function editBytes(bytes: Uint8Array, edits: readonly ByteEdit[], dropMark: boolean): Uint8Array {
  const mark = hasMark(bytes) ? 3 : 0
  const parts: Uint8Array[] = []
  let at = mark
  let offset = 0
  let kept = dropMark ? mark : 0
  const advance = (to: number): void => {
    while (offset < to && at < bytes.length) {
      const { length, units } = characterAt(bytes, at)
      at += length
      offset += units
    }
  }
  for (const { start, end, text } of edits) {
    advance(start)
    parts.push(bytes.subarray(kept, at), utf8Octets(text))
    advance(end)
    kept = at
  }
  parts.push(bytes.subarray(kept))
  return joinOctets(parts)
}

export function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}

/** As a decoder takes them (encoding.spec.whatwg.org): bytes that are no character become one sign, up to the one that does not belong. */
function characterAt(bytes: Uint8Array, at: number): { length: number; units: number } {
  const lead = bytes[at] ?? 0
  const more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0
  let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  for (let length = 1; length <= more; length++) {
    const next = bytes[at + length]
    if (next === undefined || next < low || next > high) return { length, units: 1 }
    low = 0x80
    high = 0xbf
  }
  return { length: more + 1, units: more === 3 ? 2 : 1 }
}
