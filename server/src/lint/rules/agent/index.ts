/** Rules about the control agent, in the order in which they run. */
import type { Rule } from '../../rule'
import { agentForwardsToNothing } from './agent-forwards-to-nothing'
import { agentNotInRelease } from './agent-not-in-release'
import { agentSocketDiffers } from './agent-socket-differs'

export const agentRules: readonly Rule[] = [
  agentNotInRelease,
  agentSocketDiffers,
  agentForwardsToNothing,
]
