/** member() names classes that stand before the one that asks: Kea evaluates them in the order of the file. */
import { changePart, fix } from '../../fix'
import type { Fix } from '../../fix'
import { addItem, removeItem } from '../../../config/rewrite'
import { Written } from '../../../config/layout'
import type { ObjectNode } from '../../../config/tree'
import { nearest } from '../../../config/nearest'
import { objectsIn, stringOf } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import { builtInNames } from '../../../expression/built-in-classes'
import { expressionsIn } from '../../expressions'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const classNotDefinedYet: ScopeRule = {
  id: 'class-not-defined-yet',
  scope: 'scope',
  kinds: ['global'],
  severity: 'error',
  summary: 'A test asks only for classes that are defined before its own.',
  why: 'Kea refuses the file: classes are evaluated in their order, so a later one cannot be known yet.',
  manual: 'classify.html#classification-using-expressions',

  check(scope, report) {
    const names = objectsIn(scope.node, 'client-classes').flatMap((one) => stringOf(one, 'name') ?? [])
    for (const { text, parsed, refusedAt, ofClass } of expressionsIn(scope)) {
      if (parsed.ok || parsed.of !== 'class') continue
      const asked = text.value.slice(parsed.start + 1, parsed.end - 1)
      const own = stringOf(ofClass, 'name')
      const later = names.find((one) => one.value === asked)
      report(
        { text, from: parsed.start, to: parsed.end },
        {
          message: asked === own?.value ? say`The class "${asked}" asks for itself.` : say`The class "${asked}" is ${later ? say`defined only behind this test` : say`not defined`}.`,
          help: helpFor(asked, own, later, names),
          refusedAt,
          fixes: () => {
            if (asked === own?.value) return []
            if (later) return moved(later, ofClass)
            return meantBy(asked, own, names).flatMap((near) => changePart({ text, from: parsed.start + 1, to: parsed.end - 1 }, near))
          },
          related: later && later !== own ? [{ at: later, message: say`"${asked}" is defined here.` }] : [],
        },
      )
    }
  },
}

function helpFor(asked: string, own: StringNode | undefined, later: StringNode | undefined, names: readonly StringNode[]): Text {
  if (asked === own?.value) return say`A class cannot depend on itself: take this member() out of its test.`
  if (later) return say`Move the class "${asked}" in front of "${own?.value ?? ''}".`
  const [near] = meantBy(asked, own, names)
  return near === undefined ? say`Define it before this class, or take it out of the test.` : say`Did you mean "${near}"?`
}

function meantBy(asked: string, own: StringNode | undefined, names: readonly StringNode[]): string[] {
  // What stands behind is not defined yet either.
  const before = names.slice(0, Math.max(0, names.findIndex((one) => one === own))).map((one) => one.value)
  const candidates = [...before, ...builtInNames]
  const same = candidates.find((one) => one.toLowerCase() === asked.toLowerCase())
  return same === undefined ? nearest(asked, candidates) : [same]
}

/** The class in front of the one whose test asks for it, with all that stands in it. */
function moved({ parent: later }: StringNode, ofClass: ObjectNode | undefined): Fix[] {
  const list = later?.parent
  if (later?.kind !== 'object' || list?.kind !== 'array' || ofClass?.parent !== list) return []
  const { source, start, end } = later
  const added = addItem(list, new Written(source.text.slice(start, end)), ofClass.index)
  const removed = removeItem(later)
  return added && removed ? fix(say`Move the class in front of this one`, [...added, ...removed]) : []
}
