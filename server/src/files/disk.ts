/** Kea files on disk: reading them, and finding them in a folder by name and by content. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import path from 'node:path'
import { URI } from 'vscode-uri'
import { beginsLikeMap, looksLikeKea, nameSays } from './kea-text'

/** Enough to see the first key behind a long comment. */
const headSize = 64 * 1024

const skipped: ReadonlySet<string> = new Set(['node_modules', '.git', '.svn', '.hg', '.vscode-test'])

/** The text of a file, UTF-8; undefined where there is none to read. */
export function readTextFile(uri: string): string | undefined {
  const parsed = URI.parse(uri)
  if (parsed.scheme !== 'file') return undefined
  try {
    return readFileSync(parsed.fsPath, 'utf8')
  } catch {
    return undefined
  }
}

/** Paths of the Kea files below a folder, sorted; `closed` hears of folders that cannot be read. */
export function keaFilesBelow(folder: string, closed: (folder: string, error: unknown) => void = () => undefined): string[] {
  const found: string[] = []
  let entries
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    closed(folder, error)
    return found
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) {
      // Kubernetes keeps a mounted configuration's versions in such folders, and links to the current one.
      if (!skipped.has(entry.name) && !entry.name.startsWith('..')) found.push(...keaFilesBelow(file, closed))
    } else if ((entry.isFile() || entry.isSymbolicLink()) && isKeaFile(file)) found.push(file)
  }
  return found
}

function isKeaFile(file: string): boolean {
  const says = nameSays(path.basename(file))
  if (says === 'no') return false
  const head = readHead(file)
  if (head === undefined) return says === 'yes'
  return looksLikeKea(head) || (says === 'yes' && beginsLikeMap(head))
}

function readHead(file: string): string | undefined {
  try {
    const handle = openSync(file, 'r')
    try {
      const bytes = Buffer.alloc(headSize)
      return bytes.toString('utf8', 0, readSync(handle, bytes, 0, headSize, 0))
    } finally {
      closeSync(handle)
    }
  } catch {
    return undefined
  }
}

/** The same for an editor's workspace folder, in URIs. */
export function findKeaFiles(folder: string): Promise<string[]> {
  const parsed = URI.parse(folder)
  if (parsed.scheme !== 'file') return Promise.resolve([])
  return Promise.resolve(keaFilesBelow(parsed.fsPath).map((file) => URI.file(file).toString()))
}
