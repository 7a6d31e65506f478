/** A class without a test is given to clients by something else. */
import { atLeast } from '../../../config/release'
import { classUsage, isSpecialClass } from '../../class-usage'
import type { ClassOfFile, ClassUsage } from '../../class-usage'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

export const classNeverGiven: FileRule = {
  id: 'class-never-given',
  scope: 'file',
  severity: 'warning',
  summary: 'A class has a test, or a reservation or a list gives it to clients.',
  why: 'Kea loads the file, and no client is ever in the class: its options and lifetimes reach nobody.',
  manual: 'classify.html#classification-configuring',

  check(_file, report, { readOnce }) {
    const usage = readOnce(classUsage)
    if (!usage || usage.isOpen) return
    for (const one of usage.classes.values()) {
      const name = one.name.value
      if (one.hasTest || usage.reserved.has(name) || isSpecialClass(name) || isGivenByList(one, usage)) continue
      report(one.name, {
        message: say`Nothing puts a client into the class "${name}".`,
        help: say`It has no test, and no reservation of this file names it. Give it a test${usage.listed.has(name) ? say`, which Kea before 3.0 wants of listed classes too` : ''}, or name it in client-classes of reservations.`,
      })
    }
  },
}

/** Since 2.7.4 a listed class without a test is given to all. */
function isGivenByList({ name }: ClassOfFile, { listed, release }: ClassUsage): boolean {
  return listed.has(name.value) && atLeast(release, '3.0')
}
