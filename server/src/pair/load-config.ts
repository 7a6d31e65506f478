/** A kea-dhcp4 file from disk as plain maps: comments and includes read, the first slip told. */
import { URI } from 'vscode-uri'
import type { ConfigFile } from '../config/config-file'
import { parseConfig } from '../config/parse'
import { objectOf, plain } from '../config/tree'
import type { ObjectNode } from '../config/tree'
import { readTextFile } from '../files/disk'

export type LoadedConfig = { readonly map: Record<string, unknown>; readonly fault: undefined } | { readonly map: undefined; readonly fault: string }

export type LoadedTree =
  | { readonly map: Record<string, unknown>; readonly body: ObjectNode; readonly config: ConfigFile; readonly fault: undefined }
  | { readonly map: undefined; readonly fault: string }

const harmless = ['trailing-comma', 'duplicate-key', 'include-relative']

/** `key` is `Dhcp4` or `Control-agent`; included files are also looked for in these folders (uris). */
export function loadConfig(file: string, key: string, includeFolders: readonly string[]): LoadedConfig {
  return loadTree(file, key, includeFolders)
}

/** Also the tree that the maps were made from: where everything in them stands. */
export function loadTree(file: string, key: string, includeFolders: readonly string[]): LoadedTree {
  const uri = URI.file(file).toString()
  const text = readTextFile(uri)
  if (text === undefined) return { map: undefined, fault: `${file}: there is no such file` }
  const parsed = parseConfig(uri, text, { readFile: readTextFile, includeFolders })
  const slip = parsed.problems.find((problem) => !harmless.includes(problem.code))
  if (slip) {
    const { line, character } = slip.at.source.positionAt(slip.at.start)
    return { map: undefined, fault: `${file}:${line + 1}:${character + 1}: ${String(slip.message)}` }
  }
  const body = objectOf(parsed.root, key)
  if (!body) return { map: undefined, fault: `${file}: there is no "${key}" in it` }
  return { map: plain(body) as Record<string, unknown>, body, config: parsed, fault: undefined }
}
