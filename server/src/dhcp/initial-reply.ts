/** What every answer begins with: fields and options that the client's message lends it (RFC 2131 section 4.3.1, RFC 6842, RFC 3046, RFC 3011). */
import type { Exchange } from './exchange'
import { messageType, option } from './packet/codes'
import { addOption, createReply } from './packet/reply'
import type { Reply } from './packet/reply'
import type { Plan } from './plan-types'

export function initialReply(plan: Plan, exchange: Exchange): Reply {
  const { query, type } = exchange
  const reply = createReply(type === messageType.discover ? messageType.offer : messageType.ack, query)
  if (type === messageType.inform) reply.ciaddr = query.ciaddr
  const clientId = query.options.get(option.clientId)
  if (clientId && plan.echoClientId) addOption(reply.options, option.clientId, clientId)
  const selection = query.options.get(option.subnetSelection)
  if (selection) addOption(reply.options, option.subnetSelection, selection)
  const agent = query.options.get(option.agentOptions)
  const isStashed = plan.stashAgentOptions && exchange.classes.has('STASH_AGENT_OPTIONS')
  if (agent && agent.length > 0 && !isStashed) addOption(reply.options, option.agentOptions, agent)
  return reply
}
