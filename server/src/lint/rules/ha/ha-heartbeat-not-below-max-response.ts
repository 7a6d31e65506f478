/** A partner that is asked less often than it has to answer looks dead between two questions. */
import { delay, relationshipsOf } from '../../../deployment/relationship'
import { keyOrMap, related } from '../../compare'
import { haDefaults } from '../../ha-defaults'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted, remove } from '../../drafted'

export const haHeartbeatNotBelowMaxResponse: FileRule = {
  id: 'ha-heartbeat-not-below-max-response',
  scope: 'file',
  severity: 'warning',
  summary: 'heartbeat-delay is shorter than max-response-delay.',
  why: 'Communication counts as interrupted before the next heartbeat is sent: the servers fail over though nothing is wrong.',
  manual: 'hooks.html#ha-hot-standby-config',

  check(file, report) {
    for (const relationship of relationshipsOf(file)) {
      const heartbeat = delay(relationship, 'heartbeat-delay', haDefaults['heartbeat-delay'])
      const response = delay(relationship, 'max-response-delay', haDefaults['max-response-delay'])
      // 0 turns heartbeats off altogether, as passive-backup may.
      if (heartbeat.value === 0 || heartbeat.value < response.value || relationship.mode?.value === 'passive-backup') continue
      report(heartbeat.node ?? response.node ?? keyOrMap(relationship.node, 'heartbeat-delay'), {
        message: say`heartbeat-delay (${heartbeat.value} ms) is not below max-response-delay (${response.value} ms).`,
        help: say`The partner counts as silent before it is asked again, and the servers fail over for nothing. Ask several times within max-response-delay: the defaults are 10000 and 60000 ms.`,
        fixes: () => [
          ...(heartbeat.node && response.node && heartbeat.value > response.value ? drafted(say`Swap the two`, (draft) => [[heartbeat.node, response.value], [response.node, heartbeat.value]].forEach(([node, value]) => typeof node === 'object' && draft.replaceValue(node, value))) : []),
          ...(heartbeat.node && haDefaults['heartbeat-delay'] < response.value ? drafted(say`Leave heartbeat-delay at ${haDefaults['heartbeat-delay']}`, (draft) => remove(draft, relationship.node, 'heartbeat-delay')) : []),
          ...(response.node && heartbeat.value < haDefaults['max-response-delay'] ? drafted(say`Leave max-response-delay at ${haDefaults['max-response-delay']}`, (draft) => remove(draft, relationship.node, 'max-response-delay')) : []),
        ],
        related: heartbeat.node && response.node ? [related(response.node, say`max-response-delay`)] : [],
      })
    }
  },
}
