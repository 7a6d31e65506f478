/** A domain name as labels (RFC 1035), from text or octets, in lower case as Kea keeps it. */

export interface DomainName {
  /** Byte strings without the root label. */
  readonly labels: readonly string[]
}

const longestLabel = 63
const longestName = 255

/** Text with dots; a final dot makes no difference. `\.` and `\065` are escapes. undefined: no name. */
export function nameFromText(text: string): DomainName | undefined {
  if (text === '') return undefined
  if (text === '.') return { labels: [] }
  const labels: string[] = []
  let label = ''
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '.') {
      if (label === '') return undefined
      labels.push(label)
      label = ''
      continue
    }
    if (char !== '\\') {
      label += char
      continue
    }
    const digits = /^\d{3}/.exec(text.slice(at + 1))?.[0]
    if (digits !== undefined) {
      if (Number(digits) > 255) return undefined
      label += String.fromCharCode(Number(digits))
      at += 3
    } else {
      if (at + 1 >= text.length || /\d/.test(text.charAt(at + 1))) return undefined
      label += text.charAt(++at)
    }
  }
  if (label !== '') labels.push(label)
  return checked(labels)
}

/** Labels with their lengths; without the root label at its end it is a partial name. undefined: no name. */
export function nameFromOctets(octets: Uint8Array): { readonly name: DomainName; readonly partial: boolean } | undefined {
  const labels: string[] = []
  let at = 0
  while (at < octets.length) {
    const length = octets[at++] ?? 0
    if (length === 0) {
      const name = at === octets.length ? checked(labels) : undefined
      return name && { name, partial: false }
    }
    if (length > longestLabel || at + length > octets.length) return undefined
    labels.push(Buffer.from(octets.buffer, octets.byteOffset + at, length).toString('latin1'))
    at += length
  }
  const name = checked(labels)
  return name && { name, partial: true }
}

function checked(labels: readonly string[]): DomainName | undefined {
  let total = 1
  for (const label of labels) {
    if (label.length > longestLabel) return undefined
    total += label.length + 1
  }
  return total > longestName ? undefined : { labels: labels.map(lowerCase) }
}

/** ASCII letters only, as in DNS (RFC 4343). */
export function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** With a final dot unless `partial`. */
export function textOfName(name: DomainName, partial: boolean): string {
  const text = name.labels.map(escape).join('.')
  return text === '' ? '.' : partial ? text : `${text}.`
}

function escape(label: string): string {
  let text = ''
  for (const char of label) {
    const code = char.charCodeAt(0)
    if ('"().;@\\$'.includes(char)) text += `\\${char}`
    else if (code > 0x20 && code < 0x7f) text += char
    else text += `\\${String(code).padStart(3, '0')}`
  }
  return text
}

export function octetsOfName(name: DomainName, partial: boolean): Buffer {
  const parts: Buffer[] = []
  for (const label of name.labels) parts.push(Buffer.from([label.length]), Buffer.from(label, 'latin1'))
  if (!partial) parts.push(Buffer.from([0]))
  return Buffer.concat(parts)
}

/** How many labels, the root included; undefined where the text is no name. */
export function labelCount(text: string): number | undefined {
  if (text === '') return 0
  const name = nameFromText(text)
  return name && name.labels.length + 1
}
