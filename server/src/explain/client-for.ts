/** A client that a place in a file is about. */
import type { ClientProfile } from '../clients/profile'
import type { ExplainedServer } from './explained-server'

/** Line and column count from 1; `file` as the file system has it. Where the place is about no client in particular, a plain one. */
export function clientAt(server: ExplainedServer, file: string, line: number, column: number): ClientProfile {
  throw new Error(`clientAt: ${server.name} ${file}:${line}:${column} is still to be written`)
}
