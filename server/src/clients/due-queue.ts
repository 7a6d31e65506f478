/** Who does something next: any number of clients, each waiting for one moment, in the order of time. */

export interface Waiting {
  /** ms; Infinity while it waits for nothing. */
  due: number
  /** Where it stands in the queue, -1 where it does not, and since when: the queue's own. */
  place: number
  order: number
}

export interface DueQueue<T extends Waiting> {
  readonly first: T | undefined
  /** Moves it where it waited before; Infinity takes it out. */
  put(one: T, due: number): void
}

export function createDueQueue<T extends Waiting>(): DueQueue<T> {
  const heap: T[] = []
  let order = 0

  const isBefore = (one: T, other: T): boolean => one.due < other.due || (one.due === other.due && one.order < other.order)
  const set = (at: number, one: T): void => {
    heap[at] = one
    one.place = at
  }
  const rise = (from: number, one: T): void => {
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (!above || isBefore(above, one)) break
      set(at, above)
      at = parent
    }
    set(at, one)
  }
  const sink = (from: number, one: T): void => {
    let at = from
    for (;;) {
      let child = 2 * at + 1
      const left = heap[child]
      if (!left) break
      const right = heap[child + 1]
      if (right && isBefore(right, left)) child++
      const next = heap[child]
      if (!next || !isBefore(next, one)) break
      set(at, next)
      at = child
    }
    rise(at, one)
  }
  const takeOut = (one: T): void => {
    const at = one.place
    one.place = -1
    const last = heap.pop()
    if (last && last !== one) sink(at, last)
  }

  return {
    get first() {
      return heap[0]
    },
    put: (one, due) => {
      if (one.place >= 0) takeOut(one)
      one.due = due
      if (due === Infinity) return
      one.order = order++
      heap.push(one)
      rise(heap.length - 1, one)
    },
  }
}
