/** Carries a parsed file over an edit: only the innermost map or list around it is read again. */
import { buildTree } from './build-tree'
import { knownParts, moveProblem } from './known-parts'
import type { OpenInclude } from './token-stream'
import type { ConfigFile, SyntaxProblem } from './config-file'
import { configFile, parseConfig } from './parse'
import type { ParseEnvironment } from './parse'
import { mayBeRepaired, seemsOneSlip } from './read-repaired'
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
  if (before.repaired || before.includes.length > 0 || before.problems.some((one) => one.code === 'byte-order-mark')) return undefined
  const isSound = !before.guessed && !before.slips.some(shakesTheRest)
  return (isSound ? rereadPart(before, edit) : undefined) ?? rereadLong(before, edit)
}

/** Reads the innermost map or list around the edit again, or one around that, where its brackets are not those that they were. */
function rereadPart(before: ConfigFile, edit: Edit): ConfigFile | undefined {
  const { source } = before
  const delta = growth(edit)
  for (let part = innermost(before.root, edit); part; part = part.parent) {
    const { start, end } = part
    const known = knownParts(part, edit)
    const built = buildTree(source, noIncludes, start, end + delta, true, known.take)
    const { root, problems } = built
    const fits = root?.kind === part.kind && built.end === end + delta && root.end === built.end && !built.unbalanced
    if (!fits || built.includes.length > 0 || problems.some(shakesTheRest)) {
      known.putBack()
      continue
    }
    // A comma missing behind the part is told on its closing bracket and belongs to the container around it.
    const outside = before.slips.filter((one) => one.at.end <= start || one.at.end >= end).map((one) => moveProblem(one, end, delta))
    const slips = [...outside, ...known.problemsOf(before.slips), ...problems]
    if (mayBeRepaired(source) && seemsOneSlip(slips)) {
      known.putBack()
      return undefined
    }
    return configFile(source, { ...built, root: graft(part, root, delta), problems: slips })
  }
  return undefined
}

/** In a long text no signs are put in or left out: whatever its brackets are, what is known of it is taken as it is. */
function rereadLong(before: ConfigFile, edit: Edit): ConfigFile | undefined {
  const { source, root } = before
  if (mayBeRepaired(source)) return undefined
  const known = knownParts(root, edit)
  const built = buildTree(source, noIncludes, 0, source.length, false, known.take)
  if (built.includes.length > 0) {
    known.putBack()
    return undefined
  }
  const kept = known.problemsOf(before.slips)
  const unbalanced = built.unbalanced || kept.some((one) => one.code === 'missing-brace')
  return configFile(source, { ...built, problems: [...kept, ...built.problems], unbalanced })
}

const noIncludes: OpenInclude = () => ({ source: undefined, problem: undefined })

function growth(edit: Edit): number {
  return edit.text.length - (edit.end - edit.start)
}

/** Problems whose cure may lie elsewhere than where they were noticed. */
function shakesTheRest(problem: SyntaxProblem): boolean {
  return problem.code === 'missing-quote' || problem.code === 'missing-brace' || problem.code === 'comment-not-closed'
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

/** The part with its new reading in its place; tells the root. */
function graft(part: Container, fresh: Node, delta: number): Node {
  if (!part.parent || (fresh.kind !== 'object' && fresh.kind !== 'array')) return fresh
  let replaced: Container = part
  let replacement: Container = fresh
  fresh.putInto(part.parent, part.index)
  for (let above: Container | undefined = part.parent; above; above = above.parent) {
    replacement = above.copyWith(replaced.index, replacement, delta)
    replaced = above
  }
  return replacement
}
