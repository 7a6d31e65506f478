/** Where the servers of a deployment run, with links that fail: real processes on loopback, or one process in virtual time. */
import type { Answer } from '../dhcp/commands/context'
import type { Link } from '../ha/world/link'
import type { Finding } from '../pair/deployment'
import type { HaPairEvent } from '../pair/events'
import type { ServerReport } from './report'

export type ProcessState = 'down' | 'starting' | 'running' | 'paused' | 'refused'

/** A timer that is stopped by calling what it gives. */
export interface LabClock {
  /** ms since the epoch. */
  now(): number
  after(ms: number, work: () => void): () => void
}

export interface Testbed {
  readonly time: 'real' | 'virtual'
  readonly clock: LabClock
  stateOf(server: string): ProcessState
  start(server: string): Promise<void>
  stop(server: string): Promise<void>
  kill(server: string): Promise<void>
  pause(server: string): Promise<void>
  goOn(server: string): Promise<void>
  loseLeases(server: string): Promise<void>
  /** ms that its clock is ahead. */
  skew(server: string, ms: number): void
  /** From one server to another, or from 'clients' to one and back. */
  link(from: string, to: string): Link
  command(server: string, command: string, args?: unknown): Promise<Answer>
  /** A client's datagram, over the link of the clients to the server. */
  send(server: string, octets: Buffer): void
  /** Virtual time: seconds in a second, 0 stands still; ends `pass`. */
  setSpeed(factor: number): void
  /** Resolves when so much time has passed, ms; in virtual time that takes no longer than the work in it. */
  pass(ms: number): Promise<void>
  close(): Promise<void>
}

export interface TestbedEvents {
  onState(server: string, state: ProcessState, booted: BootedView | undefined): void
  onHa(event: HaPairEvent): void
  onNotice(server: string, kind: 'notice' | 'refused' | 'fault', text: string, at: Finding | undefined): void
  onReport(server: string, report: ServerReport): void
  /** A server's answer has come over its link to the clients. */
  onReply(server: string, octets: Buffer): void
  /** A datagram was lost on a link; `isReply`: an answer. */
  onLost(server: string, octets: Buffer, isReply: boolean): void
  /** The files have changed, and what runs follows them. */
  onFilesChanged(): void
}

/** Where a server that is up is to be found. */
export interface BootedView {
  readonly dhcp: string
  readonly doors: readonly { readonly configured: string; readonly at: string }[]
  readonly pid: number
}

/** What is known of a server without running it. */
export interface LabServer {
  readonly name: string
  readonly config: string
  readonly files: readonly string[]
  readonly refusals: readonly Finding[]
  readonly findings: readonly Finding[]
}
