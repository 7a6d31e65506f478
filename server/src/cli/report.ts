/** What a format turns into text. */
import path from 'node:path'
import { URI } from 'vscode-uri'
import type { ConfigFile } from '../config/config-file'
import type { Release } from '../config/release'
import type { Span } from '../config/source'
import type { Grouping } from '../deployment/group'
import type { Problem } from '../lint/problem'
import type { Translate } from '../text/text'

export interface Report {
  readonly problems: readonly Problem[]
  readonly grouping: Grouping | undefined
  readonly files: readonly ConfigFile[]
  readonly release: Release
  readonly cwd: string
  readonly translate: Translate
  readonly version: string
}

/** The file as a person at this prompt would name it. */
export function nameOf(uri: string, cwd: string): string {
  const file = URI.parse(uri).fsPath
  const relative = path.relative(cwd, file)
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? file : relative
}

/** The file as programs name it: below the folder, with forward slashes on every system; elsewhere the whole path. */
export function relativeName(uri: string, folder: string): string {
  const file = pathOf(URI.parse(uri))
  const below = `${pathOf(URI.file(folder)).replace(/\/$/, '')}/`
  if (file.startsWith(below) && file.length > below.length) return file.slice(below.length)
  return file.replace(/^\/(?=[a-z]:)/, '')
}

/** A drive's letter may be written either way. */
function pathOf({ authority, path: written }: URI): string {
  const file = written.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase())
  return authority === '' ? file : `//${authority}${file}`
}

/** Lines and columns from 1; the end column is the one behind the last character. */
export function placeOf(at: Span): { line: number; column: number; endLine: number; endColumn: number } {
  const start = at.source.positionAt(at.start)
  const end = at.source.positionAt(at.end)
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 }
}
