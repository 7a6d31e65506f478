/** Numbers as they are typed in a row. */

/** @returns the whole numbers from 1 to the largest that stand in the text, in its order, each once */
export function numbersOf(text: string, largest: number): readonly number[] {
  const numbers = (text.match(/\d+/g) ?? []).map(Number)
  return [...new Set(numbers)].filter((number) => number >= 1 && number <= largest)
}

/** The hardware address that so many clients further on has; what cannot be read stays as it is. */
export function hwaddrAfter(hwaddr: string, count: number): string {
  const octets = hwaddr.split(':')
  const value = octets.every((octet) => /^[0-9a-f]{1,2}$/i.test(octet)) ? BigInt(`0x${octets.map((octet) => octet.padStart(2, '0')).join('')}`) : undefined
  if (value === undefined) return hwaddr
  const length = 2 * octets.length
  const moved = ((value + BigInt(count)) % (1n << BigInt(4 * length))).toString(16).padStart(length, '0')
  return (moved.match(/../g) ?? []).join(':')
}
