/** Lines of a script about many clients at once. */
import type { Stage, Step } from './script'
import { wordAfter } from './script-words'

/** Clients by the hundred; `who` is a name that was given with `clients`, one of its clients as `name#3`, or `all`. */
export interface ScriptCrowd {
  /** `words`: what they are like. Throws with one sentence. */
  add(name: string, count: number, words: readonly string[]): void
  act(who: string, act: string): void
  /** 0 ends it. */
  load(who: string, act: string, perSecond: number): void
  remove(who: string): void
  /** How many have a lease. */
  boundOf(who: string): number
}

const patience = 5000

/** undefined: the line is about something else. `until` waits for what is to come true. */
export function crowdStepOf(
  words: readonly string[],
  until: (stage: Stage, limit: number, see: () => Promise<number>, isSo: (seen: number) => boolean, otherwise: string) => Promise<void>,
): Step['run'] | undefined {
  const [verb = '', who = '', third = '', ...rest] = words
  switch (verb) {
    case 'clients': {
      const count = Number(third)
      if (!Number.isInteger(count) || count < 1) return undefined
      return (stage) => Promise.resolve(crowdOf(stage).add(who, count, rest))
    }
    case 'act':
      return third === '' ? undefined : (stage) => Promise.resolve(crowdOf(stage).act(who, third))
    case 'load': {
      if (who === 'none') return (stage) => Promise.resolve(crowdOf(stage).load('all', 'renew', 0))
      const perSecond = Number(/^(\d+(?:\.\d+)?)\/s$/.exec(rest[0] ?? '')?.[1])
      return Number.isNaN(perSecond) ? undefined : (stage) => Promise.resolve(crowdOf(stage).load(who, third, perSecond))
    }
    case 'remove':
      return (stage) => Promise.resolve(crowdOf(stage).remove(who))
    case 'bound': {
      const wanted = Number(third)
      const within = wordAfter(words, 'within')
      const limit = within === undefined ? patience : Number(within) * 1000
      if (Number.isNaN(wanted) || Number.isNaN(limit)) return undefined
      return (stage) => until(stage, limit, () => Promise.resolve(crowdOf(stage).boundOf(who)), (bound) => bound === wanted, `not ${wanted} clients of ${who} have a lease`)
    }
    default:
      return undefined
  }
}

function crowdOf({ crowd }: Stage): ScriptCrowd {
  if (!crowd) throw new Error('there is no crowd on this stage')
  return crowd
}
