/** Who asks for a class is asked after the class is known. */
import { booleanOf } from '../../../config/tree'
import { isBuiltInClass } from '../../../expression/built-in-classes'
import { partsOf } from '../../../expression/walk'
import { classUsage } from '../../class-usage'
import type { ClassUsage, Mention } from '../../class-usage'
import type { FileRule, Report } from '../../rule'
import { scopeName } from '../../scopes'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const classKnownTooLate: FileRule = {
  id: 'class-known-too-late',
  scope: 'file',
  severity: 'warning',
  summary: 'A class is known by the time that a subnet, a pool or a test asks for it.',
  why: 'Kea loads the file and asks before anybody can be in the class: the subnet, the pool or the test is never for anyone.',
  manual: 'classify.html#classify-classification-steps',

  check(file, report, { readOnce }) {
    const usage = readOnce(classUsage)
    if (!usage || usage.isOpen) return
    const isEarly = booleanOf(file.body, 'early-global-reservations-lookup')?.value === true
    for (const mention of usage.mentions) {
      const why = mention.as === 'guard' ? whyTooLate(mention, usage, isEarly) : undefined
      if (why !== undefined) report(mention.name, { message: say`"${mention.name.value}" is known only after ${scopeName(mention.scope)} is chosen.`, help: say`${why} Kea loads this, and nobody is let in by it.` })
    }
    checkTests(usage, report)
  },
}

/** Subnets and networks are chosen before reservations are looked up; within a network another subnet may be taken afterwards. */
function whyTooLate({ name: { value }, scope }: Mention, { classes, reserved }: ClassUsage, isEarly: boolean): Text | undefined {
  const one = classes.get(value)
  if (one?.isAdditional === true && !reserved.has(value)) return say`The class is evaluated in addition, when address and subnet are decided.`
  if (isEarly || scope.kind === 'pool' || scope.kind === 'pd-pool' || scope.outer?.kind === 'network') return undefined
  if (value === 'KNOWN' || value === 'UNKNOWN') return say`Whether a client is known is looked up in the reservations of the subnet, once it is chosen.`
  if (one?.dependsOnKnown === true && !reserved.has(value)) return say`Its test asks whether the client is known, which is looked up in the reservations of the subnet, once it is chosen.`
  if (reserved.has(value) && one?.hasTest !== true && !isBuiltInClass(value)) return say`Only reservations give this class, and they are looked up in the subnet, once it is chosen; early-global-reservations-lookup looks the global ones up before.`
  return undefined
}

function checkTests({ expressions, classes, reserved }: ClassUsage, report: Report): void {
  const additional = [...classes.values()].filter((one) => one.isAdditional)
  for (const { text, parsed, ofClass } of expressions) {
    if (!parsed.ok || !ofClass || additional.some((one) => one.node === ofClass)) continue
    for (const part of partsOf(parsed.expression)) {
      if (part.kind !== 'member' || reserved.has(part.name)) continue
      const asked = additional.find((one) => one.name.value === part.name)
      if (!asked) continue
      report(
        { text, from: part.start, to: part.end },
        {
          message: say`"${part.name}" is not evaluated yet when this test is.`,
          help: say`It is evaluated only in addition, after all tests of other classes: this is always false. Take the flag from one class or give it to both.`,
          related: [{ at: asked.name, message: say`"${part.name}" is defined here.` }],
        },
      )
    }
  }
}
