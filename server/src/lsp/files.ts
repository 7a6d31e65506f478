/** Files that are not open: read where the server can, asked of the editor where only that can. */
import type { FindFilesParams, FindFilesResult, ReadFileParams, ReadFileResult } from './messages'

/** What the server can read without its editor. */
export interface OwnFiles {
  /** Whether it can read files such as this one, by the scheme of the URI. */
  reads(uri: string): boolean
  readFile(uri: string): string | undefined
  /** Whether such a file is there; it is not read. */
  isFile(uri: string): boolean
  /** Kea files in a folder, by name and content. */
  findFiles(folder: string): Promise<string[]>
}

/** What the editor reads for it; undefined for editors that do not offer it. */
export interface EditorFiles {
  readFile(params: ReadFileParams): Promise<ReadFileResult>
  findFiles(params: FindFilesParams): Promise<FindFilesResult>
}

export interface Files {
  /** undefined for a file that is not there, and for one that the editor has been asked for and has not told yet. */
  read(uri: string): string | undefined
  /** Whether a file is there, as far as it is known. */
  isFile(uri: string): boolean
  /** Kea files in a folder; each can be read when they are told. */
  find(folder: string): Promise<readonly string[]>
  /** Something happened to a file or folder. Tells whether what it holds now is known: where not, it is on its way. */
  changed(uri: string, isGone: boolean): boolean
  /** A file that nobody knows to be there or not is on its way. */
  isWaiting(): boolean
}

/** `came` hears of every file that the editor told, once it can be read, and once it is known not to be there. */
export function createFiles(own: OwnFiles, editor: () => EditorFiles | undefined, came: (uri: string) => void): Files {
  /** As the editor told them last; undefined for those that are not there. */
  const told = new Map<string, string | undefined>()
  /** Each with the number of its latest question: an answer that another overtook is old. */
  const asked = new Map<string, { readonly question: number; readonly answer: Promise<void> }>()
  let questions = 0

  function ask(uri: string): Promise<void> {
    const source = editor()
    if (!source) return Promise.resolve()
    const question = ++questions
    const answer = source.readFile({ uri }).then((text) => text ?? undefined, () => undefined).then((text) => {
      if (asked.get(uri)?.question !== question) return
      asked.delete(uri)
      const isNews = !told.has(uri) || told.get(uri) !== text
      told.set(uri, text)
      if (isNews) came(uri)
    })
    asked.set(uri, { question, answer })
    return answer
  }

  function forget(uri: string): boolean {
    const isInside = (other: string): boolean => other === uri || other.startsWith(`${uri}/`)
    for (const other of asked.keys()) if (isInside(other)) asked.delete(other)
    for (const other of told.keys()) if (isInside(other)) told.set(other, undefined)
    return true
  }

  return {
    read(uri) {
      if (own.reads(uri)) return own.readFile(uri)
      if (!told.has(uri) && !asked.has(uri)) void ask(uri)
      return told.get(uri)
    },
    isFile: (uri) => (own.reads(uri) ? own.isFile(uri) : told.get(uri) !== undefined),
    async find(folder) {
      if (own.reads(folder)) return own.findFiles(folder)
      const found = await (editor()?.findFiles({ folder }) ?? Promise.resolve([])).catch(() => [])
      await Promise.all(found.filter((uri) => told.get(uri) === undefined).map((uri) => asked.get(uri)?.answer ?? ask(uri)))
      return found
    },
    changed(uri, isGone) {
      if (own.reads(uri)) return true
      if (isGone) return forget(uri)
      if (!told.has(uri) && !asked.has(uri)) return true
      void ask(uri)
      return false
    },
    isWaiting: () => [...asked.keys()].some((uri) => !told.has(uri)),
  }
}
