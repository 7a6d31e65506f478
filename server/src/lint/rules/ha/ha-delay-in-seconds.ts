/** Delays between partners are milliseconds: a few of them are a slip of units. */
import { numberOf } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

/** Below this, ms, no network and no server could keep up; 0 has meanings of its own. */
const shortest: Readonly<Record<string, number>> = {
  'heartbeat-delay': 100,
  'max-response-delay': 500,
  'max-ack-delay': 100,
  'sync-timeout': 500,
}

export const haDelayInSeconds: FileRule = {
  id: 'ha-delay-in-seconds',
  scope: 'file',
  severity: 'warning',
  summary: 'Delays of High Availability are given in milliseconds.',
  why: 'The partner counts as silent after a few milliseconds: the servers fail over for nothing, again and again.',
  manual: 'hooks.html#ha-hot-standby-config',

  check(file, report) {
    for (const { node } of relationshipsOf(file)) {
      for (const [key, least] of Object.entries(shortest)) {
        const given = numberOf(node, key)
        if (!given || given.value <= 0 || given.value >= least) continue
        report(given, {
          message: say`${key} is ${given.value} ms: this looks like seconds.`,
          help: say`Kea takes milliseconds here, and no partner answers that fast. ${given.value} s is ${given.value * 1000}.`,
          fixes: () => drafted(say`Change it to ${given.value * 1000}`, (draft) => draft.replaceValue(given, given.value * 1000)),
        })
      }
    }
  },
}
