/** What can be folded: maps, lists, comments, and regions that are marked in comments. */
import { FoldingRangeKind } from 'vscode-languageserver'
import type { FoldingRange } from 'vscode-languageserver'
import type { ConfigFile } from '../config/config-file'
import type { Source } from '../config/source'
import type { Container } from '../config/tree'
import { commentsBetween } from './comments'
import type { Comment } from './comments'
import { entriesOf, isContainer, rootsOf } from './document-parts'

export interface FoldingWishes {
  /** The editor folds whole lines: the last line of a map stays to be seen. */
  readonly lineOnly: boolean
  /** At most so many; the outer ones first. */
  readonly limit: number
}

/** `files`: those that the document is part of. */
export function foldingRanges(source: Source, files: readonly ConfigFile[], { lineOnly, limit }: FoldingWishes): FoldingRange[] {
  const found: FoldingRange[] = []
  const comments: Comment[] = []
  const lines = new Set<number>()
  const add = (start: number, end: number, kind?: FoldingRangeKind): void => {
    const from = source.positionAt(start)
    const to = source.positionAt(end)
    const endLine = lineOnly && kind === undefined ? to.line - 1 : to.line
    // One fold a line: with whole lines an editor shows no more.
    if (endLine <= from.line || found.length >= limit || (lineOnly && lines.has(from.line))) return
    lines.add(from.line)
    found.push({ startLine: from.line, endLine, ...(!lineOnly && { startCharacter: from.character, endCharacter: to.character }), ...(kind && { kind }) })
  }

  const roots = rootsOf(source, files)
  let level = roots.filter(isContainer)
  comments.push(...commentsAround(source.text, 0, source.text.length, roots))
  addComments(source, comments, add)
  while (level.length > 0 && found.length < limit) {
    const next: Container[] = []
    const here: Comment[] = []
    for (const container of level) {
      if (found.length >= limit) break
      const closed = endsClosed(container)
      add(lineOnly ? container.start : container.start + 1, closed ? container.end - 1 : container.end)
      // What stands in one line holds nothing to fold.
      if (source.positionAt(container.start).line === source.positionAt(container.end).line) continue
      const entries = entriesOf(container, source.uri)
      for (const { value } of entries) if (isContainer(value)) next.push(value)
      here.push(...commentsAround(source.text, container.start + 1, closed ? container.end - 1 : container.end, entries))
    }
    addComments(source, here, add)
    comments.push(...here)
    level = next
  }
  for (const { start, end } of regionsOf(source.text, comments)) add(start, end, FoldingRangeKind.Region)
  return found.sort((one, other) => one.startLine - other.startLine || other.endLine - one.endLine)
}

function endsClosed({ source, end, kind }: Container): boolean {
  return source.text[end - 1] === (kind === 'object' ? '}' : ']')
}

/** Comments from one offset to another, without those inside of what stands there. */
function commentsAround(text: string, from: number, to: number, inside: readonly { readonly start: number; readonly end: number; readonly member?: unknown; readonly value?: unknown }[]): Comment[] {
  const found: Comment[] = []
  let last = from
  for (const one of inside) {
    if (one.start > last) found.push(...commentsBetween(text, last, one.start))
    last = Math.max(last, one.end)
  }
  if (to > last) found.push(...commentsBetween(text, last, to))
  return found
}

/** Comments that stand in lines of their own, one below the other; and those that have several lines. */
function addComments(source: Source, comments: readonly Comment[], add: (start: number, end: number, kind: FoldingRangeKind) => void): void {
  let run: { start: number; end: number; line: number } | undefined
  const close = (): void => {
    if (run) add(run.start, run.end, FoldingRangeKind.Comment)
    run = undefined
  }
  for (const { start, end, isBlock } of comments) {
    const at = source.positionAt(start)
    const isAlone = /^[ \t]*$/.test(source.text.slice(start - at.character, start))
    if (isBlock || !isAlone || marker.test(source.text.slice(start, end))) {
      close()
      if (isBlock) add(start, end, FoldingRangeKind.Comment)
    } else if (run && run.line + 1 === at.line) run = { start: run.start, end, line: at.line }
    else {
      close()
      run = { start, end, line: at.line }
    }
  }
  close()
}

/** `#region`, `// region`, `# endregion`: as VS Code has them in its own languages. */
const marker = /^(?:#|\/\/)\s*#?(end)?region\b/

function regionsOf(text: string, comments: readonly Comment[]): { readonly start: number; readonly end: number }[] {
  const open: number[] = []
  return [...comments]
    .sort((one, other) => one.start - other.start)
    .flatMap(({ start, end, isBlock }) => {
      const found = isBlock ? undefined : (marker.exec(text.slice(start, end)) ?? undefined)
      if (!found) return []
      if (found[1] === undefined) {
        open.push(start)
        return []
      }
      const begin = open.pop()
      return begin === undefined ? [] : [{ start: begin, end }]
    })
}
