/** What a command works on, and what only the process around the server can do for it. */
import type { Release } from '../../config/release'
import type { Plan } from '../plan-types'
import type { DhcpServer } from '../server'

export interface Answer {
  readonly result: number
  readonly text?: string
  readonly arguments?: unknown
}

/** Kea's result codes (ARM, "Management API"). */
export const result = { ok: 0, error: 1, unsupported: 2, empty: 3, conflict: 4 } as const

export type Arguments = Readonly<Record<string, unknown>>

export interface CommandContext {
  readonly server: DhcpServer
  readonly release: Release
  readonly host: CommandHost
}

export interface CommandHost {
  readonly version: string
  readonly pid: number
  /** ms since the epoch */
  readonly startedAt: number
  readonly reloadedAt: () => number
  readonly configPath: string
  readonly clock: () => number
  /** The file, read anew; a text is what is wrong with it. */
  readConfig(): Record<string, unknown> | string
  /** The size in octets; a text is what is wrong. */
  writeConfig(path: string, dhcp4: Readonly<Record<string, unknown>>): number | string
  /** Takes a new plan into service; a text is what is wrong. */
  apply(plan: Plan): Promise<string | undefined>
  shutdown(exitValue: number): void
  sha256(text: string): string
  writeLeases(path: string): string | undefined
}

export type Run = (context: CommandContext, args: Arguments | undefined) => Answer | Promise<Answer>
export type Family = Readonly<Record<string, Run>>

export function ok(text: string, args?: unknown): Answer {
  return args === undefined ? { result: result.ok, text } : { arguments: args, result: result.ok, text }
}

export function failed(text: string): Answer {
  return { result: result.error, text }
}

export function isMap(value: unknown): value is Arguments {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What somebody gave for a parameter, to be shown in an answer. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
