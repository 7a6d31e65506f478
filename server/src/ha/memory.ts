/**
 * Leases that a server gave without telling its partner, counted; the count goes out with each heartbeat (`unsent-update-count`).
 * Kea's count begins at 0 with each start, so that a partner can miss what was given before a crash. Here it outlives the process:
 * a number on disk that differs from what the partner has seen, from before the first such lease is promised until the partner has all.
 */
import type { HaNode, Out } from './node'

/** A lease is about to be promised alone. */
export function noteAlone(node: HaNode, out: Out): void {
  const { updates } = node
  updates.unsentCount++
  open(node, out)
}

/** An update waits in the backlog: it counts as untold only if it is never delivered. */
export function noteDelayed(node: HaNode, out: Out): void {
  open(node, out, 1)
}

function open({ updates }: HaNode, out: Out, more = 0): void {
  if (updates.isOpen) return
  updates.isOpen = true
  out.push({ kind: 'remember', unsentCount: updates.unsentCount + more })
}

/** What waited in the backlog will not be delivered. */
export function noteLost({ updates }: HaNode, leases: number): void {
  updates.unsentCount += leases
}

/** The partner has everything. */
export function noteAllTold({ updates }: HaNode, out: Out): void {
  if (!updates.isOpen) return
  updates.isOpen = false
  out.push({ kind: 'remember', unsentCount: updates.unsentCount })
}
