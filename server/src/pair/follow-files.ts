/** Tells whose files changed, by a look at times and sizes now and then: it works on every file system, and for included files too. */
import { statSync } from 'node:fs'
import path from 'node:path'

const lookMs = 500

export interface Follower {
  /** Fulfilled when a change that is being followed is done with. */
  close(): Promise<void>
}

/** How files are at a moment, by path: taken when they are read, so that what changes from then on is told. */
export type Stamps = ReadonlyMap<string, string>

export function stampFiles(files: readonly string[]): Stamps {
  return new Map(files.map((file) => [file, stamp(file)]))
}

/** One call of `onChange` at a time, which never rejects; what changes meanwhile is told at the next look. */
export function followFiles<Owner>(owners: readonly Owner[], filesOf: (owner: Owner) => readonly string[], stamps: Stamps, onChange: (changed: readonly Owner[]) => Promise<void>): Follower {
  const stampOf = (owner: Owner): string => filesOf(owner).map(stamp).join(' ')
  const seen = new Map(owners.map((owner) => [owner, filesOf(owner).map((file) => stamps.get(file) ?? stamp(file)).join(' ')]))
  let isBusy = false
  let underWay = Promise.resolve()
  const timer = setInterval(() => {
    if (isBusy) return
    const changed = owners.filter((owner) => seen.get(owner) !== stampOf(owner))
    if (changed.length === 0) return
    isBusy = true
    for (const owner of changed) seen.set(owner, stampOf(owner))
    underWay = onChange(changed).finally(() => (isBusy = false))
  }, lookMs)
  timer.unref()
  return {
    close: () => {
      clearInterval(timer)
      return underWay
    },
  }
}

function stamp(file: string): string {
  try {
    const { mtimeMs, size } = statSync(path.resolve(file))
    return `${mtimeMs}:${size}`
  } catch {
    return 'gone'
  }
}
