/** The part of status-get that tells of a partnership (ARM, "The status-get Command"). */
import { atLeast } from '../config/release'
import type { HaNode } from './node'
import { isInterrupted, skewOf, unackedLeft } from './partner'

export function statusOf(node: HaNode, now: number): Record<string, unknown> {
  const { mode, own } = node.relationship
  const hasRemote = mode !== 'passive-backup' && own.role !== 'backup'
  return { 'ha-mode': mode, 'ha-servers': { local: localPart(node), ...(hasRemote ? { remote: remotePart(node, now) } : {}) } }
}

function localPart(node: HaNode): Record<string, unknown> {
  const { own } = node.relationship
  const { clocks } = node.partner
  const known30 = atLeast(node.server.plan.release, '3.0')
  return {
    role: own.role,
    scopes: [...node.scopes].sort(),
    'server-name': own.name,
    state: node.state,
    ...(known30 ? { 'system-time': clocks ? timeText(clocks.own) : null } : {}),
  }
}

function remotePart(node: HaNode, now: number): Record<string, unknown> {
  const { partner, relationship } = node
  const { clocks } = partner
  const interrupted = isInterrupted(node, now)
  const known30 = atLeast(node.server.plan.release, '3.0')
  return {
    age: partner.state === 'unknown' ? 0 : Math.floor((now - partner.lastAnswer) / 1000),
    'analyzed-packets': partner.analyzedPackets,
    'communication-interrupted': interrupted,
    'connecting-clients': partner.clients.size,
    'in-touch': partner.state !== 'unknown',
    'last-scopes': partner.scopes,
    'last-state': partner.state === 'unknown' ? '' : partner.state,
    role: relationship.partner?.role ?? '',
    'server-name': relationship.partner?.name ?? '',
    'unacked-clients': partner.unackedClients,
    'unacked-clients-left': interrupted ? unackedLeft(node) : 0,
    ...(known30 ? { 'clock-skew': clocks ? skewOf(node) : null, 'system-time': clocks ? timeText(clocks.partner) : null } : {}),
  }
}

/** `2026-11-24 23:18:42`, UTC. */
function timeText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}
