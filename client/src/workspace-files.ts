/** Reads for the language server what only the editor can: files of virtual file systems, and every file where the server is a web worker. */
import * as vscode from 'vscode'
import { beginsLikeMap, looksLikeKea, nameSays } from '../../server/src/files/kea-text'

const skipped: ReadonlySet<string> = new Set(['node_modules', '.git', '.svn', '.hg', '.vscode-test'])
/** A virtual file system may be a whole organization's: what lies behind so many folders is found when it is opened. */
const mostFolders = 3000
/** Files that only their content tells are read to be known, each perhaps over a network: this many, and no larger ones. */
const mostLooks = 400
const mostOctets = 4 * 1024 * 1024
const atOnce = 8

/** null: it is not there, or cannot be read. */
export async function readTextFile(uri: vscode.Uri): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri))
  } catch {
    return null
  }
}

/** URIs of the Kea files in a folder, by their names and by what they hold. */
export async function findKeaFiles(folder: vscode.Uri): Promise<string[]> {
  const likely = await likelyFiles(folder)
  const named = likely.filter(({ says }) => says === 'yes')
  const others = likely.filter(({ says }) => says === 'maybe').slice(0, mostLooks)
  const found = await inTurns([...named, ...others], atOnce, async ({ uri, says }) => ((await isKeaFile(uri, says)) ? uri.toString() : undefined))
  return found.flatMap((uri) => uri ?? []).sort()
}

interface Likely {
  readonly uri: vscode.Uri
  readonly says: 'yes' | 'maybe'
}

/** Level by level, so that what lies deep is what is left out. */
async function likelyFiles(folder: vscode.Uri): Promise<Likely[]> {
  const found: Likely[] = []
  let level = [folder]
  for (let seen = level.length; level.length > 0; seen += level.length) {
    const next: vscode.Uri[] = []
    const listed = await inTurns(level, atOnce, async (one) => ({ one, entries: await entriesOf(one) }))
    for (const { one, entries } of listed) {
      for (const [name, type] of entries) {
        const uri = vscode.Uri.joinPath(one, name)
        const says = nameSays(name)
        if (type === vscode.FileType.Directory) {
          if (!skipped.has(name) && !name.startsWith('..')) next.push(uri)
        } else if ((type & vscode.FileType.Directory) === 0 && says !== 'no') found.push({ uri, says })
      }
    }
    level = next.slice(0, Math.max(0, mostFolders - seen))
  }
  return found
}

async function entriesOf(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder)
  } catch {
    return []
  }
}

async function isKeaFile(uri: vscode.Uri, says: 'yes' | 'maybe'): Promise<boolean> {
  if (says === 'maybe' && !(await isSmall(uri))) return false
  const text = await readTextFile(uri)
  if (text === null) return says === 'yes'
  return looksLikeKea(text) || (says === 'yes' && beginsLikeMap(text))
}

async function isSmall(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).size <= mostOctets
  } catch {
    return false
  }
}

/** `count` of them under way at a time; the results in their order. */
async function inTurns<T, R>(all: readonly T[], count: number, act: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const turn = async (): Promise<void> => {
    for (let at = next++; at < all.length; at = next++) {
      const one = all[at]
      if (one !== undefined) results[at] = await act(one)
    }
  }
  await Promise.all(Array.from({ length: count }, turn))
  return results
}
