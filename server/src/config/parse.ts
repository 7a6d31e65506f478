/** Turns a Kea file's text into a tree; whatever the text holds, the answer is a tree and a list of problems. */
import type { Built } from './build-tree'
import { daemonKeys } from './config-file'
import type { ConfigFile, Daemon, SyntaxProblem } from './config-file'
import { openIncludes } from './include'
import { isStructural, readWithRepairs } from './read-repaired'
import { Source } from './source'
import { hasStatements } from './template'
import { valueOf } from './tree'
import type { Node, ObjectNode } from './tree'
import { say } from '../text/text'

/** What an include needs from the outside: files arrive as an argument, the core opens none. */
export interface ParseEnvironment {
  /** The text of a file, or undefined when it cannot be read. Synchronous. */
  readFile(uri: string): string | undefined
  /** Folders (URIs) that a relative include is also looked for in, after the file's own; Kea itself uses its working directory. */
  readonly includeFolders: readonly string[]
}

/** A file that stands alone: no include can be followed. */
export const noFiles: ParseEnvironment = { readFile: () => undefined, includeFolders: [] }

/** Never throws. `uri` names the file and its folder; `text` may begin with a byte order mark. */
export function parseConfig(uri: string, text: string, environment: ParseEnvironment = noFiles): ConfigFile {
  const marked = text.charCodeAt(0) === 0xfeff
  const file = parseSource(new Source(uri, marked ? text.slice(1) : text), environment)
  return marked ? { ...file, problems: [...file.problems, byteOrderMark(file.source)] } : file
}

/** The same of a text that is there already: the tree stays one of this source. */
export function parseSource(source: Source, environment: ParseEnvironment): ConfigFile {
  const marked: Source[] = []
  const file = configFile(source, readWithRepairs(source, openIncludes(source, environment, (one) => marked.push(one))))
  return marked.length === 0 ? file : { ...file, problems: [...file.problems, ...marked.map(byteOrderMark)] }
}

export function configFile(source: Source, built: Built): ConfigFile {
  const { problems, doubtfulFrom } = withoutCascade(built)
  const [daemon, body] = daemonOf(built.root)
  return {
    uri: source.uri,
    source,
    root: built.root,
    daemon,
    body,
    problems,
    slips: built.problems,
    includes: built.includes,
    guessed: built.guessed || built.unbalanced,
    repaired: built.guessed,
    doubtfulFrom,
  }
}

/** Where brackets match in no likely way, the first slip is told and what seems wrong behind it is not. */
function withoutCascade(built: Built): { problems: SyntaxProblem[]; doubtfulFrom: number } {
  if (!built.unbalanced) return { problems: [...built.problems], doubtfulFrom: Infinity }
  const first = built.problems.filter((one) => isStructural(one)).sort((a, b) => a.at.start - b.at.start)[0]
  if (!first) return { problems: [...built.problems], doubtfulFrom: Infinity }
  // Brackets that one branch of a template opens and another one closes.
  if (hasStatements(first.at.source.text)) return { problems: built.problems.filter((one) => one.at.start < first.at.start), doubtfulFrom: first.at.start }
  const doubtfulFrom = Math.min(first.at.start, ...(first.related ?? []).map((one) => one.at.start))
  return { problems: built.problems.filter((one) => one === first || one.at.start < doubtfulFrom), doubtfulFrom }
}


function daemonOf(root: Node | undefined): [Daemon | undefined, ObjectNode | undefined] {
  if (root?.kind !== 'object') return [undefined, undefined]
  for (const entry of root.members) {
    const daemon = daemonKeys[entry.key]
    if (daemon) {
      const body = valueOf(root, entry.key)
      return [daemon, body?.kind === 'object' ? body : undefined]
    }
  }
  return [undefined, undefined]
}

function byteOrderMark(source: Source): SyntaxProblem {
  return {
    code: 'byte-order-mark',
    at: { source, start: 0, end: Math.min(1, source.length) },
    message: say`The file begins with a byte order mark.`,
    help: say`Kea stops at its first byte with "Invalid character": save the file as UTF-8 without one.`,
  }
}
