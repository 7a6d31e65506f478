/** Kea itself gives the built-in classes to packets: a file may add options to them and nothing that decides who is in. */
import { removeKey } from '../../fix'
import { atLeast } from '../../../config/release'
import { booleanOf, member, stringOf } from '../../../config/tree'
import { builtInNames } from '../../../expression/built-in-classes'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

export const builtInClassRestricted: ScopeRule = {
  id: 'built-in-class-restricted',
  scope: 'scope',
  kinds: ['class'],
  severity: 'error',
  summary: 'Built-in classes have no test, and they and DROP are always evaluated.',
  why: 'Kea refuses the file: it decides by itself who is in ALL, KNOWN, UNKNOWN and BOOTP, and DROP counts before anything else does.',
  manual: 'classify.html#built-in-client-classes',

  check({ node, around }, report) {
    const name = stringOf(node, 'name')?.value ?? ''
    const isBuiltIn = builtInNames.includes(name)
    if (!isBuiltIn && name !== 'DROP' && !(name === 'REJECT' && atLeast(around.release, '3.2'))) return
    for (const key of isBuiltIn ? ['test', 'template-test'] : []) {
      const test = member(node, key)
      if (test?.value?.kind !== 'string' || test.value.value === '') continue
      report(test, {
        message: say`${name} is a built-in class and cannot have a ${key}.`,
        help: say`Kea puts packets into ${name} by itself. Give a class with a test another name.`,
        fixes: () => removeKey(node, key),
        refusedAt: '-t',
      })
    }
    for (const key of ['only-in-additional-list', 'only-if-required']) {
      const flag = booleanOf(node, key)
      if (flag?.value !== true) continue
      report(flag, {
        message: say`${key} cannot be true for ${name}.`,
        help: say`${name} ${isBuiltIn ? say`is given to packets by Kea itself` : say`is looked at as soon as a packet comes`}, not when a list names it.`,
        fixes: () => removeKey(node, key),
        refusedAt: '-t',
      })
    }
  },
}
