/** Where the lines of a text begin; an edit moves what stands behind it and reads nothing again but what was written. */

const newLine = 10
const carriageReturn = 13

export class LineTable {
  /** Offsets of the lines' first characters, with room to grow behind `count`. */
  private starts: Int32Array<ArrayBuffer>
  count: number

  constructor(text: string) {
    let starts = new Int32Array(Math.max(16, text.length >> 4))
    let count = 1
    const hasReturns = text.includes('\r')
    for (let at = nextEnd(text, 0, hasReturns); at !== -1; at = nextEnd(text, at, hasReturns)) {
      if (count === starts.length) starts = grown(starts, count * 2)
      starts[count++] = at
    }
    this.starts = starts
    this.count = count
  }

  startOf(line: number): number {
    return this.starts[line] ?? 0
  }

  lineAt(offset: number): number {
    let low = 0
    let high = this.count - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The text from `start` to `end` was replaced by `text`, between the characters `before` and `after` (NaN at the ends). */
  edit(start: number, end: number, text: string, before: number, after: number): void {
    // Written behind a carriage return, a line feed belongs to it.
    const from = before === carriageReturn ? start - 1 : start
    const first = this.lineAt(from) + 1
    const behind = this.lineAt(end) + 1
    const fresh: number[] = []
    const written = (before === carriageReturn ? '\r' : '') + text
    for (let at = 0; at < written.length; at++) {
      const code = written.charCodeAt(at)
      if (code !== newLine && code !== carriageReturn) continue
      if (code === carriageReturn && at + 1 < written.length && written.charCodeAt(at + 1) === newLine) at++
      else if (code === carriageReturn && at + 1 === written.length && after === newLine) continue
      fresh.push(from + at + 1)
    }
    const delta = text.length - (end - start)
    const count = first + fresh.length + this.count - behind
    if (count > this.starts.length) this.starts = grown(this.starts, count + (count >> 3))
    const { starts } = this
    starts.copyWithin(first + fresh.length, behind, this.count)
    for (const [index, offset] of fresh.entries()) starts[first + index] = offset
    if (delta !== 0) for (let line = first + fresh.length; line < count; line++) starts[line] = (starts[line] ?? 0) + delta
    this.count = count
  }
}

/** Behind the next line end; -1 where there is none. */
function nextEnd(text: string, from: number, hasReturns: boolean): number {
  if (!hasReturns) return text.indexOf('\n', from) + 1 || -1
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === newLine) return at + 1
    if (code === carriageReturn) return text.charCodeAt(at + 1) === newLine ? at + 2 : at + 1
  }
  return -1
}

function grown(starts: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length)
  longer.set(starts)
  return longer
}
