/** Numbers as they are typed in a row. */

/** @returns the whole numbers from 1 to the largest that stand in the text, in its order, each once */
export function numbersOf(text: string, largest: number): readonly number[] {
  const numbers = (text.match(/\d+/g) ?? []).map(Number)
  return [...new Set(numbers)].filter((number) => number >= 1 && number <= largest)
}
