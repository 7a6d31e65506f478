/** Carries a parsed file over an edit: only the innermost map or list around it is read again. */
import { buildTree } from './build-tree'
import type { OpenInclude } from './token-stream'
import type { ConfigFile, SyntaxProblem } from './config-file'
import { moveCures } from './map-back'
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
  return carryEdit(before, edit) ?? parseConfig(before.uri, textAfter(before, edit), environment)
}

/** As `editConfig`, but undefined where the whole text must be read again: who has more edits to come reads it once, after the last. */
export function carryEdit(before: ConfigFile, edit: Edit): ConfigFile | undefined {
  const { source } = before
  if (before.guessed || before.includes.length > 0 || before.problems.some(shakesTheRest)) return undefined

  const text = textAfter(before, edit)
  const unedited = source.text
  const delta = edit.text.length - (edit.end - edit.start)
  source.replaceText(text)
  for (let part = innermost(before.root, edit); part?.parent; part = part.parent) {
    if (part.end - part.start > text.length / 2) break
    const built = buildTree(source, noIncludes, part.start, part.end + delta, true)
    const fits =
      built.root?.kind === part.kind && built.end === part.end + delta && built.root.end === built.end && !built.unbalanced
    if (!fits || built.includes.length > 0 || built.problems.some(shakesTheRest)) continue
    return graft(before, part, built.root, built.problems, delta)
  }
  source.replaceText(unedited)
  return undefined
}

function textAfter({ source }: ConfigFile, edit: Edit): string {
  return source.text.slice(0, edit.start) + edit.text + source.text.slice(edit.end)
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
    const children: (Node | undefined)[] = next.kind === 'array' ? next.items : next.members.map((one) => one.value)
    next = children.find((child) => child !== undefined && child.start < edit.start && edit.end < child.end)
  }
  return found
}

function graft(before: ConfigFile, old: Container, fresh: Container, problems: SyntaxProblem[], delta: number): ConfigFile {
  const { start, end } = old
  let replaced: Container = old
  let replacement: Container = fresh
  for (let above = old.parent; above; above = above.parent) {
    replacement.index = replaced.index
    const copy = copyWith(above, replaced.index, replacement)
    copy.end += delta
    shiftBehind(copy, replaced.index, delta)
    replaced = above
    replacement = copy
  }
  // A comma missing behind the part is told on its closing bracket and belongs to the container around it.
  const kept = before.problems.filter((one) => one.at.end <= start || one.at.end >= end)
  const moved = kept.map((one) => moveProblem(one, end, delta))
  return configFile(before.source, { root: replacement, includes: [] }, [...moved, ...problems])
}

/** A copy of a map or list with one child exchanged; the other children move over to it. */
function copyWith(container: Container, index: number, child: Container): Container {
  if (container.kind === 'array') {
    const copy: Container = { ...container, items: container.items.slice() }
    copy.items[index] = child
    for (const item of copy.items) item.parent = copy
    return copy
  }
  const copy: Container = { ...container, members: container.members.slice() }
  const entry = copy.members[index]
  if (entry) copy.members[index] = { ...entry, value: child }
  for (const one of copy.members) if (one.value) one.value.parent = copy
  return copy
}

function shiftBehind(container: Container, index: number, delta: number): void {
  if (delta === 0) return
  if (container.kind === 'array') {
    for (let at = index + 1; at < container.items.length; at++) shift(container.items[at], delta)
    return
  }
  for (let at = index + 1; at < container.members.length; at++) {
    const entry = container.members[at]
    if (!entry) continue
    entry.keySpan.start += delta
    entry.keySpan.end += delta
    shift(entry.value, delta)
  }
}

function shift(node: Node | undefined, delta: number): void {
  if (!node) return
  node.start += delta
  node.end += delta
  if (node.kind === 'array' || node.kind === 'object') shiftBehind(node, -1, delta)
}

function moveProblem(problem: SyntaxProblem, from: number, delta: number): SyntaxProblem {
  const move = (span: Span): Span => (span.end >= from ? { ...span, start: span.start + delta, end: span.end + delta } : span)
  return {
    ...problem,
    at: move(problem.at),
    ...(problem.related && { related: problem.related.map((one) => ({ ...one, at: move(one.at) })) }),
    ...(problem.cures && { cures: moveCures(problem.cures, move) }),
  }
}
