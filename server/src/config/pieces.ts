/** A long text in pieces, so that an edit of it copies one of them and not the whole. */

/** Long enough to be few, short enough to be copied unnoticed. */
const pieceLength = 1 << 15

export class Pieces {
  private readonly pieces: string[]
  /** Where each piece begins. */
  private readonly starts: number[]
  length: number

  constructor(text: string) {
    this.pieces = cut(text)
    this.starts = this.pieces.map((_piece, at) => at * pieceLength)
    this.length = text.length
  }

  edit(start: number, end: number, text: string): void {
    const first = this.pieceAt(start)
    const last = this.pieceAt(end)
    const before = (this.pieces[first] ?? '').slice(0, start - (this.starts[first] ?? 0))
    const after = (this.pieces[last] ?? '').slice(end - (this.starts[last] ?? 0))
    const fresh = cut(before + text + after)
    this.pieces.splice(first, last - first + 1, ...fresh)
    this.starts.length = first
    let at = first === 0 ? 0 : (this.starts[first - 1] ?? 0) + (this.pieces[first - 1] ?? '').length
    for (let index = first; index < this.pieces.length; index++) {
      this.starts.push(at)
      at += (this.pieces[index] ?? '').length
    }
    this.length = at
  }

  slice(start: number, end: number): string {
    const first = this.pieceAt(start)
    const last = this.pieceAt(end)
    let text = ''
    for (let index = first; index <= last; index++) {
      const begin = this.starts[index] ?? 0
      text += (this.pieces[index] ?? '').slice(Math.max(0, start - begin), Math.max(0, end - begin))
    }
    return text
  }

  toString(): string {
    return this.pieces.join('')
  }

  /** The last piece that begins at or before the offset. */
  private pieceAt(offset: number): number {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

function cut(text: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length; at += pieceLength) pieces.push(text.slice(at, at + pieceLength))
  return pieces.length === 0 ? [''] : pieces
}
