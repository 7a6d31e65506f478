/** How many packets a second each server answers and leaves, and how long its answers take. */
import type { ChartView, ServerView } from './frame'
import type { ServerReport } from './report'

export interface Meters {
  /** `at`: ms since the epoch, by the laboratory's clock. */
  add(server: string, report: Pick<ServerReport, 'answered' | 'unanswered' | 'latencies'>, at: number): void
  now(server: string, at: number): Pick<ServerView, 'rates' | 'latency'>
  /** Whole seconds up to now. */
  chart(at: number): ChartView
}

interface Bucket {
  readonly second: number
  answered: number
  unanswered: number
  /** None any more once its second is out of the window. */
  latencies: number[]
  /** Once its second is over. */
  summary: { readonly median: number; readonly p99: number } | undefined
}

const mostSeconds = 600
/** Enough for a 99th percentile. */
const mostLatencies = 2000
const latencyWindow = 5

export function createMeters(servers: readonly string[]): Meters {
  const buckets = new Map(servers.map((name) => [name, new Map<number, Bucket>()]))
  /** Oldest first: those whose latencies are kept one by one. */
  const inWindow: Bucket[] = []
  let first: number | undefined
  const bucketsOf = (server: string): Map<number, Bucket> => buckets.get(server) ?? new Map<number, Bucket>()
  return {
    add: (server, report, at) => {
      const second = Math.floor(at / 1000)
      first ??= second
      const own = bucketsOf(server)
      let bucket = own.get(second)
      if (!bucket) {
        own.set(second, (bucket = { second, answered: 0, unanswered: 0, latencies: [], summary: undefined }))
        inWindow.push(bucket)
        for (let oldest = inWindow[0]; oldest && oldest.second <= second - latencyWindow; oldest = inWindow[0]) {
          settle(oldest)
          inWindow.shift()
        }
        for (const old of own.keys()) {
          if (old >= second - mostSeconds) break
          own.delete(old)
        }
      }
      bucket.answered += report.answered
      bucket.unanswered += report.unanswered
      if (bucket.latencies.length < mostLatencies) bucket.latencies.push(...report.latencies.slice(0, mostLatencies))
    },
    now: (server, at) => {
      const own = bucketsOf(server)
      const second = Math.floor(at / 1000)
      const recent = Array.from({ length: latencyWindow }, (_, ago) => own.get(second - ago)?.latencies ?? []).flat()
      const sorted = recent.sort((one, other) => one - other)
      // The second that has begun is not over: of it and the one before, as much as one second holds.
      const share = 1 - (at % 1000) / 1000
      const sum = (what: 'answered' | 'unanswered'): number => Math.round((own.get(second)?.[what] ?? 0) + share * (own.get(second - 1)?.[what] ?? 0))
      return {
        rates: { answered: sum('answered'), unanswered: sum('unanswered') },
        latency: summarize(sorted) ?? null,
      }
    },
    chart: (at) => {
      const last = Math.floor(at / 1000) - 1
      const from = Math.max(first ?? last + 1, last - mostSeconds + 1)
      const seconds = Array.from({ length: Math.max(0, last - from + 1) }, (_, index) => from + index)
      return {
        at: seconds.map((second) => second * 1000),
        servers: servers.map((name) => {
          const own = bucketsOf(name)
          const latency = (what: 'median' | 'p99'): (number | null)[] => seconds.map((second) => summaryOf(own.get(second))?.[what] ?? null)
          return {
            name,
            answered: seconds.map((second) => own.get(second)?.answered ?? 0),
            unanswered: seconds.map((second) => own.get(second)?.unanswered ?? 0),
            median: latency('median'),
            p99: latency('p99'),
          }
        }),
      }
    },
  }
}

/** For a second that is out of the window: only its summary is asked for from now on. */
function settle(bucket: Bucket): void {
  summaryOf(bucket)
  bucket.latencies = []
}

/** Called for a second that is over. */
function summaryOf(bucket: Bucket | undefined): Bucket['summary'] {
  if (!bucket) return undefined
  return (bucket.summary ??= summarize([...bucket.latencies].sort((one, other) => one - other)))
}

function summarize(sorted: readonly number[]): Bucket['summary'] {
  return sorted.length === 0 ? undefined : { median: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }
}

/** Of a sorted list, the value below which that part lies. */
function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
