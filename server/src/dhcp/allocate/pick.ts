/** Which address comes next: Kea's allocators `iterative`, `random` and `flq` (ARM, "Address Allocation Strategies"). */
import { admits } from '../classify'
import type { Pool, Subnet } from '../plan-types'

/** Where one subnet's allocator stands. */
export interface AllocationState {
  /** The address given last; the last one of the subnet at first. */
  last: number
  /** Counts allocations of the whole server; 0: none yet. */
  turn: number
  readonly pools: Map<Pool, PoolState>
}

interface PoolState {
  last: number
  /** False until the pool has given its first address, and again when it has come to its end. */
  begun: boolean
  /** random: what is left of the pool's shuffle. flq: addresses that are free. */
  shuffle: Shuffle | undefined
  free: FreeAddresses | undefined
}

export interface Picker {
  readonly random: () => number
  /** Whether an address can be given: flq asks at its start. */
  readonly isFree: (address: number) => boolean
}

export function initialState(subnet: Subnet): AllocationState {
  return { last: subnet.last, turn: 0, pools: new Map() }
}

/** An address to try; undefined when the subnet has none for this client. */
export function pickAddress(subnet: Subnet, state: AllocationState, classes: ReadonlySet<string>, picker: Picker): number | undefined {
  const pools = subnet.pools.filter((pool) => admits(pool.clientClasses, classes))
  if (pools.length === 0) return undefined
  if (subnet.allocator === 'random') return pickRandom(pools, state, picker)
  if (subnet.allocator === 'flq') return pickFree(pools, state, picker)
  return pickNext(pools, state)
}

/** How many addresses a client of these classes could get. */
export function capacityFor(subnet: Subnet, classes: ReadonlySet<string>): number {
  let sum = 0
  for (const pool of subnet.pools) if (admits(pool.clientClasses, classes)) sum += pool.last - pool.first + 1
  return sum
}

function stateOf(state: AllocationState, pool: Pool): PoolState {
  let own = state.pools.get(pool)
  if (!own) {
    own = { last: pool.first, begun: false, shuffle: undefined, free: undefined }
    state.pools.set(pool, own)
  }
  return own
}

/** One after the other: on in the pool of the last address, then the pools behind it, then from the front. */
function pickNext(pools: readonly Pool[], state: AllocationState): number | undefined {
  const current = pools.findIndex((pool) => state.last >= pool.first && state.last <= pool.last)
  for (let at = Math.max(current, 0); at < pools.length; at++) {
    const pool = pools[at]
    if (!pool) break
    const own = stateOf(state, pool)
    if (!own.begun && own.last === pool.first) return give(state, own, pool.first)
    if (own.begun && own.last < pool.last) return give(state, own, own.last + 1)
    own.begun = false
  }
  for (const pool of pools) {
    const own = stateOf(state, pool)
    own.last = pool.first
    own.begun = false
  }
  const [first] = pools
  return first && give(state, stateOf(state, first), first.first)
}

function give(state: AllocationState, own: PoolState, address: number): number {
  own.last = address
  own.begun = true
  state.last = address
  return address
}

/** A random order of 0 … size - 1 that is made as it is used (Fisher and Yates), so that a pool of millions costs nothing at first. */
interface Shuffle {
  left: number
  readonly moved: Map<number, number>
}

function pickRandom(pools: readonly Pool[], state: AllocationState, picker: Picker): number | undefined {
  let candidates = pools.filter((pool) => stateOf(state, pool).shuffle?.left !== 0)
  if (candidates.length === 0) {
    for (const pool of pools) stateOf(state, pool).shuffle = undefined
    candidates = [...pools]
  }
  const pool = candidates[Math.floor(picker.random() * candidates.length)]
  if (!pool) return undefined
  const own = stateOf(state, pool)
  own.shuffle ??= { left: pool.last - pool.first + 1, moved: new Map() }
  return give(state, own, pool.first + draw(own.shuffle, picker.random))
}

function draw(shuffle: Shuffle, random: () => number): number {
  const at = Math.floor(random() * shuffle.left)
  const drawn = shuffle.moved.get(at) ?? at
  const end = --shuffle.left
  shuffle.moved.set(at, shuffle.moved.get(end) ?? end)
  shuffle.moved.delete(end)
  return drawn
}

/** Free addresses of a pool in the order in which they became free (flq). */
interface FreeAddresses {
  readonly queue: Set<number>
}

function pickFree(pools: readonly Pool[], state: AllocationState, picker: Picker): number | undefined {
  const withFree = pools.filter((pool) => freeOf(pool, state, picker).queue.size > 0)
  const pool = withFree[Math.floor(picker.random() * withFree.length)]
  if (!pool) return undefined
  const { queue } = freeOf(pool, state, picker)
  const [address] = queue
  if (address === undefined) return undefined
  queue.delete(address)
  queue.add(address)
  return give(state, stateOf(state, pool), address)
}

function freeOf(pool: Pool, state: AllocationState, picker: Picker): FreeAddresses {
  const own = stateOf(state, pool)
  if (!own.free) {
    const addresses: number[] = []
    for (let address = pool.first; address <= pool.last; address++) if (picker.isFree(address)) addresses.push(address)
    for (let at = addresses.length - 1; at > 0; at--) {
      const other = Math.floor(picker.random() * (at + 1))
      const held = addresses[at] ?? 0
      addresses[at] = addresses[other] ?? 0
      addresses[other] = held
    }
    own.free = { queue: new Set(addresses) }
  }
  return own.free
}

/** Tells a subnet's flq queue that an address was taken or became free. */
export function noteAddress(state: AllocationState | undefined, pool: Pool, address: number, isFree: boolean): void {
  const queue = state?.pools.get(pool)?.free?.queue
  if (!queue) return
  if (isFree) queue.add(address)
  else queue.delete(address)
}
