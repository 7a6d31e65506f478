/** A class has one test: whether a packet is in it, or the text that its subclass is called after. */
import { removeKey } from '../../fix'
import { atLeast } from '../../../config/release'
import { member } from '../../../config/tree'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

export const classTestAndTemplate: ScopeRule = {
  id: 'class-test-and-template',
  scope: 'scope',
  kinds: ['class'],
  severity: 'error',
  summary: 'A class has a test or a template-test, not both.',
  why: 'Kea refuses the file: a class with template-test is spawned by its text and has no test of its own.',
  manual: 'classify.html#template-classes',

  check({ node, around }, report) {
    const test = member(node, 'test')
    const template = member(node, 'template-test')
    if (!test || !template || !atLeast(around.release, '2.4')) return
    report(template, {
      message: say`This class has a test and a template-test.`,
      help: say`Keep one. A template spawns nothing for an empty text: ifelse(<test>, <text>, '') says both.`,
      refusedAt: '-t',
      related: [{ at: test, message: say`The test is here.` }],
      fixes: () => [...removeKey(node, 'template-test'), ...removeKey(node, 'test')],
    })
  },
}
