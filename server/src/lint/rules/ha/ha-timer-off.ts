/** Some delays and limits mean "never" or "at once" when they are 0. */
import { numberOf } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import type { Severity } from '../../problem'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'
import { drafted, remove } from '../../drafted'

interface Zero {
  readonly means: Text
  readonly help: Text
  readonly severity?: Severity
}

const zeros: Readonly<Record<string, Zero>> = {
  'heartbeat-delay': { means: say`the partner is never asked for a sign of life`, help: say`Each server then counts the other as silent after max-response-delay, and serves alone. The default is 10000.` },
  'max-response-delay': { means: say`the partner counts as silent at once`, help: say`Between two heartbeats communication counts as interrupted, and the servers fail over for nothing. The default is 60000.` },
  'sync-page-limit': { means: say`leases are fetched 0 at a time`, help: say`The partner refuses such a request, so the server never gets its leases and never becomes ready. The default is 10000.` },
  'max-unacked-clients': { means: say`a silent partner counts as down at once, without a look at its clients`, help: say`When only the link between the servers fails, both serve all clients. The default, 10, waits until clients go without an answer.`, severity: 'info' },
}

export const haTimerOff: FileRule = {
  id: 'ha-timer-off',
  scope: 'file',
  severity: 'warning',
  summary: 'Delays and limits of High Availability are not 0 where 0 turns them off.',
  why: 'Servers that do not watch each other, or do not wait for each other, end up serving the same clients.',
  manual: 'hooks.html#ha-hot-standby-config',

  check(file, report) {
    for (const { node, mode } of relationshipsOf(file)) {
      // Without an active partner nothing of this is waited for.
      if (mode?.value !== 'hot-standby' && mode?.value !== 'load-balancing') continue
      for (const [key, { means, help, severity }] of Object.entries(zeros)) {
        const given = numberOf(node, key)
        if (given?.value === 0) report(given, { message: say`${key} is 0: ${means}.`, help, fixes: () => drafted(say`Leave it at its default`, (draft) => remove(draft, node, key)), ...(severity && { severity }) })
      }
    }
  },
}
