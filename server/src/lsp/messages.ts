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
