/** `hostname-char-set`: what a client's name may not have in it, as a POSIX extended regular expression (ARM, "Sanitizing Client Host Names and FQDN Names"). */

const posixClasses: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
}

export type Sanitizer = (text: string) => string

/** undefined: no regular expression. NUL octets separate what is replaced part by part. */
export function sanitizerOf(charSet: string, replacement: string): Sanitizer | undefined {
  let expression: RegExp
  try {
    expression = new RegExp(fromPosix(charSet), 'g')
  } catch {
    return undefined
  }
  const literal = replacement.replace(/\$/g, '$$$$')
  return (text) => text.replace(expression, literal)
}

/** In a POSIX bracket expression a backslash and an inner bracket stand for themselves. */
function fromPosix(text: string): string {
  let out = ''
  let at = 0
  while (at < text.length) {
    if (text.charAt(at) === '\\') {
      out += text.slice(at, at + 2)
      at += 2
      continue
    }
    if (text.charAt(at) !== '[') {
      out += text.charAt(at++)
      continue
    }
    const bracket = readBracket(text, at)
    out += bracket.out
    at = bracket.end
  }
  return out
}

function readBracket(text: string, start: number): { out: string; end: number } {
  let out = '['
  let at = start + 1
  if (text.charAt(at) === '^') {
    out += '^'
    at++
  }
  let first = true
  while (at < text.length && (first || text.charAt(at) !== ']')) {
    first = false
    const named = /^\[:(\w+):\]/.exec(text.slice(at))
    const range = posixClasses[named?.[1] ?? '']
    if (named && range !== undefined) {
      out += range
      at += named[0].length
      continue
    }
    const char = text.charAt(at++)
    out += char === '\\' || char === '[' || char === ']' ? `\\${char}` : char
  }
  return { out: `${out}]`, end: at + 1 }
}
