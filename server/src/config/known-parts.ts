/** The maps and lists that an edit did not touch: where a text is read again, they are taken as they are. */
import type { Known } from './build-tree'
import type { SyntaxProblem } from './config-file'
import type { Edit } from './edit'
import type { Span } from './source'
import type { Container, Node } from './tree'
import { moveCures } from './map-back'

export interface KnownParts {
  /** By offsets of the text after the edit, in its order. */
  readonly take: Known
  /** Of the problems before, those in what was taken, where they stand now. */
  problemsOf(before: readonly SyntaxProblem[]): SyntaxProblem[]
  /** What was taken goes back to where it was. */
  putBack(): void
}

interface Taken {
  /** In the text before the edit. */
  readonly start: number
  readonly end: number
  putBack(): void
}

/** `around`: what is read again. */
export function knownParts(around: Node | undefined, edit: Edit): KnownParts {
  const delta = edit.text.length - (edit.end - edit.start)
  const parts = untouched(around, edit)
  const taken: Taken[] = []
  const now = (part: Container): number => (part.start >= edit.end ? part.start + delta : part.start)
  let next = parts.next()

  return {
    take(start) {
      while (next.value && now(next.value) < start) next = parts.next()
      const part = next.value
      if (!part || now(part) !== start) return undefined
      const one = { start: part.start, end: part.end }
      taken.push({ ...one, putBack: part.takeOut(start) })
      next = parts.next()
      return part
    },
    problemsOf(before) {
      return before.filter((one) => isIn(one.at, taken)).map((one) => moveProblem(one, edit.end, delta))
    },
    putBack() {
      for (const one of taken.splice(0)) one.putBack()
    },
  }
}

function* untouched(node: Node | undefined, edit: Edit): Generator<Container, undefined> {
  if (node?.kind !== 'object' && node?.kind !== 'array') return
  if (!node.unclosed && (node.end <= edit.start || node.start >= edit.end)) {
    yield node
    return
  }
  const count = node.kind === 'array' ? node.items.length : node.members.length
  for (let at = 0; at < count; at++) yield* untouched(node.kind === 'array' ? node.items[at] : node.members[at]?.value, edit)
}

/** What is told on a bracket is the matter of what is around. */
function isIn({ start, end }: Span, taken: readonly Taken[]): boolean {
  let low = 0
  let high = taken.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((taken[middle]?.start ?? Infinity) < start) low = middle
    else high = middle - 1
  }
  const part = taken[low]
  return part !== undefined && part.start < start && start < part.end - 1 && end <= part.end
}

export function moveProblem(problem: SyntaxProblem, from: number, delta: number): SyntaxProblem {
  const move = (span: Span): Span => (span.end >= from ? { ...span, start: span.start + delta, end: span.end + delta } : span)
  return {
    ...problem,
    at: move(problem.at),
    ...(problem.related && { related: problem.related.map((one) => ({ ...one, at: move(one.at) })) }),
    ...(problem.cures && { cures: moveCures(problem.cures, move) }),
  }
}
