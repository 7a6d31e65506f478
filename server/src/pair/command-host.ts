/** What only the process around a server can do for a command: files, the clock, its own end. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Release } from '../config/release'
import type { CommandHost } from '../dhcp/commands/context'
import { writeHeader, writeRow } from '../dhcp/leases/csv'
import type { LeaseFormat } from '../dhcp/leases/csv'
import type { LeaseStore } from '../dhcp/leases/store'
import type { Plan } from '../dhcp/plan-types'
import { loadConfig } from './load-config'

export interface HostParts {
  readonly release: Release
  readonly configPath: string
  readonly includeFolders: readonly string[]
  readonly stateDir: string
  readonly leases: LeaseStore
  readonly format: LeaseFormat
  readonly clock: () => number
  apply(plan: Plan): Promise<string | undefined>
  onShutdown(exitValue: number): void
}

const versions: Readonly<Record<Release, string>> = { '2.2': '2.2.0', '2.4': '2.4.0', '2.6': '2.6.3', '3.0': '3.0.4', '3.2': '3.2.0' }
/** The answer to `shutdown` is on its way before the doors close. */
const answerLeavesMs = 100

export function createCommandHost(parts: HostParts): CommandHost {
  const { clock, stateDir, leases, format } = parts
  const startedAt = clock()
  let reloadedAt = startedAt
  const write = (target: string, text: string): string | undefined => {
    try {
      writeFileSync(path.resolve(stateDir, target), text)
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
    return undefined
  }
  return {
    version: versions[parts.release],
    pid: process.pid,
    startedAt,
    reloadedAt: () => reloadedAt,
    configPath: parts.configPath,
    clock,
    readConfig: () => {
      const loaded = loadConfig(parts.configPath, 'Dhcp4', parts.includeFolders)
      return loaded.map ?? loaded.fault
    },
    writeConfig: (target, dhcp4) => {
      const text = `${JSON.stringify({ Dhcp4: dhcp4 }, undefined, 2)}\n`
      return write(target, text) ?? Buffer.byteLength(text)
    },
    apply: async (next) => {
      const fault = await parts.apply(next)
      if (fault === undefined) reloadedAt = clock()
      return fault
    },
    shutdown: (exitValue) => {
      setTimeout(() => {
        parts.onShutdown(exitValue)
      }, answerLeavesMs)
    },
    sha256: (text) => createHash('sha256').update(text).digest('hex').toUpperCase(),
    writeLeases: (target) => write(target, writeHeader(format) + leases.page(-1, Infinity).map((lease) => writeRow(lease, format)).join('')),
  }
}
