/** Several things in one sentence. */
import { say } from './text'
import type { Part, Text } from './text'

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly Part[], last: 'and' | 'or' = 'and'): Text {
  const end = words[words.length - 1] ?? ''
  if (words.length < 2) return say`${end}`
  const start = commas(words.slice(0, -1))
  return last === 'and' ? say`${start} and ${end}` : say`${start} or ${end}`
}

/** `a, b, c` */
export function commas(words: readonly Part[]): Text {
  return words.slice(1).reduce<Text>((text, word) => say`${text}, ${word}`, say`${words[0] ?? ''}`)
}
