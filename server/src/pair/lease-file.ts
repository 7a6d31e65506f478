/**
 * The lease file on disk, in Kea's own format and under Kea's names, so that each picks up what the other left.
 * A batch of rows is one write(2), done before any answer leaves: what a client was told survives the death of the process.
 * Nothing is forced to the disk's surface (fsync), as in Kea: a machine that loses power may lose the last rows.
 */
import { closeSync, createReadStream, existsSync, fstatSync, openSync, readFileSync, readSync, renameSync, rmSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { readLeases, writeHeader } from '../dhcp/leases/csv'
import type { LeaseFormat, RowError } from '../dhcp/leases/csv'
import type { Lease } from '../dhcp/leases/lease'
import { makeFolder } from './state-dir'

export const leaseFileName = 'kea-leases4.csv'

export interface LeaseFile {
  readonly path: string
  /** What was there when it was opened. */
  readonly leases: ReadonlyMap<number, Lease>
  readonly errors: readonly RowError[]
  /** Returns once the rows are with the system. */
  append(rows: string): void
  /** Lease file cleanup: drops rows that later ones replace. False when one is under way. */
  clean(): Promise<boolean>
  close(): void
}

/** Throws where the file cannot be read or written. */
export function openLeaseFile(file: string, format: LeaseFormat): LeaseFile {
  makeFolder(path.dirname(file))
  const { leases, errors } = load(file)
  let handle = openForAppend(file, format)
  let cleaning = false
  return {
    path: file,
    leases,
    errors,
    append: (rows) => {
      writeAll(handle, rows)
    },
    clean: async () => {
      if (cleaning) return false
      cleaning = true
      try {
        if (!existsSync(`${file}.1`)) {
          closeSync(handle)
          renameSync(file, `${file}.1`)
          handle = openForAppend(file, format)
        }
        await merge(file, format)
        return true
      } finally {
        cleaning = false
      }
    },
    close: () => {
      closeSync(handle)
    },
  }
}

/** The whole database of a state directory, with what a cleanup left. */
export function removeLeases(stateDir: string): void {
  for (const ending of ['', '.1', '.2', '.completed', '.output']) rmSync(path.join(stateDir, `${leaseFileName}${ending}`), { force: true })
}

/** A cleanup that was cut short leaves its parts; `.completed` holds all of `.2` and `.1`. */
function load(file: string): { leases: Map<number, Lease>; errors: RowError[] } {
  const before = existsSync(`${file}.completed`) ? [`${file}.completed`] : [`${file}.2`, `${file}.1`]
  const leases = new Map<number, Lease>()
  const errors: RowError[] = []
  for (const part of [...before, file]) {
    if (existsSync(part)) errors.push(...readLeases(readFileSync(part, 'utf8'), leases).errors)
  }
  return { leases, errors }
}

function openForAppend(file: string, format: LeaseFormat): number {
  const handle = openSync(file, 'a+', 0o640)
  const size = fstatSync(handle).size
  if (size === 0) writeAll(handle, writeHeader(format))
  else endLastRow(handle, size)
  return handle
}

/** A row that was cut short must not swallow the next one. */
function endLastRow(handle: number, size: number): void {
  const last = Buffer.alloc(1)
  readSync(handle, last, 0, 1, size - 1)
  if (last[0] !== 0x0a) writeAll(handle, '\n')
}

function writeAll(handle: number, text: string): void {
  const octets = Buffer.from(text, 'latin1')
  for (let at = 0; at < octets.length; ) at += writeSync(handle, octets, at)
}

async function merge(file: string, format: LeaseFormat): Promise<void> {
  if (!existsSync(`${file}.completed`)) {
    const rows = new Map<string, string>()
    for (const part of [`${file}.2`, `${file}.1`]) if (existsSync(part)) await collect(part, rows, format)
    await write(`${file}.output`, rows, format)
    renameSync(`${file}.output`, `${file}.completed`)
  }
  rmSync(`${file}.1`, { force: true })
  rmSync(`${file}.2`, { force: true })
  renameSync(`${file}.completed`, `${file}.2`)
}

const lifetimeColumn = 3

async function collect(part: string, rows: Map<string, string>, format: LeaseFormat): Promise<void> {
  const lines = createInterface({ input: createReadStream(part, 'latin1'), crlfDelay: Infinity })
  let columns: readonly string[] | undefined
  for await (const line of lines) {
    if (!columns) {
      columns = line.split(',')
      continue
    }
    const cells = line.split(',')
    const address = cells[0] ?? ''
    if (cells.length < columns.length || address === '') continue
    if (cells[lifetimeColumn] === '0') rows.delete(address)
    else rows.set(address, padded(cells, format).join(','))
  }
}

/** Rows of an older file lack the columns that came later. */
function padded(cells: readonly string[], format: LeaseFormat): string[] {
  const missing = format.columns.slice(cells.length)
  return [...cells.slice(0, format.columns.length), ...missing.map((column) => (column === 'user_context' ? '' : '0'))]
}

const rowsPerWrite = 5000

async function write(file: string, rows: ReadonlyMap<string, string>, format: LeaseFormat): Promise<void> {
  const handle = await open(file, 'w', 0o640)
  try {
    await handle.write(writeHeader(format))
    let chunk: string[] = []
    for (const row of rows.values()) {
      chunk.push(row)
      if (chunk.length < rowsPerWrite) continue
      await handle.write(Buffer.from(`${chunk.join('\n')}\n`, 'latin1'))
      chunk = []
    }
    if (chunk.length > 0) await handle.write(Buffer.from(`${chunk.join('\n')}\n`, 'latin1'))
  } finally {
    await handle.close()
  }
}
