/** What every feature of the language server works with: the files, the settings, what the last check found. */
import type { ClientCapabilities, Connection } from 'vscode-languageserver'
import type { ConfigFile } from '../config/config-file'
import type { Release } from '../config/release'
import type { LintOptions, LintResult } from '../lint/run'
import type { Translate } from '../text/text'
import type { Documents } from './documents'
import type { Settings } from './settings'

export interface Session {
  readonly connection: Connection
  readonly documents: Documents
  /** As the editor told them at its start. */
  readonly client: () => ClientCapabilities
  /** Commands that the editor has, and a code lens or an action may name. */
  readonly commands: () => readonly string[]
  readonly settings: () => Settings
  readonly options: () => LintOptions
  readonly release: () => Release
  /** Into the language of the editor. */
  readonly translate: Translate
  /** Of the last check that went through; undefined before the first. */
  readonly checked: () => LintResult | undefined
  /** Of the texts as they stand; what waits to be checked is checked now. undefined where that takes too long. */
  readonly upToDate: () => LintResult | undefined
  /** The kea-lint.json that counts; undefined where there is none. */
  readonly deploymentFile: () => string | undefined
  /** The files that the document is part of: itself, or those that include it. */
  readonly wholes: (uri: string) => readonly ConfigFile[]
  /** A file on disk as it lies there, or as it stands in the editor. */
  readonly readFile: (uri: string) => string | undefined
  /** Whether a file of that name lies on disk; it is not read. */
  readonly isFile: (uri: string) => boolean
}
