/** A file, a release and a phase, with what the real server says of them. */
import type { Daemon } from '../../src/config/config-file'
import type { Release } from '../../src/config/release'

export type Phase = '-t' | '-T'

export interface Case {
  /** Where it is from: `wild`, `unit`, … */
  readonly set: string
  readonly name: string
  readonly daemon: Daemon
  readonly text: string
  readonly release: Release
  readonly phase: Phase
  /** What was recorded of a real run; undefined: to be asked. */
  readonly recorded: Verdict | undefined
}

export interface Verdict {
  readonly isRefused: boolean
  /** The real server's first error; '' where none is known. */
  readonly message: string
}

const daemonOf: Readonly<Record<string, Daemon>> = { dhcp4: 'dhcp4', dhcp6: 'dhcp6', d2: 'ddns', ddns: 'ddns', agent: 'agent', 'ctrl-agent': 'agent' }

export function daemonNamed(name: string): Daemon | undefined {
  return Object.hasOwn(daemonOf, name) ? daemonOf[name] : undefined
}

export interface Position {
  /** From 1, as Kea counts. */
  readonly line: number
  readonly column: number
}

export function positionsIn(message: string): Position[] {
  return [...message.matchAll(/[\w./<>-]+:(\d+)[:.](\d+)/g)].map(([, line, column]) => ({ line: Number(line), column: Number(column) }))
}
