/** How Kea parts a text at a separator and trims it; each part knows where it stands. */

export interface Token {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Empty parts count for nothing. With `escape`, a backslash before the separator keeps it, and two make one. */
export function tokensOf(text: string, separator: string, escape: boolean): Token[] {
  const found: Token[] = []
  let token = ''
  let from = 0
  const end = (at: number): void => {
    if (token !== '') found.push({ text: token, from, to: at })
    token = ''
    from = at + 1
  }
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    const next = text.charAt(at + 1)
    if (escape && char === '\\' && (next === separator || next === '\\')) {
      token += next
      at++
    } else if (char === separator) end(at)
    else token += char
  }
  end(text.length)
  return found
}

/** Blanks, tabs and line ends; nothing else is a blank to Kea. */
export function trimBlanks(text: string): string {
  return text.replace(/^[ \t\n]+/, '').replace(/[ \t\n]+$/, '')
}

/** The part without the blanks around it. */
export function trimmed({ text, from, to }: Token, whole: string): Token {
  const inner = whole.slice(from, to)
  const before = inner.length - inner.replace(/^[ \t\n]+/, '').length
  const after = inner.length - inner.replace(/[ \t\n]+$/, '').length
  return { text: trimBlanks(text), from: from + before, to: Math.max(from + before, to - after) }
}
