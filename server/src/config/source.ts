/** A source is one file's text; everything that is found in it is told as an offset into that text. */

/** Zero-based line and UTF-16 column, as in the LSP specification. */
export interface Position {
  readonly line: number
  readonly character: number
}

/** A stretch of one source: offsets in UTF-16 code units, `end` excluded. */
export interface Span {
  readonly source: Source
  readonly start: number
  readonly end: number
}

export class Source {
  private lineStarts: number[] | undefined

  /** `uri` names the file; the core never opens it. `text` has no byte order mark (see `openSource`). */
  constructor(
    readonly uri: string,
    public text: string,
  ) {}

  /** Swaps the text in place, so that every node of the tree keeps pointing at this source. */
  replaceText(text: string): void {
    this.text = text
    this.lineStarts = undefined
  }

  positionAt(offset: number): Position {
    const starts = this.starts()
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low, character: offset - (starts[low] ?? 0) }
  }

  offsetAt(position: Position): number {
    const starts = this.starts()
    if (position.line >= starts.length) return this.text.length
    const start = starts[position.line] ?? 0
    const next = starts[position.line + 1] ?? this.text.length + 1
    return Math.min(start + position.character, next - 1, this.text.length)
  }

  /** The text of a zero-based line, without its line end. */
  lineText(line: number): string {
    const starts = this.starts()
    const start = starts[line] ?? this.text.length
    const end = starts[line + 1] ?? this.text.length
    return this.text.slice(start, end).replace(/\r?\n$|\r$/, '')
  }

  get lineCount(): number {
    return this.starts().length
  }

  private starts(): number[] {
    if (this.lineStarts) return this.lineStarts
    const starts = [0]
    const text = this.text
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === 10) starts.push(at + 1)
      else if (code === 13) {
        if (text.charCodeAt(at + 1) === 10) at++
        starts.push(at + 1)
      }
    }
    this.lineStarts = starts
    return starts
  }
}

/** A source from a file's decoded text. A byte order mark stays in the text as white space: offsets then agree with the editor's. */
export function openSource(uri: string, text: string): Source {
  return new Source(uri, text)
}
