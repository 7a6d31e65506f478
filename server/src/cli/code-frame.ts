/** The line that a finding is about, with the place underlined. */
import type { Span } from '../config/source'
import type { Severity } from '../lint/problem'
import type { Paint } from './colours'

const widest = 72

/** One line of the source and one of marks; of a long line, the part around the place. */
export function codeFrame(at: Span, severity: Severity, paint: Paint): string[] {
  const start = at.source.positionAt(at.start)
  const end = at.source.positionAt(at.end)
  const line = at.source.lineText(start.line)
  const last = end.line === start.line ? end.character : line.length
  const length = Math.max(1, last - start.character)
  const from = line.length <= widest ? 0 : Math.max(0, Math.min(start.character - 20, line.length - widest))
  const cut = line.slice(from, from + widest)
  const shown = `${from > 0 ? '…' : ''}${cut}${from + widest < line.length ? '…' : ''}`
  const gutter = String(start.line + 1)
  const before = `${from > 0 ? ' ' : ''}${cut.slice(0, start.character - from).replace(/[^\t]/g, ' ')}`
  const marks = '^'.repeat(Math.max(1, Math.min(length, cut.length - (start.character - from))))
  const marked = severity === 'error' ? paint.red(marks) : severity === 'warning' ? paint.yellow(marks) : paint.blue(marks)
  return [`    ${paint.dim(`${gutter} |`)} ${visible(shown)}`, `    ${paint.dim(`${' '.repeat(gutter.length)} |`)} ${before}${marked}`]
}

/** Control characters would move the cursor; a place in the line keeps its width. */
function visible(text: string): string {
   
  return text.replace(/[\0-\x08\x0b-\x1f\x7f]/g, '·')
}
