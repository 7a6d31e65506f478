/** A clock of its own: what is planned happens in its order, and an hour passes in no time. */

export interface VirtualClock {
  /** ms since the epoch */
  readonly now: number
  at(ms: number, work: () => void): void
  after(delay: number, work: () => void): void
  /** Everything planned up to then, and what that plans. */
  runUntil(ms: number): void
}

interface Planned {
  readonly at: number
  readonly order: number
  readonly work: () => void
}

export function createVirtualClock(start: number): VirtualClock {
  const heap: Planned[] = []
  let now = start
  let order = 0

  const before = (one: Planned, other: Planned): boolean => one.at < other.at || (one.at === other.at && one.order < other.order)
  const push = (planned: Planned): void => {
    let at = heap.push(planned) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (!above || before(above, planned)) break
      heap[at] = above
      at = parent
    }
    heap[at] = planned
  }
  const pop = (): Planned | undefined => {
    const [top] = heap
    const last = heap.pop()
    if (!top || !last || heap.length === 0) return top
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      const left = heap[child]
      if (!left) break
      const right = heap[child + 1]
      if (right && before(right, left)) child++
      const next = heap[child]
      if (!next || !before(next, last)) break
      heap[at] = next
      at = child
    }
    heap[at] = last
    return top
  }

  return {
    get now() {
      return now
    },
    at: (ms, work) => push({ at: Math.max(ms, now), order: order++, work }),
    after: (delay, work) => push({ at: now + delay, order: order++, work }),
    runUntil: (ms) => {
      while ((heap[0]?.at ?? Infinity) <= ms) {
        const planned = pop()
        if (!planned) break
        now = planned.at
        planned.work()
      }
      now = Math.max(now, ms)
    },
  }
}
