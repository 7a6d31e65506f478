/** Kea's statistics: a name, the last values with their times (ARM, "Statistics in the DHCPv4 Server"). */

export interface Counter {
  readonly name: string
  value: number
  /** Newest first when read; kept as a ring. */
  readonly samples: Sample[]
  next: number
}

export interface Sample {
  value: number
  /** ms since the epoch */
  time: number
}

export interface Statistics {
  /** The clock of what is being handled, in ms since the epoch. */
  now: number
  readonly counters: Map<string, Counter>
  /** How many values each counter remembers, unless set for itself. */
  defaultSamples: number
  readonly limits: Map<string, number>
}

export function createStatistics(now: number): Statistics {
  return { now, counters: new Map(), defaultSamples: 20, limits: new Map() }
}

/** The counter of that name; made, with nothing counted yet, when new. */
export function counterOf(statistics: Statistics, name: string): Counter {
  let counter = statistics.counters.get(name)
  if (!counter) {
    counter = { name, value: 0, samples: [], next: 0 }
    statistics.counters.set(name, counter)
  }
  return counter
}

export function add(statistics: Statistics, counter: Counter, amount: number): void {
  set(statistics, counter, counter.value + amount)
}

export function set(statistics: Statistics, counter: Counter, value: number): void {
  counter.value = value
  const limit = limitOf(statistics, counter.name)
  const sample = counter.samples[counter.next]
  if (counter.samples.length < limit) counter.samples.push({ value, time: statistics.now })
  else if (sample) {
    sample.value = value
    sample.time = statistics.now
  }
  counter.next = (counter.next + 1) % limit
}

export function limitOf(statistics: Statistics, name: string): number {
  return statistics.limits.get(name) ?? statistics.defaultSamples
}

/** Newest first. */
export function samplesOf(counter: Counter): Sample[] {
  const { samples, next } = counter
  return [...samples.slice(0, next).reverse(), ...samples.slice(next).reverse()]
}

/** Keeps the newest `limit` values. */
export function limitSamples(statistics: Statistics, counter: Counter, limit: number): void {
  const kept = samplesOf(counter).slice(0, limit).reverse()
  counter.samples.splice(0, counter.samples.length, ...kept)
  counter.next = kept.length % limit
  statistics.limits.set(counter.name, limit)
}

/** Forgets what was counted: zero from now on, as Kea's statistic-reset. */
export function reset(statistics: Statistics, counter: Counter): void {
  counter.samples.splice(0)
  counter.next = 0
  set(statistics, counter, 0)
}
