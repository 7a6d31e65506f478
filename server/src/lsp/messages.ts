/** What client and server say to each other beyond the Language Server Protocol. */
import type { Release } from '../config/release'

/** Server → client, after every check: what the language status item shows. */
export const statusNotification = 'kea/status'

export interface Status {
  readonly release: Release
  readonly files: readonly FileStatus[]
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
