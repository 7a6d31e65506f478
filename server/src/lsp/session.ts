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
  /** Each by the file that it is about: folders of a workspace may have settings of their own. Without one, those of the first folder. */
  readonly settings: (uri?: string) => Settings
  readonly options: (uri?: string) => LintOptions
  readonly release: (uri?: string) => Release
  /** Into the language of the editor. */
  readonly translate: Translate
  /**
   * What was published last; undefined before the first check. Right behind an edit, findings that look across scopes and files are those of
   * an earlier check, moved with the text: they offer no fixes.
   */
  readonly checked: () => LintResult | undefined
  /**
   * All findings of the files as they stand, with their fixes. Resolves at once where nothing changed since the last check, else when the check is
   * through, without its pause: milliseconds, about a second where a file of 10 MB is checked for the first time. Fixes are good until the next edit.
   */
  readonly upToDate: () => Promise<LintResult>
  /** For what an editor asks while somebody types: in a large file, findings across scopes and files come without their fixes until the check is through. */
  readonly soon: () => Promise<LintResult>
  /** The files that the document is part of: itself, or those that include it. */
  readonly wholes: (uri: string) => readonly ConfigFile[]
  /** The kea-lint.json that counts for a file; undefined where there is none. */
  readonly deploymentFile: (uri?: string) => string | undefined
  /** A file on disk as it lies there, or as it stands in the editor; undefined as well while the editor has not told it yet. */
  readonly readFile: (uri: string) => string | undefined
  /** Whether a file of that name lies on disk; it is not read. */
  readonly isFile: (uri: string) => boolean
}
