/** One configuration and what is sent to it; both servers get the same. */
import type { Fields, Message } from './message'

/** The map under "Dhcp4", without interfaces, control socket, lease database and loggers: these are the harness's. */
export type Config = Readonly<Record<string, unknown>>

export type Step =
  | { readonly does: string; readonly send: Message | ((before: readonly (Fields | undefined)[]) => Message) }
  | { readonly does: string; readonly command: string; readonly arguments?: unknown; readonly ignore?: readonly string[] }
  | { readonly does: string; readonly waitMs: number }

export interface Case {
  readonly name: string
  /** 3.0 alone unless said. */
  readonly releases?: readonly ('2.2' | '2.6' | '3.0')[]
  readonly config: Config
  /** By file name without folder and extension. */
  readonly hooks?: readonly (string | { readonly name: string; readonly parameters: unknown })[]
  readonly steps: readonly Step[]
  /** Leases are compared at the end unless this says why not. */
  readonly leasesDiffer?: string
  /** Addresses are drawn at random: only whether they are in a pool is compared. */
  readonly anyAddress?: true
  /** Names of fields that may differ by one second. */
  readonly timed?: true
}
