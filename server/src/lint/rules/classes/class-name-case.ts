/** Class names are compared letter by letter: `drop` is not DROP. */
import { changeTo } from '../../fix'
import { atLeast } from '../../../config/release'
import { member, stringOf } from '../../../config/tree'
import { builtInNames } from '../../../expression/built-in-classes'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

export const classNameCase: ScopeRule = {
  id: 'class-name-case',
  scope: 'scope',
  kinds: ['class'],
  severity: 'warning',
  summary: 'Names of classes with a meaning of their own are in capital letters.',
  why: 'Kea takes the class for any other: a class named "drop" drops nothing.',
  manual: 'classify.html#built-in-client-classes',

  check({ node, around }, report) {
    const name = stringOf(node, 'name')
    if (!name) return
    const special = [...builtInNames, 'DROP', 'SKIP_DDNS', ...(atLeast(around.release, '3.2') ? ['REJECT'] : [])]
    const meant = special.find((one) => one !== name.value && one.toLowerCase() === name.value.toLowerCase())
    if (meant === undefined) return
    const isMeantSo = builtInNames.includes(meant) && (member(node, 'test') ?? member(node, 'template-test')) !== undefined
    report(name, {
      message: say`"${name.value}" is not Kea's class ${meant}.`,
      help: say`Names are compared letter by letter, so this is a class like any other. Write ${meant} if Kea's is meant, or choose a name that is not taken for it.`,
      fixes: () => (isMeantSo ? [] : changeTo(name, meant)),
      ...(isMeantSo ? { severity: 'info' as const } : {}),
    })
  },
}
