/** Where servers keep their leases and sockets between runs. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'

/** `among`: how many servers run. Kept between runs of the same file where no folder is named. */
export function stateDirOf(folder: string | undefined, { name, config }: { readonly name: string; readonly config: string }, among: number): string {
  return path.join(folder ?? stateDirFor(config), among > 1 || folder === undefined ? safeName(name) : '')
}

/** With the folders around it; throws where one cannot be made. Node's own way of that never ends in a folder that the system makes up, such as /proc. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  const around = path.dirname(folder)
  if (around !== folder) makeFolder(around)
  try {
    mkdirSync(folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  }
}

function stateDirFor(config: string): string {
  const mark = createHash('sha256').update(config).digest('hex').slice(0, 8)
  return path.join(tmpdir(), `kea-pair-${safeName(userInfo().username)}`, mark)
}

export function safeName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 24)
}
