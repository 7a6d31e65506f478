/** What a letter of an address map means, and which address a cell begins with. */

export interface CellKind {
  readonly letter: string
  /** Style class, and the key of its colour. */
  readonly name: 'outside' | 'free' | 'used' | 'reserved' | 'reserved-used' | 'declined'
  readonly words: string
}

export const cellKinds: readonly CellKind[] = [
  { letter: '.', name: 'free', words: 'free' },
  { letter: 'u', name: 'used', words: 'used' },
  { letter: 'r', name: 'reserved', words: 'reserved, not used' },
  { letter: 'R', name: 'reserved-used', words: 'reserved and used' },
  { letter: 'd', name: 'declined', words: 'declined' },
  { letter: '-', name: 'outside', words: 'outside the pools' },
]

export function cellKind(letter: string | undefined): CellKind | undefined {
  return cellKinds.find((kind) => kind.letter === letter)
}

/** @param first dotted quad @returns the address so many further on, dotted */
export function addressFrom(first: string, further: number): string {
  const value = first.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + further
  return [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join('.')
}

/** `10.0.0.17: used`; of several addresses a cell, the first and the last. */
export function cellText(map: { readonly first: string; readonly perCell: number; readonly cells: string }, index: number): string {
  const from = addressFrom(map.first, index * map.perCell)
  const to = map.perCell === 1 ? '' : ` to ${addressFrom(map.first, (index + 1) * map.perCell - 1)}`
  return `${from}${to}: ${cellKind(map.cells[index])?.words ?? 'not known'}`
}

/** How many of each kind there are, in words; for those who do not see the map. */
export function cellSummary(cells: string): string {
  const counts = cellKinds.map((kind) => ({ kind, number: cells.split(kind.letter).length - 1 }))
  return counts.filter(({ number }) => number > 0).map(({ kind, number }) => `${number} ${kind.words}`).join(', ')
}
