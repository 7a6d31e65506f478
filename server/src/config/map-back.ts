/** From places in a repaired text back to the same places in the text as it was written. */
import type { Cure, SyntaxProblem } from './config-file'
import type { Repair } from './repair'
import type { Source, Span } from './source'
import type { Node } from './tree'

/** What stands in the repaired text in place of so many characters of the text as written. */
type Put = Pick<Repair, 'at' | 'text' | 'length'>

/** From an offset of the repaired text to the same place in the text as written. */
export function mapOffset(offset: number, applied: readonly Put[]): number {
  let at = offset
  for (let index = applied.length - 1; index >= 0; index--) {
    const repair = applied[index]
    if (!repair || at <= repair.at) continue
    at = at >= repair.at + repair.text.length ? at - repair.text.length + repair.length : repair.at
  }
  return at
}

export function mapSpan(span: Span, source: Source, applied: readonly Put[]): Span {
  if (span.source !== source) return span
  const start = mapOffset(span.start, applied)
  return { source, start, end: Math.max(start, mapOffset(span.end, applied)) }
}

export function mapProblem(problem: SyntaxProblem, source: Source, applied: readonly Put[]): SyntaxProblem {
  return {
    ...problem,
    at: mapSpan(problem.at, source, applied),
    ...(problem.related && {
      related: problem.related.map((one) => ({ ...one, at: mapSpan(one.at, source, applied) })),
    }),
    ...(problem.cures && { cures: moveCures(problem.cures, (span) => mapSpan(span, source, applied)) }),
  }
}

export function moveCures(cures: readonly Cure[], move: (span: Span) => Span): Cure[] {
  return cures.map((cure) => ({ ...cure, edits: cure.edits.map((edit) => ({ ...edit, at: move(edit.at) })) }))
}

/** All values and keys of the tree. */
export function mapTree(root: Node, source: Source, applied: readonly Put[]): void {
  const moves: (() => void)[] = []
  const seen = new Set<Node>()
  const place = (node: Node): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.source === source) {
      const { start, end } = mapSpan(node, source, applied)
      moves.push(() => node.moveTo(start, end))
    }
    if (node.kind === 'array') for (const item of node.items) place(item)
    if (node.kind !== 'object') return
    for (const entry of node.members) {
      if (entry.keySpan.source === source) {
        const { start, end } = mapSpan(entry.keySpan, source, applied)
        moves.push(() => entry.moveKeyTo(start, end))
      }
      if (entry.value) place(entry.value)
    }
  }
  place(root)
  // Outer ones first: what they hold is placed as seen from them.
  for (const move of moves) move()
}
