/** `stash-agent-options`: a client that renews without its relay gets the relay's information from its lease (ARM, "Stash Agent Options"). */
import { belongsTo } from './allocate/allocate'
import type { Exchange } from './exchange'
import { isExpired } from './leases/lease'
import { messageType, option } from './packet/codes'
import type { DhcpServer } from './server'

export function recoverAgentOption(server: DhcpServer, exchange: Exchange): void {
  const { query } = exchange
  if (!server.plan.stashAgentOptions || query.ciaddr === 0 || query.giaddr !== 0 || exchange.type !== messageType.request) return
  if ((query.options.get(option.agentOptions)?.length ?? 0) > 0) return
  const lease = server.leases.get(query.ciaddr)
  if (!lease || isExpired(lease, server.now) || !belongsTo(lease, exchange, true)) return
  const stored = mapOf(mapOf(lease.userContext)?.['ISC'])?.['relay-agent-info']
  const hex = typeof stored === 'string' ? stored : mapOf(stored)?.['sub-options']
  if (typeof hex !== 'string' || !/^0x([0-9a-f]{2})+$/i.test(hex)) return
  query.options.set(option.agentOptions, Buffer.from(hex.slice(2), 'hex'))
  exchange.classes.add('STASH_AGENT_OPTIONS')
}

function mapOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
}
