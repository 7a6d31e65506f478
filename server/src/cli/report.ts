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
  return relative === '' || relative.startsWith('..') ? file : relative
}

/** Lines and columns from 1; the end column is the one behind the last character. */
export function placeOf(at: Span): { line: number; column: number; endLine: number; endColumn: number } {
  const start = at.source.positionAt(at.start)
  const end = at.source.positionAt(at.end)
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 }
}
