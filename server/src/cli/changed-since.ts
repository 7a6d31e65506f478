/** What changed since a commit: which files, and how they were. */
import path from 'node:path'
import { URI } from 'vscode-uri'
import type { ConfigFile } from '../config/config-file'
import { parseConfig } from '../config/parse'
import type { Problem } from '../lint/problem'
import { say } from '../text/text'
import type { Text } from '../text/text'
import { decode } from './decode'
import type { FilesRead } from './read-files'
import { shown, uriOf } from './speak'
import type { World } from './world'

export interface Changed {
  /** Files as they were, by the URI of what they are now; what is new is not among them. */
  readonly before: ReadonlyMap<string, ConfigFile>
  readonly slips: readonly Text[]
  /** Whether a finding is about a file that changed. */
  tells(problem: Problem): boolean
  /** Whether the file changed, or one that it includes. */
  concerns(file: ConfigFile): boolean
}

export function changedSince(ref: string, read: FilesRead, world: World): Changed | { readonly slip: Text } {
  const git = (...argv: string[]): ReturnType<World['git']> => world.git(['-C', world.cwd, ...argv])
  const top = git('rev-parse', '--show-cdup')
  if (!top) return { slip: say`--changed-since needs git, and there is none on this machine.` }
  if (!top.isGood) return { slip: say`--changed-since needs a git repository, and this folder is in none.` }
  const root = path.resolve(world.cwd, textOf(top.out).trim())
  const commit = git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`)
  if (!commit?.isGood) return { slip: say`git knows no commit "${ref}". A shallow clone may have to be deepened by git fetch.` }
  const id = textOf(commit.out).trim()
  const names = git('-C', root, 'diff', '--name-status', '-z', '--find-renames', '--no-ext-diff', id, '--')
  const fresh = git('-C', root, 'ls-files', '--others', '-z', '--', '.')
  if (!names?.isGood || !fresh?.isGood) return { slip: say`git could not tell what changed: ${(names?.error ?? '') || (fresh?.error ?? '')}` }
  const old = new Map<string, string | undefined>()
  for (const [now, then] of changesIn(textOf(names.out))) old.set(uriOf(path.join(root, now)), then)
  for (const name of textOf(fresh.out).split('\0')) if (name !== '') old.set(uriOf(path.join(root, name)), undefined)
  if (read.stdin !== undefined && !old.has(read.stdin)) old.set(read.stdin, path.relative(root, URI.parse(read.stdin).fsPath).split(path.sep).join('/'))

  const texts = new Map<string, string | undefined>()
  const textThen = (uri: string): string | undefined => {
    const name = old.get(uri)
    if (!old.has(uri)) return read.environment.readFile(uri)
    if (!texts.has(uri)) {
      const told = name === undefined ? undefined : git('cat-file', 'blob', `${id}:${name}`)
      const text = told?.isGood ? decode(told.out) : undefined
      texts.set(uri, typeof text === 'string' ? text : undefined)
    }
    return texts.get(uri)
  }
  const concerns = (file: ConfigFile): boolean => [file.uri, ...file.includes.map((include) => include.uri ?? '')].some((uri) => old.has(uri))
  const before = new Map<string, ConfigFile>()
  for (const file of read.files.filter(concerns)) {
    const text = old.has(file.uri) ? textThen(file.uri) : file.source.text
    if (text !== undefined) before.set(file.uri, parseConfig(file.uri, text, { ...read.environment, readFile: textThen }))
  }
  const base = uriOf(root).replace(/\/?$/, '/')
  const outside = read.files.filter((file) => file.uri !== read.stdin && !file.uri.startsWith(base))
  return {
    before,
    slips: outside.map((file) => say`${shown(file.uri, world.cwd)}: this file lies outside of the repository, so git does not know how it was.`),
    concerns,
    tells: ({ at, related }) => old.has(at.source.uri) || related.some((one) => old.has(one.at.source.uri)),
  }
}

/** Name now, name then; undefined: it was not there. What is gone is nothing to look at. */
function changesIn(told: string): [string, string | undefined][] {
  const parts = told.split('\0')
  const changes: [string, string | undefined][] = []
  for (let at = 0; at + 1 < parts.length; ) {
    const kind = parts[at] ?? ''
    const name = parts[at + 1] ?? ''
    if (kind.startsWith('R') || kind.startsWith('C')) {
      changes.push([parts[at + 2] ?? '', name])
      at += 3
      continue
    }
    if (kind !== 'D') changes.push([name, kind === 'A' ? undefined : name])
    at += 2
  }
  return changes
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
