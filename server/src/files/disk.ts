/** Kea files on disk: reading them, and finding them in a folder by name and by content. */
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
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

/** Whether there is one, without reading it. */
export function isFileOnDisk(uri: string): boolean {
  const parsed = URI.parse(uri)
  if (parsed.scheme !== 'file') return false
  try {
    return statSync(parsed.fsPath).isFile()
  } catch {
    return false
  }
}

type Closed = (folder: string, error: unknown) => void

/** Paths of the Kea files below a folder, sorted; `closed` hears of folders that cannot be read. */
export function keaFilesBelow(folder: string, closed: Closed = () => undefined): string[] {
  return [...walk(folder, closed)].flatMap((file) => file ?? [])
}

/** The same for an editor's workspace folder, in URIs, without holding up whoever else waits. */
export async function findKeaFiles(folder: string): Promise<string[]> {
  const parsed = URI.parse(folder)
  const found: string[] = []
  if (parsed.scheme !== 'file') return found
  let pause = performance.now() + slice
  for (const file of walk(parsed.fsPath, () => undefined)) {
    if (file !== undefined) found.push(URI.file(file).toString())
    if (performance.now() < pause) continue
    await new Promise((resolve) => setImmediate(resolve))
    pause = performance.now() + slice
  }
  return found
}

/** How long the search goes on at a time, ms. */
const slice = 10

/** Each file as it is found, and undefined for each one that is none of Kea's. */
function* walk(folder: string, closed: Closed): Generator<string | undefined> {
  let entries
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    closed(folder, error)
    return
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) {
      // Kubernetes keeps a mounted configuration's versions in such folders, and links to the current one.
      if (!skipped.has(entry.name) && !entry.name.startsWith('..')) yield* walk(file, closed)
    } else if (entry.isFile() || entry.isSymbolicLink()) yield isKeaFile(file) ? file : undefined
  }
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
