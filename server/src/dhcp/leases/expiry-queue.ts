/** Leases by the second in which they end. What was renewed since is passed over when its old turn comes. */
import { expiresAt, isExpired, leaseState } from './lease'
import type { Lease } from './lease'

export interface ExpiryQueue {
  push(lease: Lease): void
  expired(now: number, limit: number, current: (address: number) => Lease | undefined): Lease[]
}

export function createExpiryQueue(): ExpiryQueue {
  /** Addresses by second; a binary heap of the seconds. */
  const due = new Map<number, number[]>()
  const heap: number[] = []

  return {
    push: (lease) => {
      if (lease.state === leaseState.reclaimed) return
      const second = expiresAt(lease)
      if (second === Infinity) return
      const bucket = due.get(second)
      if (bucket) bucket.push(lease.address)
      else {
        due.set(second, [lease.address])
        pushHeap(heap, second)
      }
    },
    expired: (now, limit, current) => {
      const found = new Map<number, Lease>()
      const kept: [number, number[]][] = []
      while ((heap[0] ?? Infinity) < now && (limit === 0 || found.size < limit)) {
        const second = popHeap(heap)
        const bucket = due.get(second) ?? []
        due.delete(second)
        const still: number[] = []
        for (const address of bucket) {
          const lease = current(address)
          if (!lease || lease.state === leaseState.reclaimed || expiresAt(lease) !== second || !isExpired(lease, now)) continue
          still.push(address)
          if (limit === 0 || found.size < limit) found.set(address, lease)
        }
        if (still.length > 0) kept.push([second, still])
      }
      for (const [second, addresses] of kept) {
        due.set(second, addresses)
        pushHeap(heap, second)
      }
      return [...found.values()]
    },
  }
}

function pushHeap(heap: number[], value: number): void {
  let at = heap.push(value) - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if ((heap[parent] ?? 0) <= value) break
    heap[at] = heap[parent] ?? 0
    at = parent
  }
  heap[at] = value
}

function popHeap(heap: number[]): number {
  const top = heap[0] ?? Infinity
  const last = heap.pop() ?? Infinity
  if (heap.length === 0) return top
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child++
    if ((heap[child] ?? 0) >= last) break
    heap[at] = heap[child] ?? 0
    at = child
  }
  heap[at] = last
  return top
}
