/** Turns a Kea file's text into a tree; whatever the text holds, the answer is a tree and a list of problems. */
import { buildTree } from './build-tree'
import type { Built } from './build-tree'
import { daemonKeys } from './config-file'
import type { ConfigFile, Daemon, SyntaxProblem } from './config-file'
import { openIncludes } from './include'
import { repairBracket, repairQuotes } from './repair'
import type { Repair } from './repair'
import { Source } from './source'
import type { Span } from './source'
import type { OpenInclude } from './token-stream'
import { valueOf } from './tree'
import type { Node, ObjectNode } from './tree'

/** What an include needs from the outside: files arrive as an argument, the core opens none. */
export interface ParseEnvironment {
  /** The text of a file, or undefined when it cannot be read. Synchronous. */
  readFile(uri: string): string | undefined
  /** Folders (URIs) that a relative include is also looked for in, after the file's own; Kea itself uses its working directory. */
  readonly includeFolders: readonly string[]
}

/** A file that stands alone: no include can be followed. */
export const noFiles: ParseEnvironment = { readFile: () => undefined, includeFolders: [] }

/** Longer texts get their problems where Kea finds them, without a search for the place that a person would name. */
const longestRepaired = 1_000_000
const mostBrackets = 12

/** Never throws. `uri` names the file and its folder; `text` may begin with a byte order mark. */
export function parseConfig(uri: string, text: string, environment: ParseEnvironment = noFiles): ConfigFile {
  const marked = text.charCodeAt(0) === 0xfeff
  const source = new Source(uri, marked ? text.slice(1) : text)
  const built = read(source, openIncludes(source, environment))
  const { problems, doubtfulFrom } = withoutCascade(built)
  if (marked) problems.push(byteOrderMark(source))
  return { ...configFile(source, built, problems), guessed: built.guessed || built.unbalanced, doubtfulFrom }
}

export function configFile(source: Source, built: Pick<Built, 'root' | 'includes'>, problems: SyntaxProblem[]): ConfigFile {
  const [daemon, body] = daemonOf(built.root)
  return {
    uri: source.uri,
    source,
    root: built.root,
    daemon,
    body,
    problems,
    includes: built.includes,
    guessed: false,
    doubtfulFrom: Infinity,
  }
}

/** Where brackets match in no likely way, the first slip is told and what seems wrong behind it is not. */
function withoutCascade(built: Built): { problems: SyntaxProblem[]; doubtfulFrom: number } {
  if (!built.unbalanced) return { problems: [...built.problems], doubtfulFrom: Infinity }
  const first = built.problems.filter((one) => structural.has(one.code)).sort((a, b) => a.at.start - b.at.start)[0]
  if (!first) return { problems: [...built.problems], doubtfulFrom: Infinity }
  const doubtfulFrom = Math.min(first.at.start, ...(first.related ?? []).map((one) => one.at.start))
  return { problems: built.problems.filter((one) => one === first || one.at.start < doubtfulFrom), doubtfulFrom }
}

const structural: ReadonlySet<string> = new Set(['missing-brace', 'unexpected-text', 'missing-value', 'missing-colon'])

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
    at: { source, start: 0, end: Math.min(1, source.text.length) },
    message: 'The file begins with a byte order mark.',
    help: 'Kea stops at its first byte with "Invalid character": save the file as UTF-8 without one.',
  }
}

/** Reads the text as it is; where quotes or brackets do not match, reads it again with the likely ones put in. */
function read(source: Source, openInclude: OpenInclude): Built {
  const asWritten = buildTree(source, openInclude)
  const broken = asWritten.unbalanced || asWritten.problems.some((one) => one.code === 'missing-quote')
  if (!broken || source.text.length > longestRepaired) return asWritten
  return readRepaired(source, openInclude, asWritten) ?? asWritten
}

function readRepaired(source: Source, openInclude: OpenInclude, asWritten: Built): Built | undefined {
  const original = source.text
  const applied: Repair[] = []
  const told: SyntaxProblem[] = []
  const apply = (repair: Repair): void => {
    told.push(mapProblem(repair.problem, source, applied))
    source.replaceText(source.text.slice(0, repair.at) + repair.text + source.text.slice(repair.at + repair.length))
    applied.push(repair)
  }
  let built = asWritten
  const quotes = repairQuotes(source, asWritten.problems)
  for (const repair of quotes.sort((a, b) => b.at - a.at)) apply(repair)
  if (quotes.length > 0) built = buildTree(source, openInclude)
  const withQuotes = { built, count: applied.length }
  while (built.unbalanced && applied.length < withQuotes.count + mostBrackets) {
    const repair = repairBracket(source)
    if (!repair) break
    apply(repair)
    built = buildTree(source, openInclude)
  }
  const better = !built.unbalanced && built.problems.length + applied.length <= withQuotes.built.problems.length + withQuotes.count
  if (!better) {
    while (applied.length > withQuotes.count) {
      applied.pop()
      told.pop()
    }
    built = withQuotes.built
  }
  source.replaceText(original)
  if (applied.length === 0) return undefined
  const moved = new Set<object>()
  if (built.root) mapNode(built.root, source, applied, moved)
  return {
    ...built,
    guessed: true,
    problems: [...told, ...built.problems.map((problem) => mapProblem(problem, source, applied))],
    includes: built.includes.map((include) => ({ ...include, at: mapSpan(include.at, source, applied) })),
    end: mapOffset(built.end, applied),
  }
}

/** From an offset of the repaired text to the same place in the text as written. */
function mapOffset(offset: number, applied: readonly Repair[]): number {
  let at = offset
  for (let index = applied.length - 1; index >= 0; index--) {
    const repair = applied[index]
    if (!repair || at <= repair.at) continue
    at = at >= repair.at + repair.text.length ? at - repair.text.length + repair.length : repair.at
  }
  return at
}

function mapSpan(span: Span, source: Source, applied: readonly Repair[]): Span {
  if (span.source !== source) return span
  const start = mapOffset(span.start, applied)
  return { source, start, end: Math.max(start, mapOffset(span.end, applied)) }
}

function mapProblem(problem: SyntaxProblem, source: Source, applied: readonly Repair[]): SyntaxProblem {
  return {
    ...problem,
    at: mapSpan(problem.at, source, applied),
    ...(problem.related && {
      related: problem.related.map((one) => ({ ...one, at: mapSpan(one.at, source, applied) })),
    }),
  }
}

function mapNode(node: Node, source: Source, applied: readonly Repair[], moved: Set<object>): void {
  if (moved.has(node)) return
  moved.add(node)
  if (node.source === source) {
    node.start = mapOffset(node.start, applied)
    node.end = Math.max(node.start, mapOffset(node.end, applied))
  }
  if (node.kind === 'array') for (const item of node.items) mapNode(item, source, applied, moved)
  if (node.kind !== 'object') return
  for (const entry of node.members) {
    if (entry.keySpan.source === source) {
      entry.keySpan.start = mapOffset(entry.keySpan.start, applied)
      entry.keySpan.end = Math.max(entry.keySpan.start, mapOffset(entry.keySpan.end, applied))
    }
    if (entry.value) mapNode(entry.value, source, applied, moved)
  }
}
