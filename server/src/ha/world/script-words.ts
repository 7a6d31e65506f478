/** A line of a script as its words. */

/** What stands in double quotes is one word with the rest of it, quotes taken off; a word that begins with # begins a comment. */
export function wordsOfLine(line: string): string[] {
  const words: string[] = []
  for (const [word] of line.matchAll(/(?:"(?:[^"\\]|\\.)*"|[^\s"])+/g)) {
    if (word.startsWith('#')) break
    words.push(word.replace(/"(?:[^"\\]|\\.)*"/g, unquoted))
  }
  return words
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, '$1')
}

/** A name as a word of a line: in double quotes where it would be several words, or none. */
export function asWord(name: string): string {
  return name === '' || /[\s"#]/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 }

/** `3 s`, `3s`, `200 ms`, `1.5 min`, `2 h`: ms, and how many words it took; undefined where no such time stands there. A number alone is none: of what? */
export function timeAt(words: readonly string[], at: number): { readonly ms: number; readonly words: number } | undefined {
  const [, number, unit] = /^(-?\d+(?:\.\d+)?)(ms|s|min|h)?$/.exec(words[at] ?? '') ?? []
  const factor = units[unit ?? words[at + 1] ?? '']
  return number === undefined || factor === undefined ? undefined : { ms: Number(number) * factor, words: unit === undefined ? 2 : 1 }
}
