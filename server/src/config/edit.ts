/** Carries a parsed file over an edit: only the innermost map or list around it is read again. */
import { buildTree } from './build-tree'
import type { OpenInclude } from './token-stream'
import type { ConfigFile, SyntaxProblem } from './config-file'
import { configFile, parseConfig } from './parse'
import type { ParseEnvironment } from './parse'
import type { Span } from './source'
import type { Container, Node } from './tree'

/** Replaces the text from `start` to `end` (offsets of the old text). */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * The file after the edit. `before` must not be used any more: its nodes move over. Maps and lists that the
 * edit did not touch stay the same objects, so that what is remembered about them stays true.
 */
export function editConfig(before: ConfigFile, edit: Edit, environment: ParseEnvironment): ConfigFile {
  const { source, uri } = before
  source.edit(edit.start, edit.end, edit.text)
  return carryTree(before, edit) ?? parseConfig(uri, source.text, environment)
}

/** As `editConfig`, but undefined where the whole text must be read again: who has more edits to come reads it once, after the last. */
export function carryEdit(before: ConfigFile, edit: Edit): ConfigFile | undefined {
  const { source } = before
  const removed = source.slice(edit.start, edit.end)
  source.edit(edit.start, edit.end, edit.text)
  const after = carryTree(before, edit)
  if (!after) source.edit(edit.start, edit.start + edit.text.length, removed)
  return after
}

/** As `carryEdit`, where the text is the one after the edit already. */
export function carryTree(before: ConfigFile, edit: Edit): ConfigFile | undefined {
  const { source } = before
  if (before.guessed || before.includes.length > 0 || before.problems.some(shakesTheRest)) return undefined

  const delta = edit.text.length - (edit.end - edit.start)
  for (let part = innermost(before.root, edit); part?.parent; part = part.parent) {
    const { start, end } = part
    if (end - start > source.length / 2) break
    const built = buildTree(source, noIncludes, start, end + delta, true)
    const fits =
      built.root?.kind === part.kind && built.end === end + delta && built.root.end === built.end && !built.unbalanced
    if (!fits || built.includes.length > 0 || built.problems.some(shakesTheRest)) continue
    return graft(before, part, built.root, built.problems, delta)
  }
  return undefined
}

const noIncludes: OpenInclude = () => ({ source: undefined, problem: undefined })

/** Problems whose cure may lie elsewhere than where they were noticed. */
function shakesTheRest(problem: SyntaxProblem): boolean {
  return problem.code === 'missing-quote' || problem.code === 'missing-brace' || problem.code === 'comment-not-closed' || problem.code === 'byte-order-mark'
}

/** The innermost map or list that has the edit between its brackets. */
function innermost(root: Node | undefined, edit: Edit): Container | undefined {
  let found: Container | undefined
  let next: Node | undefined = root
  while (next && (next.kind === 'object' || next.kind === 'array') && next.start < edit.start && edit.end < next.end) {
    found = next
    next = childAround(next, edit)
  }
  return found
}

/** Values stand in the order of the text. */
function childAround(container: Container, edit: Edit): Node | undefined {
  const childAt = (at: number): Node | undefined => (container.kind === 'array' ? container.items[at] : container.members[at]?.value)
  let low = 0
  let high = container.kind === 'array' ? container.items.length - 1 : container.members.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((startOf(container, middle) ?? Infinity) < edit.start) low = middle
    else high = middle - 1
  }
  const child = childAt(low)
  return child && child.start < edit.start && edit.end < child.end ? child : undefined
}

function startOf(container: Container, at: number): number | undefined {
  return container.kind === 'array' ? container.items[at]?.start : container.members[at]?.keySpan.start
}

function graft(before: ConfigFile, old: Container, fresh: Container, problems: SyntaxProblem[], delta: number): ConfigFile {
  const { start, end } = old
  let replaced: Container = old
  let replacement: Container = fresh
  if (old.parent) fresh.putInto(old.parent, old.index)
  for (let above = old.parent; above; above = above.parent) {
    replacement = above.copyWith(replaced.index, replacement, delta)
    replaced = above
  }
  // A comma missing behind the part is told on its closing bracket and belongs to the container around it.
  const kept = before.problems.filter((one) => one.at.end <= start || one.at.end >= end)
  const moved = kept.map((one) => moveProblem(one, end, delta))
  return configFile(before.source, { root: replacement, includes: [] }, [...moved, ...problems])
}

function moveProblem(problem: SyntaxProblem, from: number, delta: number): SyntaxProblem {
  const move = (span: Span): Span => (span.end >= from ? { ...span, start: span.start + delta, end: span.end + delta } : span)
  return {
    ...problem,
    at: move(problem.at),
    ...(problem.related && { related: problem.related.map((one) => ({ ...one, at: move(one.at) })) }),
  }
}
