/** What client and server say to each other beyond the Language Server Protocol. */
import type { Release } from '../config/release'

/** Server → client, after every check: what the language status item shows. */
export const statusNotification = 'kea/status'

export interface Status {
  readonly release: Release
  readonly files: readonly FileStatus[]
  /** Every file that was looked at. */
  readonly checked: readonly string[]
  /** What could be booted together: the servers of a relationship, or one server without any. */
  readonly deployments: readonly DeploymentStatus[]
  /** True while a check is under way. */
  readonly checking: boolean
}

export interface FileStatus {
  readonly uri: string
  /** The server's own name and role in its High Availability relationship. */
  readonly server?: string
  /** Files of the servers that it is checked against. */
  readonly partners: readonly string[]
}

export interface DeploymentStatus {
  readonly servers: readonly { readonly name: string; readonly uri: string }[]
  /** Files of the DHCPv4 servers and of their control agents. */
  readonly files: readonly string[]
  /** Files that these include. */
  readonly includes: readonly string[]
}

/** Client → server: the changes that lead the workspace to another release. Nothing is changed by asking. */
export const migrateRequest = 'kea/migrate'

export interface MigrateParams {
  readonly to: Release
}

export interface MigrateResult {
  readonly from: Release
  /** In the protocol's form; each change carries a note that asks to be confirmed where the editor knows such notes. */
  readonly edit: unknown
  /** Files that are changed, and files that nothing reads any more. */
  readonly files: number
  readonly needless: readonly string[]
  /** What is changed in which file, in words, with how often. */
  readonly done: readonly { readonly uri: string; readonly what: string; readonly count: number }[]
  /** What a person has to decide or to do, and what the target release finds that the other did not; lines from 1, as they are afterwards. */
  readonly decisions: readonly MigrateDecision[]
}

export interface MigrateDecision {
  readonly uri: string
  readonly line: number
  readonly message: string
}
