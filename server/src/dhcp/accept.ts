/** Whether a message is for this server at all (RFC 2131 section 4.3.2, ARM "Server Identifier"). */
import type { DropReason, Exchange } from './exchange'
import { messageType, option } from './packet/codes'
import type { Plan } from './plan-types'
import { addressIn } from './select-subnet'
import { agentSubOption } from './subject'

/** undefined: it is. */
export function refusal(exchange: Exchange, plan: Plan, addresses: ReadonlySet<number>): DropReason | undefined {
  const { type, query, arrival } = exchange
  if (type === 0) return 'no-message-type'
  if (!isClientMessage(type)) return 'not-for-a-server'
  if (type === messageType.inform && query.giaddr === 0 && arrival.remote === 0 && query.ciaddr === 0) return 'no-source'
  const serverId = query.options.get(option.serverId)
  if (serverId && !isOwnServerId(exchange, plan, addresses, addressIn(serverId))) return 'other-server'
  return undefined
}

function isClientMessage(type: number): boolean {
  switch (type) {
    case messageType.discover:
    case messageType.request:
    case messageType.release:
    case messageType.decline:
    case messageType.inform:
      return true
    default:
      return false
  }
}

function isOwnServerId(exchange: Exchange, plan: Plan, addresses: ReadonlySet<number>, serverId: number): boolean {
  if (plan.ignoreServerId || addresses.has(serverId) || plan.serverIds.has(serverId)) return true
  const override = agentSubOption(exchange, plan.received, 'serverIdOverride')
  if (override?.length === 4 && addressIn(override) === serverId) return true
  for (const name of exchange.classes) {
    const configured = plan.classByName.get(name)?.options?.byCode.get(option.serverId)?.[0]
    if (configured && addressIn(configured.payload) === serverId) return true
  }
  return false
}
