/** One value compared with two texts that are both wanted at once: it is one or the other. */
import { constantOf } from '../../../expression/constant'
import type { BooleanExpression } from '../../../expression/syntax'
import { isTest } from '../../../expression/syntax'
import { partsOf } from '../../../expression/walk'
import { expressionsIn } from '../../expressions'
import type { Report, ScopeRule } from '../../rule'
import type { StringNode } from '../../../config/tree'
import { say } from '../../../text/text'

export const comparisonsExcludeEachOther: ScopeRule = {
  id: 'comparisons-exclude-each-other',
  scope: 'scope',
  kinds: ['global', 'subnet'],
  severity: 'warning',
  summary: 'Comparisons that are joined by and can hold together.',
  why: 'The test holds for no packet, so nobody is ever in the class.',
  manual: 'classify.html#classification-using-expressions',

  check(scope, report) {
    for (const { text, parsed } of expressionsIn(scope)) {
      if (!parsed.ok) continue
      const inner = new Set<BooleanExpression>()
      for (const part of partsOf(parsed.expression)) {
        if (!isTest(part) || part.kind !== 'and' || inner.has(part)) continue
        judge(joined(part, inner), text, report)
      }
    }
  },
}

/** The parts of `a and b and c`. */
function joined(expression: BooleanExpression, inner: Set<BooleanExpression>): BooleanExpression[] {
  if (expression.kind !== 'and') return [expression]
  inner.add(expression)
  return [...joined(expression.left, inner), ...joined(expression.right, inner)]
}

function judge(parts: readonly BooleanExpression[], text: StringNode, report: Report): void {
  const seen = new Map<string, { readonly value: string; readonly shown: string }>()
  for (const part of parts) {
    if (part.kind !== 'equal') continue
    const values = [constantOf(part.left), constantOf(part.right)] as const
    const value = values[1] ?? values[0]
    if (value === undefined || (values[0] !== undefined && values[1] !== undefined)) continue
    const [of, constant] = values[1] === undefined ? [part.right, part.left] : [part.left, part.right]
    const key = text.value.slice(of.start, of.end).replace(/\s/g, '')
    const shown = text.value.slice(constant.start, constant.end)
    const before = seen.get(key)
    if (!before) seen.set(key, { value, shown })
    else if (before.value !== value) {
      report(
        { text, from: part.start, to: part.end },
        {
          message: say`${key} cannot be ${before.shown} and ${shown} at once.`,
          help: say`Kea runs with it, and the test holds for no packet. Join the two by or if either is meant.`,
        },
      )
      return
    }
  }
}
