/** Which files the paths on the command line mean. */
import path from 'node:path'
import type { World } from './world'

export interface Found {
  /** Absolute paths, each once, sorted. */
  readonly files: readonly string[]
  readonly stdin: boolean
  /** What could not be found, a sentence each. */
  readonly slips: readonly string[]
}

export function discover(paths: readonly string[], world: World): Found {
  const files = new Set<string>()
  const slips: string[] = []
  let stdin = false
  for (const asked of paths.length > 0 ? paths : ['.']) {
    if (asked === '-') {
      stdin = true
      continue
    }
    const file = path.resolve(world.cwd, asked)
    const kind = world.look(file)
    if (kind === 'file') files.add(file)
    else if (kind === 'folder') {
      const below = world.findKeaFiles(file)
      if (below.length === 0) slips.push(`${asked}: there is no Kea file in this folder.`)
      for (const one of below) files.add(one)
    } else if (/[*?[\]{}]/.test(asked)) {
      const matched = world.glob(asked)
      if (matched.length === 0) slips.push(`${asked}: no file matches this pattern.`)
      for (const one of matched) {
        if (world.look(one) === 'folder') for (const inner of world.findKeaFiles(one)) files.add(inner)
        else files.add(one)
      }
    } else slips.push(`${asked}: there is no such file or folder.`)
  }
  return { files: [...files].sort((a, b) => (a < b ? -1 : 1)), stdin, slips }
}
