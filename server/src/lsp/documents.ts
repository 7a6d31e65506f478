/** The files of the workspace: those open in the editor as they stand there, the others as they lie on disk. */
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver'
import type { ConfigFile } from '../config/config-file'
import { carryTree } from '../config/edit'
import type { Edit } from '../config/edit'
import { parseConfig, parseSource } from '../config/parse'
import type { ParseEnvironment } from '../config/parse'
import { Source } from '../config/source'

interface Entry {
  /** The text as it stands; the source of `file`. */
  text: Source
  /** The tree of the text as it stands; undefined where it must be read anew. */
  file: ConfigFile | undefined
  /** The editor's version of an open document; undefined for a file on disk. */
  version: number | undefined
}

const byteOrderMark = '\ufeff'

/** With more edits at once, reading the whole text is cheaper than carrying the tree over each. */
const mostEdits = 20

export interface Documents {
  open(uri: string, version: number, text: string): void
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void
  /** Back to what lies on disk. */
  close(uri: string): void
  /** A file on disk was found, written or removed. */
  refresh(uri: string): void
  /** The same for every file on disk that is known. */
  refreshAll(): void
  /** Every known file, read and up to date. */
  files(): ConfigFile[]
  /** One file, likewise; undefined where it is not known. */
  file(uri: string): ConfigFile | undefined
  /** The text of a known file as it stands. */
  text(uri: string): string | undefined
  version(uri: string): number | undefined
  /** What a file is read with: open documents come first. */
  environment(uri: string): ParseEnvironment
  has(uri: string): boolean
  /** Reads every file anew when it is asked for next: a folder to include from changed. */
  forget(): void
  /** The same for the files that include others: one of these changed on disk. */
  forgetIncludes(): void
  /** Forgets the files on disk in a folder that is no longer part of the workspace. */
  removeBelow(folder: string): void
}

/** `edited` is told of each edit of a known text, with the text after it. */
export function createDocuments(environment: (uri: string) => ParseEnvironment, edited: (source: Source, edit: Edit) => void = () => undefined): Documents {
  const entries = new Map<string, Entry>()

  /** Open documents come first: an include sees what stands in the editor. */
  function reading(whole: string): ParseEnvironment {
    const { readFile, includeFolders } = environment(whole)
    return {
      readFile: (uri) => (entries.get(uri)?.version === undefined ? readFile(uri) : entries.get(uri)?.text.text),
      includeFolders,
    }
  }

  function read(uri: string, entry: Entry): ConfigFile {
    if (entry.file) return entry.file
    const { text } = entry
    // A mark at the beginning is no part of the source that is read.
    entry.file = text.slice(0, 1) === byteOrderMark ? parseConfig(text.uri, text.text, reading(uri)) : parseSource(text, reading(uri))
    return entry.file
  }

  function edit(entry: Entry, change: Edit): void {
    entry.text.edit(change.start, change.end, change.text)
    entry.file = entry.file?.source === entry.text ? carryTree(entry.file, change) : undefined
    edited(entry.text, change)
  }

  /** Forgets the trees of files that include the one that changed. */
  function forgetIncluding(uri: string): void {
    for (const entry of entries.values()) {
      if (entry.file?.includes.some((include) => include.uri === uri || include.uri === undefined)) entry.file = undefined
    }
  }

  function set(uri: string, text: string, version: number | undefined): void {
    const entry = entries.get(uri)
    if (!entry) {
      entries.set(uri, { text: new Source(uri, text), file: undefined, version })
      forgetIncluding(uri)
      return
    }
    entry.version = version
    const change = difference(entry.text.text, text)
    if (!change) return
    edit(entry, change)
    forgetIncluding(uri)
  }

  function refresh(uri: string): void {
    if (entries.get(uri)?.version !== undefined) return
    const text = environment(uri).readFile(uri)
    if (text !== undefined && text === entries.get(uri)?.text.text) return
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
      if (changes.length > mostEdits) entry.file = undefined
      for (const change of changes) {
        if ('range' in change) {
          const start = entry.text.offsetAt(change.range.start)
          const end = Math.max(start, entry.text.offsetAt(change.range.end))
          edit(entry, { start, end, text: change.text })
        } else {
          const whole = difference(entry.text.text, change.text)
          if (whole) edit(entry, whole)
        }
      }
      forgetIncluding(uri)
    },
    close(uri) {
      const entry = entries.get(uri)
      if (entry) entry.version = undefined
      refresh(uri)
    },
    refresh,
    refreshAll() {
      for (const uri of [...entries.keys()]) refresh(uri)
    },
    files: () => [...entries].map(([uri, entry]) => read(uri, entry)),
    file(uri) {
      const entry = entries.get(uri)
      return entry && read(uri, entry)
    },
    text: (uri) => entries.get(uri)?.text.text,
    version: (uri) => entries.get(uri)?.version,
    environment: reading,
    has: (uri) => entries.has(uri),
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

/** What lies between the ends that two texts have in common: who sends a whole text changed a part of it. */
function difference(before: string, after: string): Edit | undefined {
  if (before === after) return undefined
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++
  let same = 0
  while (same < shorter - start && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same++
  return { start, end: before.length - same, text: after.slice(start, after.length - same) }
}
