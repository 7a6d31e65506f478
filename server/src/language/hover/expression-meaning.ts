/** The meaning of an expression, as lines of a hover. */
import type { Names } from '../../expression/option-words'
import { isTest } from '../../expression/syntax'
import type { Expression } from '../../expression/syntax'
import { outlineOf, wordsOf } from '../../expression/words'
import { say } from '../../text/text'
import { item, sentence } from './page'
import type { Block } from './page'

/** In one sentence, or line by line where `and` and `or` make it long. */
export function meaningBlocks(expression: Expression, text: string, names: Names): Block[] {
  if (!isTest(expression)) return [sentence(say`Its value is ${wordsOf(expression, text, names)}.`)]
  const [first, ...others] = outlineOf(expression, text, names)
  if (!first || others.length === 0) return [sentence(say`It holds if ${wordsOf(expression, text, names)}.`)]
  return [sentence(say`It holds if ${first.text}`), ...others.map((one) => item(one.text, undefined, one.depth - 1))]
}
