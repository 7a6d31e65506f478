/** Reads the files that were asked for, and what they include. */
import path from 'node:path'
import { URI } from 'vscode-uri'
import type { ConfigFile } from '../config/config-file'
import { parseConfig } from '../config/parse'
import type { ParseEnvironment } from '../config/parse'
import { say } from '../text/text'
import type { Text } from '../text/text'
import type { Arguments } from './arguments'
import { decode } from './decode'
import { discover } from './discover'
import type { Progress } from './progress'
import { reasonOf } from './reason'
import { shown, uriOf } from './speak'
import type { World } from './world'

export interface FilesRead {
  readonly files: readonly ConfigFile[]
  /** What could not be found or read, a sentence each. */
  readonly slips: readonly Text[]
  readonly environment: ParseEnvironment
  /** Of what came on standard input. */
  readonly stdin: string | undefined
  /** A file as it lies there, or as it came on standard input; throws as node:fs does. */
  bytes(uri: string): Uint8Array
}

export async function readFiles(asked: Arguments, ownFolders: readonly string[], world: World, progress: Progress): Promise<FilesRead> {
  const found = discover(asked.paths, world)
  const slips = [...found.slips]
  const files: ConfigFile[] = []
  const includeFolders = [...asked.includeFolders.map((folder) => uriOf(path.resolve(world.cwd, folder))), ...ownFolders]
  const environment: ParseEnvironment = { readFile: createReader(world), includeFolders }
  const open = (uri: string, bytes: Uint8Array): void => {
    const text = decode(bytes)
    if (typeof text === 'string') files.push(parseConfig(uri, text, environment))
    else slips.push(say`${shown(uri, world.cwd)}: ${text.slip}`)
  }
  const stdin = found.stdin ? uriOf(path.resolve(world.cwd, asked.stdinFilename ?? 'stdin')) : undefined
  const typed = stdin === undefined ? undefined : await world.readStdin()
  if (stdin !== undefined && typed !== undefined) open(stdin, typed)
  for (const [at, file] of found.files.entries()) {
    progress.reading(at, found.files.length)
    // What comes on standard input under a file's name stands in for that file: an editor's unsaved text.
    if (uriOf(file) === stdin) continue
    try {
      open(uriOf(file), world.readFile(file))
    } catch (error) {
      slips.push(say`${shown(uriOf(file), world.cwd)}: ${reasonOf(error)}.`)
    }
  }
  return { files, slips, environment, stdin, bytes: (uri) => (uri === stdin && typed !== undefined ? typed : world.readFile(URI.parse(uri).fsPath)) }
}

/** Included files are read once, whoever includes them. */
function createReader(world: World): (uri: string) => string | undefined {
  const known = new Map<string, string | undefined>()
  return (uri) => {
    if (!known.has(uri)) {
      try {
        const text = decode(world.readFile(URI.parse(uri).fsPath))
        known.set(uri, typeof text === 'string' ? text : undefined)
      } catch {
        known.set(uri, undefined)
      }
    }
    return known.get(uri)
  }
}
