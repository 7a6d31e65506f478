/** Slips of the language of tests, put right: what is offered is read as Kea reads it before. */
import { nearest } from '../../../config/nearest'
import type { StringNode } from '../../../config/tree'
import { changeTo } from '../../fix'
import type { Fix } from '../../fix'

/** `fault`: where reading stopped. */
export function expressionFixes(text: StringNode, fault: { readonly start: number; readonly end: number }, reads: (text: string) => boolean, words: ReadonlySet<string>): Fix[] {
  const { value } = text
  const at = value.slice(fault.start, fault.end)
  const instead = (word: string): string => value.slice(0, fault.start) + word + value.slice(fault.end)
  const near = nearest(at, words).map(instead)
  const sure = [
    withOperators(value),
    value.replace(/"([^"']*)"/g, "'$1'"),
    withOperators(value.replace(/"([^"']*)"/g, "'$1'")),
    // A hardware address as it is written elsewhere.
    value.replace(/(?<![\w'"])0?x?((?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2})(?![\w'"])/g, (_whole, digits: string) => `0x${digits.replace(/[:-]/g, '')}`),
    value.replace(/\b(?:pkt4|relay4|pkt6|option|member|substring|concat|exists|hex|text)\b/gi, (word) => word.toLowerCase()),
    value.replace(/\b(?:AND|OR|NOT)\b/g, (word) => word.toLowerCase()),
    value.replace(/\bmember\s*\(\s*([A-Za-z_][\w.-]*)\s*\)/g, "member('$1')"),
  ]
  const guesses = [...near, ...closed(value), ...inConcat(value), `${value}.exists`, value.replace(/\.(?:hex|text)$/, '.exists')]
  const offered = [...new Set([...sure, ...guesses])].filter((one) => one !== value && reads(one))
  const [first] = offered
  // One reading alone that makes sense, by a sign that has no other meaning in the language.
  const isSure = first !== undefined && sure.includes(first)
  return isSure ? changeTo(text, first, true) : offered.slice(0, 3).flatMap((one) => changeTo(text, one))
}

/** As in other languages; only outside of texts. */
function withOperators(value: string): string {
  return value
    .split(/('[^']*')/)
    .map((part, at) => (at % 2 === 1 ? part : operators(part)))
    .join('')
    .replace(/(\bnot )?(\S+(?:\[[^\]]*\]\S*)?)\s*!=\s*('[^']*'|\S+)/g, 'not ($2 == $3)')
}

function operators(part: string): string {
  return part
    .replace(/(?<![=!<>])=(?!=)/g, '==')
    .replace(/===/g, '==')
    .replace(/\s*&&\s*/g, ' and ')
    .replace(/\s*\|\|\s*/g, ' or ')
    .replace(/!(?!=)\s*/g, 'not ')
}

/** A bracket or a quote that is missing at the end. */
function closed(value: string): string[] {
  const bare = value.replace(/'[^']*'/g, '')
  const open = bare.split('(').length - bare.split(')').length
  const isQuoteOpen = (value.match(/'/g) ?? []).length % 2 === 1
  return [...(open > 0 ? [value + ')'.repeat(open)] : []), ...(open === -1 ? [value.replace(/\)\s*$/, '')] : []), ...(isQuoteOpen ? [`${value}'`, `${value}')`] : [])]
}

/** concat() takes two texts: three stand one in the other. */
function inConcat(value: string): string[] {
  return [value.replace(/concat\(\s*([^(),]+),\s*([^(),]+),\s*([^(),]+)\)/g, 'concat($1, concat($2, $3))')]
}
