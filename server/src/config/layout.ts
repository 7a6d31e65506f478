/** How a file is laid out: its step of indentation, its line ends, and values written in its manner. */
import type { Source, Span } from './source'

export interface Layout {
  /** One step further in. */
  readonly step: string
  readonly lineEnd: '\n' | '\r\n'
}

/** From the first lines that are indented; four blanks where none is, as in Kea's own examples. */
export function layoutOf({ text }: Source): Layout {
  const start = text.slice(0, 20_000)
  const lineEnd = start.includes('\r\n') ? '\r\n' : '\n'
  const [, step] = /^([ \t]+)[^\s#/*]/m.exec(start) ?? []
  return { step: step === undefined || step.length > 8 ? '    ' : step.startsWith('\t') ? '\t' : step, lineEnd }
}

/** The blanks at the beginning of the line that the offset is in. */
export function indentAt(source: Source, offset: number): string {
  return /^[ \t]*/.exec(source.lineText(source.positionAt(offset).line))?.[0] ?? ''
}

/** What already is text of a file, to be written as it stands. */
export class Written {
  constructor(readonly text: string) {}
}

/** What stands elsewhere, to be written again with its comments, indented for its new place; several stand one after the other. */
export class Copied {
  readonly spans: readonly Span[]

  constructor(...spans: readonly Span[]) {
    this.spans = spans
  }

  written({ lineEnd }: Layout, indent: string): string {
    return this.spans.map((span) => indented(span, lineEnd, indent)).join(`,${lineEnd}${indent}`)
  }
}

/** The blanks that the first line begins with are taken from every other, and those of the new place put before it. */
function indented({ source, start, end }: Span, lineEnd: string, indent: string): string {
  const old = indentAt(source, start)
  const [first = '', ...others] = source.text.slice(start, end).split(/\r?\n/)
  const moved = others.map((line) => (line.trim() === '' ? '' : line.startsWith(old) ? indent + line.slice(old.length) : indent + line.trimStart()))
  return [first, ...moved].join(lineEnd)
}

/** Longest map or list that stands in one line, in characters. */
const widest = 72

/** A value as text. Maps and lists that are short and hold no others stand in one line. `indent`: of the line that it begins in. */
export function writeValue(value: unknown, layout: Layout, indent: string): string {
  if (value instanceof Written) return value.text
  if (value instanceof Copied) return value.written(layout, indent)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const parts = Array.isArray(value) ? value.map((one: unknown) => ['', one] as const) : Object.entries(value).map(([key, one]: [string, unknown]) => [`${JSON.stringify(key)}: `, one] as const)
  if (parts.length === 0) return `${open} ${close}`
  if (parts.every(([, one]) => isPlain(one))) {
    const line = `${open} ${parts.map(([key, one]) => key + writeValue(one, layout, '')).join(', ')} ${close}`
    if (line.length <= widest) return line
  }
  const inner = indent + layout.step
  const lines = parts.map(([key, one]) => `${inner}${key}${writeValue(one, layout, inner)}`)
  return `${open}${layout.lineEnd}${lines.join(`,${layout.lineEnd}`)}${layout.lineEnd}${indent}${close}`
}

function isPlain(value: unknown): boolean {
  if (value instanceof Copied) return value.spans.length === 1 && value.spans.every(({ source, start, end }) => !source.text.slice(start, end).includes('\n'))
  return value instanceof Written ? !value.text.includes('\n') : typeof value !== 'object' || value === null || (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
}
