/** The codes that end and fill a packet are no options. */
import { numberOf, objectsIn, stringOf } from '../../../config/tree'
import { isReserved } from '../../../options/configured'
import { topSpace } from '../../../options/definition'
import type { ScopeRule } from '../../rule'
import { everyScope } from './labels'
import { say } from '../../../text/text'

export const optionCodeReserved: ScopeRule = {
  id: 'option-code-reserved',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data', 'option-def'],
  severity: 'error',
  summary: 'Reserved codes are no options.',
  why: 'Kea refuses the file: the code is reserved.',
  manual: 'dhcp4-srv.html#dhcp4-custom-options',

  check({ node, around: { family } }, report) {
    for (const key of ['option-data', 'option-def']) {
      for (const entry of objectsIn(node, key)) {
        const code = numberOf(entry, 'code')
        const space = stringOf(entry, 'space')?.value ?? topSpace(family)
        if (!code || !isReservedIn(space, code.value) || (key === 'option-data' && space !== topSpace(family))) continue
        report(code, {
          message: say`The code ${code.value} is reserved in the space ${space}.`,
          help: space === 'dhcp4' ? say`There 0 fills a packet up, and 255 ends it. An option has a code from 1 to 254.` : say`An option has a code from 1 to 65535.`,
          refusedAt: '-t',
        })
      }
    }
  },
}

function isReservedIn(space: string, code: number): boolean {
  return isReserved(space, code, 4) || isReserved(space, code, 6)
}
