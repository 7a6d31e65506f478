/** From places in a repaired text back to the same places in the text as it was written. */
import type { Cure, SyntaxProblem } from './config-file'
import type { Repair } from './repair'
import type { Source, Span } from './source'
import type { Node } from './tree'

/** From an offset of the repaired text to the same place in the text as written. */
export function mapOffset(offset: number, applied: readonly Repair[]): number {
  let at = offset
  for (let index = applied.length - 1; index >= 0; index--) {
    const repair = applied[index]
    if (!repair || at <= repair.at) continue
    at = at >= repair.at + repair.text.length ? at - repair.text.length + repair.length : repair.at
  }
  return at
}

export function mapSpan(span: Span, source: Source, applied: readonly Repair[]): Span {
  if (span.source !== source) return span
  const start = mapOffset(span.start, applied)
  return { source, start, end: Math.max(start, mapOffset(span.end, applied)) }
}

export function mapProblem(problem: SyntaxProblem, source: Source, applied: readonly Repair[]): SyntaxProblem {
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

export function mapNode(node: Node, source: Source, applied: readonly Repair[], moved: Set<object>): void {
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
