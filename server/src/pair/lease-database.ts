/** A server's leases in memory and in their file: what changed is written in one go, before anybody is told. */
import path from 'node:path'
import { leaseFormat, textOfAddress } from '../dhcp/leases/csv'
import type { LeaseFormat } from '../dhcp/leases/csv'
import { checkLeases } from '../dhcp/leases/sanity'
import type { Lease } from '../dhcp/leases/lease'
import { createLeaseStore } from '../dhcp/leases/store'
import type { LeaseStore } from '../dhcp/leases/store'
import type { Plan } from '../dhcp/plan-types'
import { leaseFileName, openLeaseFile } from './lease-file'

export interface LeaseDatabase {
  readonly leases: LeaseStore
  readonly format: LeaseFormat
  readonly path: string
  /** Throws where the file cannot be written. */
  commit(): void
  /** What several commands of one turn changed is written together; resolves at once where nothing changed. */
  written(): Promise<void> | undefined
  /** From now on this plan says whether leases are kept over a restart. */
  follow(plan: Plan): void
  clean(): Promise<boolean>
  close(): void
}

export interface DatabaseWorld {
  onNotice(text: string): void
  onLease(lease: Lease, isGone: boolean): void
}

/** Throws where the file cannot be opened, or has more broken rows than `max-row-errors`. */
export function openLeaseDatabase(first: Plan, stateDir: string, { onNotice, onLease }: DatabaseWorld): LeaseDatabase {
  const format = leaseFormat(first.release)
  const file = openLeaseFile(path.join(stateDir, leaseFileName), format)
  for (const { line, reason } of file.errors) onNotice(`lease file, line ${line}: ${reason}`)
  let rows: string[] = []
  let persists = first.leaseDatabase.persist
  const leases = createLeaseStore((row, lease, isGone) => {
    rows.push(row)
    onLease(lease, isGone)
  }, format)
  const { maxRowErrors } = first.leaseDatabase
  if (maxRowErrors > 0 && file.errors.length > maxRowErrors) {
    file.close()
    throw new Error(`${file.path}: ${file.errors.length} rows cannot be read, and max-row-errors is ${maxRowErrors}`)
  }
  if (persists) {
    const checked = checkLeases(file.leases.values(), first, textOfAddress)
    checked.remarks.forEach(onNotice)
    leases.load(checked.leases)
  }
  const commit = (): void => {
    if (rows.length === 0) return
    const batch = rows
    rows = []
    if (persists) file.append(batch.join(''))
  }
  let writing: Promise<void> | undefined
  return {
    leases,
    format,
    path: file.path,
    commit,
    written: () => {
      if (rows.length === 0) return undefined
      writing ??= new Promise((resolve, reject) => {
        setImmediate(() => {
          writing = undefined
          try {
            commit()
            resolve()
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)))
          }
        })
      })
      return writing
    },
    follow: (plan) => {
      persists = plan.leaseDatabase.persist
      if (persists) return
      for (const lease of [...leases.all()]) leases.delete(lease.address)
      rows = []
    },
    clean: () => {
      commit()
      return file.clean()
    },
    close: () => {
      commit()
      file.close()
    },
  }
}
