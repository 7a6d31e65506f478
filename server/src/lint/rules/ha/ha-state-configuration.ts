/** What is said of a state of the state machine is said once, and of a state that the mode has. */
import { hookLoad } from '../../../config/release'
import { nearest } from '../../../config/nearest'
import { objectOf, objectsIn, stringOf } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import type { Relationship } from '../../../deployment/relationship'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const haStateConfiguration: FileRule = {
  id: 'ha-state-configuration',
  scope: 'file',
  severity: 'error',
  summary: 'Each state of the state machine is configured once, and is one that the server can be in.',
  why: 'Of a state that is given twice, the library does not load; in one that the mode does not have, the server never pauses.',
  manual: 'hooks.html#ha-pause-state-machine',

  check(file, report, { release }) {
    for (const relationship of relationshipsOf(file)) {
      const possible = statesOf(relationship)
      const seen = new Map<string, StringNode>()
      for (const one of objectsIn(objectOf(relationship.node, 'state-machine'), 'states')) {
        const state = stringOf(one, 'state')
        if (!state) continue
        const first = seen.get(state.value)
        if (first) report(state, { message: say`The state "${state.value}" is configured twice.`, help: say`The server does not start: keep one entry.`, refusedAt: hookLoad(release), related: [related(first, say`configured here first`)], fixes: () => drafted(say`Remove this entry`, (draft) => draft.removeItem(one)) })
        else seen.set(state.value, state)
        if (first || !allStates.has(state.value) || !possible || possible.includes(state.value)) continue
        const [near] = nearest(state.value, possible)
        report(state, {
          message: say`A ${relationship.self?.role?.value === 'backup' ? say`backup server` : say`server in mode ${relationship.mode?.value ?? ''}`} is never in the state "${state.value}".`,
          help: say`It never pauses there${near !== undefined ? say`: did you mean "${near}"?` : say`: remove the entry.`}`,
          severity: 'warning',
          fixes: () => [...(near !== undefined && !seen.has(near) ? drafted(say`Change it to "${near}"`, (draft) => draft.replaceValue(state, near)) : []), ...drafted(say`Remove this entry`, (draft) => draft.removeItem(one))],
        })
      }
    }
  },
}

const common = ['waiting', 'syncing', 'ready', 'partner-down', 'in-maintenance', 'partner-in-maintenance', 'terminated']
const statesPerMode: Readonly<Record<string, readonly string[]>> = {
  'load-balancing': [...common, 'load-balancing', 'communication-recovery'],
  'hot-standby': [...common, 'hot-standby'],
  'passive-backup': ['waiting', 'passive-backup', 'terminated', 'in-maintenance', 'partner-in-maintenance'],
}
const allStates: ReadonlySet<string> = new Set([...Object.values(statesPerMode).flat(), 'backup'])

/** undefined where mode or role is none that Kea knows. */
function statesOf({ mode, self }: Relationship): readonly string[] | undefined {
  if (self?.role?.value === 'backup') return ['backup', 'waiting']
  return self ? statesPerMode[mode?.value ?? ''] : undefined
}
