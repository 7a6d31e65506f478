/** A source is one file's text; everything that is found in it is told as an offset into that text. */
import { LineTable } from './line-table'
import { Pieces } from './pieces'

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

/** Something that is true of a whole text, and that an edit seldom changes. */
export interface TextFact<T> {
  of(text: string): T
  /** After an edit, of what was written with `reach` characters on both sides; undefined: the whole text must be looked at again. */
  afterEdit(before: T, around: string): T | undefined
  readonly reach: number
}

export class Source {
  /** The text as one string; undefined since an edit, until somebody asks for it. */
  private whole: string | undefined
  /** The text while it is edited. */
  private pieces: Pieces | undefined
  private lines: LineTable | undefined
  private facts: Map<TextFact<unknown>, unknown> | undefined

  /** `uri` names the file; the core never opens it. `text` has no byte order mark (see `openSource`). */
  constructor(
    readonly uri: string,
    text: string,
  ) {
    this.whole = text
  }

  /** Of a long text that is being edited, putting it together takes some milliseconds: `slice` tells a part of it at once. */
  get text(): string {
    if (this.whole === undefined) {
      this.whole = String(this.pieces)
      this.pieces = undefined
    }
    return this.whole
  }

  get length(): number {
    return this.whole?.length ?? this.pieces?.length ?? 0
  }

  /** What is left of the beginning or right of the end is no part of it. */
  slice(from: number, end = this.length): string {
    const start = Math.max(0, from)
    // Most of a text is put together once, for all who ask.
    if (this.whole !== undefined || end - start > this.length / 2) return this.text.slice(start, end)
    return this.pieces?.slice(start, Math.min(end, this.length)) ?? ''
  }

  /** Swaps the text in place, so that every node of the tree keeps pointing at this source. */
  replaceText(text: string): void {
    this.whole = text
    this.pieces = undefined
    this.lines = undefined
    this.facts = undefined
  }

  /** Replaces the text from `start` to `end` in place. */
  edit(start: number, end: number, text: string): void {
    const code = (at: number): number => (at < 0 ? NaN : this.slice(at, at + 1).charCodeAt(0))
    this.lines?.edit(start, end, text, code(start - 1), code(end))
    this.pieces ??= new Pieces(this.whole ?? '')
    this.pieces.edit(start, end, text)
    this.whole = undefined
    for (const [fact, before] of this.facts ?? []) {
      const after = fact.afterEdit(before, this.slice(start - fact.reach, start + text.length + fact.reach))
      if (after === undefined) this.facts?.delete(fact)
      else this.facts?.set(fact, after)
    }
  }

  /** Of the text as it stands; kept over edits. */
  fact<T>(fact: TextFact<T>): T {
    this.facts ??= new Map<TextFact<unknown>, unknown>()
    if (!this.facts.has(fact)) this.facts.set(fact, fact.of(this.text))
    return this.facts.get(fact) as T
  }

  positionAt(offset: number): Position {
    const lines = this.table()
    const line = lines.lineAt(offset)
    return { line, character: offset - lines.startOf(line) }
  }

  offsetAt(position: Position): number {
    const lines = this.table()
    if (position.line >= lines.count) return this.length
    const next = position.line + 1 < lines.count ? lines.startOf(position.line + 1) : this.length + 1
    return Math.min(lines.startOf(position.line) + position.character, next - 1, this.length)
  }

  /** The text of a zero-based line, without its line end. */
  lineText(line: number): string {
    const lines = this.table()
    const start = line < lines.count ? lines.startOf(line) : this.length
    const end = line + 1 < lines.count ? lines.startOf(line + 1) : this.length
    return this.slice(start, end).replace(/\r?\n$|\r$/, '')
  }

  get lineCount(): number {
    return this.table().count
  }

  private table(): LineTable {
    return (this.lines ??= new LineTable(this.text))
  }
}

/** A source from a file's decoded text. A byte order mark stays in the text as white space: offsets then agree with the editor's. */
export function openSource(uri: string, text: string): Source {
  return new Source(uri, text)
}
