/** Rules about the control agent, in the order in which they run. */
import type { Rule } from '../../rule'
import { agentDeprecated } from './agent-deprecated'
import { agentForwardsToNothing } from './agent-forwards-to-nothing'
import { agentNotInRelease } from './agent-not-in-release'
import { agentPassesNothing } from './agent-passes-nothing'
import { agentSocketDiffers } from './agent-socket-differs'

export const agentRules: readonly Rule[] = [
  agentDeprecated,
  agentNotInRelease,
  agentPassesNothing,
  agentSocketDiffers,
  agentForwardsToNothing,
]
