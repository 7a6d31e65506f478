/** Domain names in options (RFC 1035 section 3.1); received lists may be compressed (RFC 3397, RFC 1035 section 4.1.4). */

const longestLabel = 63
const longestName = 255

/** Labels with the root at the end; undefined where the text is no name. */
export function encodeName(text: string): Buffer | undefined {
  if (text === '') return undefined
  const bare = text === '.' ? '' : text.endsWith('.') ? text.slice(0, -1) : text
  const labels = bare === '' ? [] : bare.split('.')
  const parts: Buffer[] = []
  for (const label of labels) {
    const octets = Buffer.from(label, 'utf8')
    if (octets.length === 0 || octets.length > longestLabel) return undefined
    parts.push(Buffer.from([octets.length]), octets)
  }
  const name = Buffer.concat([...parts, Buffer.from([0])])
  return name.length > longestName ? undefined : name
}

/** Each name as labels; `undefined` where the octets are none. Pointers lead back within the octets. */
export function readNames(octets: Uint8Array): string[][] | undefined {
  const names: string[][] = []
  let at = 0
  while (at < octets.length) {
    const read = readName(octets, at)
    if (!read) return undefined
    names.push(read.labels)
    at = read.end
  }
  return names
}

export function readName(octets: Uint8Array, start: number): { labels: string[]; end: number } | undefined {
  const labels: string[] = []
  let at = start
  let end: number | undefined
  let size = 1
  for (let jumps = 0; jumps < 128; ) {
    const length = octets[at]
    if (length === undefined) return undefined
    if (length === 0) return { labels, end: end ?? at + 1 }
    if (length >= 0xc0) {
      const low = octets[at + 1]
      if (low === undefined) return undefined
      const target = ((length & 0x3f) << 8) | low
      if (target >= at) return undefined
      end ??= at + 2
      at = target
      jumps++
      continue
    }
    if (length > longestLabel || at + 1 + length > octets.length) return undefined
    labels.push(Buffer.from(octets.subarray(at + 1, at + 1 + length)).toString('latin1'))
    size += length + 1
    if (size > longestName) return undefined
    at += 1 + length
  }
  return undefined
}
