/** A class that is evaluated only on demand is named in a list of such. */
import { removeKey } from '../../fix'
import { booleanOf, member } from '../../../config/tree'
import { atLeast } from '../../../config/release'
import { classUsage } from '../../class-usage'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

export const additionalClassNotListed: FileRule = {
  id: 'additional-class-not-listed',
  scope: 'file',
  severity: 'warning',
  summary: 'A class that is evaluated only in addition is named where it is to be.',
  why: 'Kea loads the file and never evaluates the class: its options reach nobody.',
  manual: 'classify.html#classification-configuring',

  check(_file, report, { release, readOnce }) {
    const usage = readOnce(classUsage)
    if (!usage || usage.isOpen) return
    const list = atLeast(release, '3.0') ? 'evaluate-additional-classes' : 'require-client-classes'
    for (const { node, name, isAdditional, hasTest } of usage.classes.values()) {
      if (!isAdditional || !hasTest || usage.listed.has(name.value) || usage.reserved.has(name.value)) continue
      const key = ['only-in-additional-list', 'only-if-required'].find((one) => booleanOf(node, one)?.value === true) ?? ''
      report(member(node, key) ?? name, {
        message: say`The class "${name.value}" is never evaluated.`,
        help: say`${key} leaves it to ${list}, and no network, subnet or pool names it there. Name it, or take ${key} out.`,
        fixes: () => removeKey(node, key),
      })
    }
  },
}
