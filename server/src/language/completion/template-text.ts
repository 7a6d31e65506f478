/** How templates are written: entries of a map each in a line, short maps in one. */
import { plainText } from './proposal'
import type { Piece, Stop } from './proposal'

/** One step in; replaced by the file's own when it is known. */
const step = '\t'
/** Longest map in one line, in characters. */
const widest = 66

export function text(value: string | Stop): Piece[] {
  return ['"', typeof value === 'string' ? value : { ...value, stop: JSON.stringify(value.stop).slice(1, -1) }, '"']
}

export function entry(key: string, value: readonly Piece[]): Piece[] {
  return [`${JSON.stringify(key)}: `, ...value]
}

export function mapOf(...entries: readonly (readonly Piece[])[]): Piece[] {
  return enclosed('{', entries, '}')
}

export function listOf(...items: readonly (readonly Piece[])[]): Piece[] {
  return enclosed('[', items, ']')
}

function enclosed(open: string, parts: readonly (readonly Piece[])[], close: string): Piece[] {
  const line = joined(parts, ', ')
  const written = plainText(line)
  if (written.length <= widest && !written.includes('\n') && (open === '[' || !/[{[]/.test(written))) return [`${open} `, ...line, ` ${close}`]
  return [`${open}\n${step}`, ...further(joined(parts, ',\n')), `\n${close}`]
}

export function joined(parts: readonly (readonly Piece[])[], between: string): Piece[] {
  return parts.flatMap((part, at) => (at === 0 ? [...part] : [between, ...part]))
}

function further(pieces: readonly Piece[]): Piece[] {
  return pieces.map((one) => (typeof one === 'string' ? one.replaceAll('\n', `\n${step}`) : one))
}

/** With the file's own step and line ends. `indent`: what later lines begin with where the editor does not see to it. */
export function laidOut(pieces: readonly Piece[], own: string, lineEnd: string, indent: string): Piece[] {
  return pieces.map((one) => (typeof one === 'string' && one.includes('\n') ? one.replace(/\n(\t*)/g, (_, steps: string) => lineEnd + indent + own.repeat(steps.length)) : one))
}
