/** Which files the paths on the command line mean. */
import path from 'node:path'
import { reasonOf } from './reason'
import { say } from '../text/text'
import type { Text } from '../text/text'
import type { World } from './world'

export interface Found {
  /** Absolute paths, each once, sorted. */
  readonly files: readonly string[]
  readonly stdin: boolean
  /** What could not be found or looked into, a sentence each. */
  readonly slips: readonly Text[]
}

export function discover(paths: readonly string[], world: World): Found {
  const files = new Set<string>()
  const slips: Text[] = []
  let stdin = false
  for (const asked of paths.length > 0 ? paths : ['.']) {
    if (asked === '-') {
      stdin = true
      continue
    }
    try {
      const { found, closed } = findPath(asked, world)
      for (const file of found) files.add(file)
      slips.push(...closed)
      if (found.length === 0 && closed.length === 0) slips.push(nothingAt(asked, world))
    } catch (error) {
      slips.push(say`${asked}: ${reasonOf(error)}.`)
    }
  }
  return { files: [...files].sort((a, b) => (a < b ? -1 : 1)), stdin, slips }
}

interface PathFound {
  readonly found: readonly string[]
  /** Sentences on folders that may not be looked into. */
  readonly closed: readonly Text[]
}

function findPath(asked: string, world: World): PathFound {
  const file = path.resolve(world.cwd, asked)
  const kind = world.look(file)
  if (kind === 'file') return { found: [file], closed: [] }
  if (kind === 'folder') return findBelow(file, world)
  if (!isPattern(asked)) return { found: [], closed: [] }
  const matches = world.glob(asked).map((one): PathFound => (world.look(one) === 'folder' ? findBelow(one, world) : { found: [one], closed: [] }))
  return { found: matches.flatMap((one) => one.found), closed: matches.flatMap((one) => one.closed) }
}

function findBelow(folder: string, world: World): PathFound {
  const closed: Text[] = []
  const found = world.findKeaFiles(folder, (inner, error) => {
    closed.push(say`${path.relative(world.cwd, inner) || '.'}: ${reasonOf(error)}.`)
  })
  return { found, closed }
}

function nothingAt(asked: string, world: World): Text {
  if (world.look(path.resolve(world.cwd, asked)) === 'folder') return say`${asked}: there is no Kea file in this folder.`
  return isPattern(asked) ? say`${asked}: no file matches this pattern.` : say`${asked}: there is no such file or folder.`
}

function isPattern(asked: string): boolean {
  return /[*?[\]{}]/.test(asked)
}
