/** Turns a file's bytes into text; Kea reads bytes and means UTF-8. */
import { say } from '../text/text'
import type { Text } from '../text/text'

/** The text, or the sentence that says why there is none. Bytes of older encodings in comments and names are let pass, as Kea does. */
export function decode(bytes: Uint8Array): string | { readonly slip: Text } {
  if (isUtf16(bytes)) return { slip: say`the file is UTF-16, and Kea reads UTF-8 only: save it as UTF-8.` }
  if (bytes.subarray(0, 8000).includes(0)) return { slip: say`this is no text file.` }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** It shows by its mark, or by a zero beside every plain letter. */
function isUtf16([first, second, third, fourth]: Uint8Array): boolean {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  return (first !== 0 && second === 0 && third !== 0 && fourth === 0) || (first === 0 && second !== 0 && third === 0 && fourth !== 0)
}
