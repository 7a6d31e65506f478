/** The files as they are after a migration, and what the target release finds in them that the other did not. */
import type { ConfigFile } from '../../config/config-file'
import { parseConfig } from '../../config/parse'
import type { ParseEnvironment } from '../../config/parse'
import { applyEdits } from '../../config/rewrite'
import type { Release } from '../../config/release'
import { lint } from '../../lint/run'
import type { LintOptions } from '../../lint/run'
import type { Problem } from '../../lint/problem'
import type { Migration } from './migrate'

export function textAfter({ edits }: Migration, uri: string, text: string): string {
  return applyEdits(text, edits.get(uri) ?? [])
}

/** `environment`: reads the files as they stand. */
export function filesAfter(files: readonly ConfigFile[], migration: Migration, environment: ParseEnvironment): ConfigFile[] {
  const after: ParseEnvironment = {
    includeFolders: environment.includeFolders,
    readFile: (uri) => {
      const text = environment.readFile(uri)
      return text === undefined ? undefined : textAfter(migration, uri, text)
    },
  }
  return files.filter((file) => !migration.needless.includes(file)).map((file) => parseConfig(file.uri, textAfter(migration, file.uri, file.source.text), after))
}

/** What a person has to see to: errors and warnings of the target release that are new. They sit in the files as they are after. */
export function newFindings(files: readonly ConfigFile[], after: readonly ConfigFile[], from: Release, to: Release, options: LintOptions): Problem[] {
  const key = ({ rule, at, pointer }: Problem): string => `${rule} ${at.source.uri} ${pointer}`
  const known = new Set(lint(files, { ...options, release: from }).problems.map(key))
  return lint(after, { ...options, release: to }).problems.filter((problem) => problem.severity !== 'info' && !known.has(key(problem)))
}
