/** After an interruption: what waited goes to the partner, or both synchronize (ARM, "communication-recovery"). */
import { askTimeout, labelOf, tell } from './node'
import type { BacklogItem, HaNode, Out } from './node'
import { leaseDelete, leaseUpdate, reset } from './wire'
import type { Reaction } from './wire'

/** How many updates are on their way at a time. */
const sendWindow = 16

/** True when nothing waits. */
export function beginBacklog(node: HaNode, out: Out): boolean {
  const { backlog, relationship } = node
  const { own, partner } = relationship
  if (backlog.items.length === 0) {
    tell(node, out, 'HA_LEASES_BACKLOG_NOTHING_TO_SEND', `${own.name}: no lease was given meanwhile`)
    return true
  }
  tell(node, out, 'HA_LEASES_BACKLOG_START', `${own.name}: sends ${backlog.items.length} delayed updates to ${partner ? labelOf(partner) : 'nobody'}`, { updates: backlog.items.length })
  node.task = 'backlog'
  backlog.sent.clear()
  sendMore(node, out)
  return false
}

/** Several at a time, but of one address one after the other. */
function sendMore({ backlog, relationship, updates }: HaNode, out: Out): void {
  const { partner } = relationship
  if (!partner) return
  while (backlog.sent.size < sendWindow) {
    const [item] = backlog.items
    if (!item || backlog.sent.has(item.lease.address)) return
    backlog.items.shift()
    backlog.sent.add(item.lease.address)
    updates.alone.add(item.lease.address)
    const command = item.deletes ? leaseDelete(item.lease) : leaseUpdate(item.lease)
    out.push({ kind: 'ask', ask: { purpose: 'backlog', peer: partner, command, timeoutMs: askTimeout, item } })
  }
}

/** 'more' while it goes on. What was given in the meantime is sent too before it is done. */
export function onBacklogReaction(node: HaNode, { lease }: BacklogItem, reaction: Reaction, out: Out): 'more' | 'done' | 'failed' {
  const { backlog, relationship, updates } = node
  const { own, partner } = relationship
  const label = partner ? labelOf(partner) : 'nobody'
  if (reaction.kind !== 'ok') {
    node.task = undefined
    const id = reaction.kind === 'lost' ? 'HA_LEASES_BACKLOG_COMMUNICATIONS_FAILED' : 'HA_LEASES_BACKLOG_FAILED'
    tell(node, out, id, `${own.name}: a delayed update did not get through to ${label}: ${reaction.reason}`, { reason: reaction.reason })
    return 'failed'
  }
  backlog.sent.delete(lease.address)
  if (!backlog.items.some((one) => one.lease.address === lease.address)) updates.alone.delete(lease.address)
  if (!backlog.isOverflown) sendMore(node, out)
  if (backlog.sent.size > 0) return 'more'
  node.task = undefined
  if (backlog.isOverflown) return 'failed'
  tell(node, out, 'HA_LEASES_BACKLOG_SUCCESS', `${own.name}: ${label} has all delayed updates`)
  return 'done'
}

/** The state is left with updates undelivered: whoever synchronizes next brings them. */
export function dropBacklog({ backlog, updates }: HaNode): void {
  for (const { lease } of backlog.items) updates.alone.add(lease.address)
  backlog.items.length = 0
  backlog.isOverflown = false
}

/** The partner is to synchronize. */
export function askReset(node: HaNode, out: Out): void {
  const { own, partner } = node.relationship
  if (!partner) return
  node.task = 'reset'
  out.push({ kind: 'ask', ask: { purpose: 'reset', peer: partner, command: reset(own.name), timeoutMs: askTimeout } })
}

export function onResetReaction(node: HaNode, reaction: Reaction, out: Out): boolean {
  node.task = undefined
  if (reaction.kind === 'ok') return true
  const { own, partner } = node.relationship
  const id = reaction.kind === 'lost' ? 'HA_RESET_COMMUNICATIONS_FAILED' : 'HA_RESET_FAILED'
  tell(node, out, id, `${own.name}: ${partner ? labelOf(partner) : 'nobody'} could not be asked to synchronize: ${reaction.reason}`, { reason: reaction.reason })
  return false
}
