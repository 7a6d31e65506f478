/** Several rounds of edits, each of the text that the last one left, as edits of the first text. */

interface Replacement {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What stands in the text now: a stretch of the first text, or what was put in. */
type Piece = { readonly from: number; readonly to: number } | { readonly text: string }

export class EditedText {
  private pieces: Piece[]

  constructor(
    readonly original: string,
    public text = original,
  ) {
    this.pieces = [{ from: 0, to: original.length }]
  }

  /** Edits of the text as it stands now; they may not overlap. */
  apply(edits: readonly Replacement[]): void {
    const sorted = [...edits].sort((one, other) => one.start - other.start || one.end - other.end)
    const next: Piece[] = []
    const parts: string[] = []
    let at = 0
    let done = 0
    const pieces = this.pieces.values()
    let piece = pieces.next().value
    let within = 0
    /** Takes or passes over what stands up to the offset. */
    const advance = (to: number, isKept: boolean): void => {
      while (at < to && piece) {
        const length = lengthOf(piece)
        const taken = Math.min(length - within, to - at)
        if (isKept) next.push(slice(piece, within, within + taken))
        at += taken
        within += taken
        if (within < length) continue
        piece = pieces.next().value
        within = 0
      }
    }
    for (const { start, end, text } of sorted) {
      advance(start, true)
      parts.push(this.text.slice(done, start), text)
      if (text !== '') next.push({ text })
      advance(end, false)
      done = end
    }
    advance(this.text.length, true)
    parts.push(this.text.slice(done))
    this.pieces = next
    this.text = parts.join('')
  }

  /** As edits of the first text, in its order. */
  edits(): Replacement[] {
    const edits: Replacement[] = []
    let start = 0
    let text = ''
    for (const piece of [...this.pieces, { from: this.original.length, to: this.original.length }]) {
      if ('text' in piece) {
        text += piece.text
        continue
      }
      const end = piece.from
      if (text !== this.original.slice(start, end)) edits.push({ start, end, text })
      start = piece.to
      text = ''
    }
    return edits
  }
}

function lengthOf(piece: Piece): number {
  return 'text' in piece ? piece.text.length : piece.to - piece.from
}

function slice(piece: Piece, start: number, end: number): Piece {
  return 'text' in piece ? { text: piece.text.slice(start, end) } : { from: piece.from + start, to: piece.from + end }
}
