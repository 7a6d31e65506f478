/** What client and server say to each other beyond the Language Server Protocol. */
import type { Release } from '../config/release'

/** Server → client, after every check: what the language status item shows. */
export const statusNotification = 'kea/status'

export interface Status {
  readonly release: Release
  /** Files, by their URI, that are checked for another release: folders of a workspace may have settings of their own. */
  readonly otherReleases: Readonly<Record<string, Release>>
  readonly files: readonly FileStatus[]
  /** Every file that was looked at. */
  readonly checked: readonly string[]
  /** What could be booted together: the servers of a relationship, or one server without any. */
  readonly deployments: readonly DeploymentStatus[]
}

/** Server → client: a check that takes a while has begun (true), and no check is under way any more (false). */
export const checkingNotification = 'kea/checking'

export interface Checking {
  readonly checking: boolean
}

/** Client → server, as the initialization options: what the client does beyond the protocol. Settings of the section `kea` may stand beside these. */
export interface ClientOptions {
  /** Commands that a code lens or an action may name. */
  readonly commands?: readonly string[]
  /** It takes the two notifications above: other editors would complain of what they do not know. */
  readonly showsStatus?: boolean
  /** It answers the two requests below. Without it the server checks what it can read itself, and open files. */
  readonly providesFiles?: boolean
  /** It tells of changed files by itself: the server need not ask for that. */
  readonly watchesFiles?: boolean
}

/**
 * Server → client: which Kea files are there in a workspace folder that the server cannot read, such as any folder for a web worker and a virtual
 * file system for Node. Sent once a folder, and again when a file appears in it.
 */
export const findFilesRequest = 'kea/findFiles'

export interface FindFilesParams {
  readonly folder: string
}

/** URIs */
export type FindFilesResult = readonly string[]

/**
 * Server → client: the text of a file that the server cannot read: a Kea file, one that it includes, kea-lint.json. Sent once a file, and again
 * when the client tells (workspace/didChangeWatchedFiles) that it changed. Until the answer comes the server says nothing about that file.
 */
export const readFileRequest = 'kea/readFile'

export interface ReadFileParams {
  readonly uri: string
}

/** null: the file is not there, or cannot be read. */
export type ReadFileResult = string | null

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
