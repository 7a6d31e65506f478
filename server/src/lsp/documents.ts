/** The files of the workspace: those open in the editor as they stand there, the others as they lie on disk. */
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver'
import type { ConfigFile } from '../config/config-file'
import { carryEdit } from '../config/edit'
import type { Edit } from '../config/edit'
import { parseConfig } from '../config/parse'
import type { ParseEnvironment } from '../config/parse'
import { Source } from '../config/source'

interface Entry {
  /** The text as it stands; ahead of `file` while edits wait. */
  text: Source
  file: ConfigFile | undefined
  /** Edits since `file`, oldest first. */
  waiting: Edit[]
  /** The editor's version of an open document; undefined for a file on disk. */
  version: number | undefined
}

/** With more edits waiting, reading the whole text is cheaper than carrying the tree over each. */
const mostEdits = 20

export interface Documents {
  open(uri: string, version: number, text: string): void
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void
  /** Back to what lies on disk. */
  close(uri: string): void
  /** A file on disk was found, written or removed. Tells whether any tree may be another now. */
  refresh(uri: string): void
  /** Every known file, read and up to date. */
  files(): ConfigFile[]
  /** One file, likewise; undefined where it is not known. */
  file(uri: string): ConfigFile | undefined
  /** The text of a known file as it stands. */
  text(uri: string): string | undefined
  version(uri: string): number | undefined
  has(uri: string): boolean
  /** What files are read with: open documents come first. */
  environment(): ParseEnvironment
  /** Characters of all files. */
  size(): number
  /** Reads every file anew when it is asked for next: a folder to include from changed. */
  forget(): void
  /** The same for the files that include others: one of these changed on disk. */
  forgetIncludes(): void
  /** Forgets the files on disk in a folder that is no longer part of the workspace. */
  removeBelow(folder: string): void
}

export function createDocuments(environment: () => ParseEnvironment): Documents {
  const entries = new Map<string, Entry>()

  /** Open documents come first: an include sees what stands in the editor. */
  function reading(): ParseEnvironment {
    const { readFile, includeFolders } = environment()
    return {
      readFile: (uri) => (entries.get(uri)?.version === undefined ? readFile(uri) : entries.get(uri)?.text.text),
      includeFolders,
    }
  }

  function read(uri: string, entry: Entry, from: ParseEnvironment): ConfigFile {
    if (entry.file && entry.waiting.length === 0) return entry.file
    let file = entry.waiting.length <= mostEdits ? entry.file : undefined
    for (const edit of entry.waiting) file = file && carryEdit(file, edit)
    file ??= parseConfig(uri, entry.text.text, from)
    entry.waiting = []
    entry.file = file
    return file
  }

  /** Forgets the trees of files that include the one that changed. */
  function forgetIncluding(uri: string): void {
    for (const entry of entries.values()) {
      if (entry.file?.includes.some((include) => include.uri === uri || include.uri === undefined)) entry.file = undefined
    }
  }

  function set(uri: string, text: string, version: number | undefined): void {
    entries.set(uri, { text: new Source(uri, text), file: undefined, waiting: [], version })
    forgetIncluding(uri)
  }

  function refresh(uri: string): void {
    if (entries.get(uri)?.version !== undefined) return
    const text = environment().readFile(uri)
    if (text === undefined) {
      entries.delete(uri)
      forgetIncluding(uri)
    } else set(uri, text, undefined)
  }

  return {
    open: (uri, version, text) => set(uri, text, version),
    change(uri, version, changes) {
      const entry = entries.get(uri)
      if (!entry) return
      entry.version = version
      for (const change of changes) {
        const { text } = entry.text
        if ('range' in change) {
          const start = entry.text.offsetAt(change.range.start)
          const end = Math.max(start, entry.text.offsetAt(change.range.end))
          entry.waiting.push({ start, end, text: change.text })
          entry.text = new Source(uri, text.slice(0, start) + change.text + text.slice(end))
        } else {
          entry.file = undefined
          entry.text = new Source(uri, change.text)
        }
      }
      forgetIncluding(uri)
    },
    close(uri) {
      entries.delete(uri)
      refresh(uri)
    },
    refresh,
    files() {
      const from = reading()
      return [...entries].map(([uri, entry]) => read(uri, entry, from))
    },
    file(uri) {
      const entry = entries.get(uri)
      return entry && read(uri, entry, reading())
    },
    text: (uri) => entries.get(uri)?.text.text,
    version: (uri) => entries.get(uri)?.version,
    has: (uri) => entries.has(uri),
    environment: reading,
    size: () => [...entries.values()].reduce((sum, entry) => sum + entry.text.text.length, 0),
    forget() {
      for (const entry of entries.values()) entry.file = undefined
    },
    forgetIncludes() {
      for (const entry of entries.values()) if (entry.file && entry.file.includes.length > 0) entry.file = undefined
    },
    removeBelow(folder) {
      for (const [uri, entry] of entries) {
        if (entry.version === undefined && uri.startsWith(folder.replace(/\/?$/, '/'))) entries.delete(uri)
      }
    },
  }
}
