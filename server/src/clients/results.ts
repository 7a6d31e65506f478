/** What came of what clients did: how often, and how long it took. */
import type { Ending } from './client'
import { acts } from './profile'
import type { ClientAct } from './profile'

export interface ActResult {
  readonly begun: number
  readonly done: number
  readonly refused: number
  readonly unanswered: number
  /** ms from the begin of an act to its end, of the newest thousand that were done; null without any. */
  readonly latency: { readonly median: number; readonly p99: number; readonly most: number } | null
}

export type Results = Readonly<Record<ClientAct, ActResult>>

export interface Tally {
  begin(act: ClientAct): void
  end(act: ClientAct, ending: Ending, took: number): void
  results(): Results
  clear(): void
}

const kept = 1024

interface Count {
  begun: number
  done: number
  refused: number
  unanswered: number
  readonly took: number[]
}

export function createTally(): Tally {
  const counts = new Map<ClientAct, Count>()
  const countOf = (act: ClientAct): Count => {
    let found = counts.get(act)
    if (!found) counts.set(act, (found = { begun: 0, done: 0, refused: 0, unanswered: 0, took: [] }))
    return found
  }
  const resultOf = (act: ClientAct): ActResult => {
    const { begun, done, refused, unanswered, took } = countOf(act)
    const sorted = [...took].sort((one, other) => one - other)
    const at = (share: number): number => sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? 0
    return { begun, done, refused, unanswered, latency: sorted.length === 0 ? null : { median: at(0.5), p99: at(0.99), most: at(1) } }
  }
  return {
    begin: (act) => {
      countOf(act).begun++
    },
    end: (act, ending, took) => {
      const count = countOf(act)
      if (ending === 'done') count.took[count.done % kept] = took
      count[ending]++
    },
    results: () => ({
      dora: resultOf('dora'),
      discover: resultOf('discover'),
      'init-reboot': resultOf('init-reboot'),
      renew: resultOf('renew'),
      rebind: resultOf('rebind'),
      decline: resultOf('decline'),
      release: resultOf('release'),
      inform: resultOf('inform'),
    }),
    clear: () => {
      for (const act of acts) counts.delete(act)
    },
  }
}
