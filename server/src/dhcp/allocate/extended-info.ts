/** What a relay said, kept with the lease (`store-extended-info`; ARM, "Storing Extended Lease Information"). */
import type { Exchange } from '../exchange'
import { atLeast } from '../../config/release'
import { option } from '../packet/codes'
import type { Plan, Subnet } from '../plan-types'
import { agentSubOption } from '../subject'

export interface ExtendedInfo {
  readonly context: Record<string, unknown>
  readonly changed: boolean
}

/** undefined: nothing to keep, the lease's user context stays as it is. */
export function withRelayInformation(
  exchange: Exchange,
  plan: Plan,
  subnet: Subnet,
  before: Record<string, unknown> | undefined,
): ExtendedInfo | undefined {
  const agent = exchange.query.options.get(option.agentOptions)
  if (!subnet.storeExtendedInfo || !agent) return undefined
  if (plan.stashAgentOptions && exchange.classes.has('STASH_AGENT_OPTIONS')) return undefined
  const text = `0x${agent.toString('hex').toUpperCase()}`
  const info = atLeast(plan.release, '2.4') ? relayInformation(exchange, plan, text) : text
  const isc = isMap(before?.['ISC']) ? before['ISC'] : {}
  if (JSON.stringify(isc['relay-agent-info']) === JSON.stringify(info)) return { context: before ?? {}, changed: false }
  return { context: { ...before, ISC: { ...isc, 'relay-agent-info': info } }, changed: true }
}

function relayInformation(exchange: Exchange, plan: Plan, text: string): Record<string, string> {
  const remoteId = agentSubOption(exchange, plan.received, 'remoteId')
  const relayId = agentSubOption(exchange, plan.received, 'relayId')
  const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex').toUpperCase()
  return {
    ...(relayId && relayId.length > 0 ? { 'relay-id': hex(relayId) } : {}),
    ...(remoteId && remoteId.length > 0 ? { 'remote-id': hex(remoteId) } : {}),
    'sub-options': text,
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
