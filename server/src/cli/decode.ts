/** Turns a file's bytes into text; Kea reads UTF-8, and other encodings show as one finding. */
import type { RefusedAt } from '../config/release'
import type { Severity } from '../lint/problem'
import type { RuleDescription } from './world'

export const encodingRule: RuleDescription = {
  id: 'file-encoding',
  severity: 'error',
  summary: 'The file is not UTF-8 text.',
  why: 'Kea reads bytes and knows no other encoding; editors and tools that take the file for UTF-8 spoil it when they save.',
  manual: 'config.html#json',
}

export interface Decoded {
  readonly text: string
  readonly slip: EncodingSlip | undefined
}

export interface EncodingSlip {
  readonly severity: Severity
  readonly refusedAt: RefusedAt
  readonly start: number
  readonly end: number
  readonly message: string
  readonly help: string
}

export function decode(bytes: Uint8Array): Decoded {
  const wide = utf16(bytes)
  if (wide) {
    // The mark that UTF-16 starts with is dropped: the finding about the encoding says it all.
    return { text: new TextDecoder(wide).decode(bytes), slip: wideSlip }
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), slip: undefined }
  } catch {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    return { text, slip: byteSlip(bytes, text) }
  }
}

const wideSlip: EncodingSlip = {
  severity: 'error',
  refusedAt: '-t',
  start: 0,
  end: 1,
  message: 'The file is UTF-16; Kea reads UTF-8 only.',
  help: 'Kea stops at the first character. Save the file as UTF-8 without a byte order mark ("Save with Encoding" in most editors).',
}

function byteSlip(bytes: Uint8Array, text: string): EncodingSlip {
  const at = text.indexOf('\uFFFD')
  // Up to the first slip, text and bytes say the same: its place in the bytes is the length of what stands before it.
  const before = text.slice(0, at)
  const byte = bytes[new TextEncoder().encode(before).length] ?? 0
  const shown = '0x' + byte.toString(16).toUpperCase().padStart(2, '0')
  return {
    severity: 'warning',
    refusedAt: null,
    start: at,
    end: at + 1,
    message: `The file is not UTF-8: the byte ${shown} stands for no character here.`,
    help: 'It looks like an older encoding such as Latin-1. Kea passes such bytes on as they are, and clients or tools then show wrong letters; save the file as UTF-8.',
  }
}

/** UTF-16 shows by its mark, or by the zero beside every plain letter. */
function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second, third, fourth] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first && second === 0 && third && fourth === 0) return 'utf-16le'
  if (first === 0 && second && third === 0 && fourth) return 'utf-16be'
  return undefined
}
