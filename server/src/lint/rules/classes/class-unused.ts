/** A class does something: it sends options, keeps a scope for its members, or another class asks for it. */
import { removeEntry } from '../../fix'
import { isFilledIn } from '../../../config/placeholder'
import { classUsage, isSpecialClass, usedNames } from '../../class-usage'
import type { ClassOfFile } from '../../class-usage'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

export const classUnused: FileRule = {
  id: 'class-unused',
  scope: 'file',
  severity: 'info',
  summary: 'A class sends something, or something in the file is kept for its members.',
  why: 'The test is evaluated for every packet and changes nothing: a guard or an option may be missing.',
  manual: 'classify.html#classification-configuring',

  check(_file, report, { readOnce }) {
    const usage = readOnce(classUsage)
    if (!usage || usage.isOpen) return
    const used = usedNames(usage)
    for (const one of usage.classes.values()) {
      const name = one.name.value
      if (!one.hasTest || sendsSomething(one) || used.has(name) || isSpecialClass(name) || isFilledIn(name)) continue
      report(one.name, {
        message: say`Being in the class "${name}" changes nothing.`,
        help: say`It sends no option, and no subnet, pool, option or other class asks for it. Use it, or take it out.`,
        fixes: () => removeEntry(one.node, say`Remove the class`),
      })
    }
  },
}

const idle = ['name', 'test', 'template-test', 'comment', 'only-if-required', 'only-in-additional-list']

function sendsSomething({ node }: ClassOfFile): boolean {
  if (node.incomplete) return true
  return node.members.some(({ key, value }) => !idle.includes(key) && !(value?.kind === 'array' && value.items.length === 0 && value.incomplete !== true))
}
