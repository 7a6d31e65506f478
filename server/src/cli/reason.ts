/** Why a file or folder could not be read, in words that end a sentence. */
import { say } from '../text/text'
import type { Text } from '../text/text'

const words: Readonly<Record<string, Text>> = {
  ENOENT: say`there is no such file or folder`,
  ENOTDIR: say`there is no such file or folder`,
  EACCES: say`it may not be read by this user`,
  EPERM: say`it may not be read by this user`,
  EISDIR: say`it is a folder`,
  ELOOP: say`its symbolic links lead in a circle`,
  ENAMETOOLONG: say`the name is too long`,
}

export function reasonOf(error: unknown): Text {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return words[code] ?? say`${error instanceof Error ? error.message : String(error)}`
}
