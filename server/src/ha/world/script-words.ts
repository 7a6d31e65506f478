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

/** The word behind that one. */
export function wordAfter(words: readonly string[], word: string): string | undefined {
  const at = words.indexOf(word)
  return at < 0 ? undefined : words[at + 1]
}
