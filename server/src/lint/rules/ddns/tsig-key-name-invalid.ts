/** A TSIG key's name is a domain name, as it is sent in DNS messages. */
import type { FileRule } from '../../rule'
import { textOf, tsigKeys } from './reading'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const tsigKeyNameInvalid: FileRule = {
  id: 'tsig-key-name-invalid',
  scope: 'file',
  severity: 'error',
  summary: 'A TSIG key is named like a domain.',
  why: 'Kea refuses the file: it cannot make a key of that name.',
  manual: 'ddns.html#tsig-key-list',

  check(file, report) {
    for (const key of tsigKeys(file)) {
      const name = textOf(key, 'name')
      const fault = name && faultOf(name.value)
      if (name && fault !== undefined) report(name, {
        message: say`"${name.value}" cannot be the name of a TSIG key: ${fault}.`,
        help: say`The name is sent as a domain name: labels of 63 characters at most with single dots between them. It is the same as on the DNS server.`,
        refusedAt: '-t',
      })
    }
  },
}

const longestLabel = 63
/** With the lengths of the labels, and that of the root. */
const longestName = 255

/** Octets of each label; a backslash takes away what the next character means, or begins a number of three digits. */
function faultOf(text: string): Text | undefined {
  if (text.includes(':')) return say`it has a colon`
  if (text === '.') return undefined
  const labels: number[] = [0]
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '.') {
      if (labels[labels.length - 1] === 0) return at === 0 ? say`it begins with a dot` : say`two dots follow each other`
      labels.push(0)
      continue
    }
    const escape = character === '\\' ? /^(?:\d{3}|\D)/.exec(text.slice(at + 1))?.[0] : ''
    if (escape === undefined) return say`the backslash in it escapes nothing`
    if (Number(escape) > 255) return say`the number behind its backslash is above 255`
    at += escape.length
    labels[labels.length - 1] = (labels[labels.length - 1] ?? 0) + (escape === '' ? octets(text.codePointAt(at) ?? 0) : 1)
    if ((text.codePointAt(at) ?? 0) > 0xffff) at++
  }
  if (labels.some((length) => length > longestLabel)) return say`a label of it is longer than ${longestLabel} characters`
  const whole = labels.filter((length) => length > 0)
  return whole.reduce((sum, length) => sum + length + 1, 1) > longestName ? say`it is longer than 253 characters` : undefined
}

function octets(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
}
