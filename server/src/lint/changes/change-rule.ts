/** A rule that holds a file against what it was: what the change does to a server with clients. */
import type { ConfigFile } from '../../config/config-file'
import type { Release } from '../../config/release'
import type { Severity } from '../problem'
import type { Report } from '../rule'

/** Both trees of one file, of one daemon, each read as far as it can be. */
export interface Change {
  readonly before: ConfigFile
  readonly after: ConfigFile
  readonly release: Release
}

export interface ChangeRule {
  readonly scope: 'change'
  readonly id: string
  readonly severity: Severity
  readonly summary: string
  readonly why: string
  readonly manual: string
  check(change: Change, report: Report): void
}
