/** Lines of a script about many clients at once. */
import type { Stage } from './script'
import type { Line } from './script-lines'
import { timeAt } from './script-words'

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
  /** These throw with one sentence, before anything is done, where the words describe no client, where there is no such act, no such group. */
  checkWords(words: readonly string[]): void
  checkAct(act: string): void
  checkGroup(name: string): void
}

export const crowdForms: Readonly<Record<string, string>> = {
  clients: 'clients office 50 windows lives',
  act: 'act office renew',
  load: 'load office renew 200/s, or load none',
  remove: 'remove office',
  bound: 'bound office 50 within 10 s',
}

const patience = 5000
/** These mean something else where a group is named. */
const noNames = ['all', 'none']

/** undefined: the line is about something else, or says nothing. `until` waits for what is to come true. */
export function readCrowdLine(
  verb: string,
  rest: readonly string[],
  until: (stage: Stage, limit: number, see: () => Promise<number>, isSo: (seen: number) => boolean, otherwise: string) => Promise<void>,
): Line | undefined {
  const [who = '', second = '', third = ''] = rest
  const servers: readonly string[] = []
  switch (verb) {
    case 'clients': {
      const count = Number(second)
      const words = rest.slice(2)
      if (!/^\d+$/.test(second) || count < 1 || who.includes('#') || noNames.includes(who)) return undefined
      return {
        servers,
        check: (stage, named) => {
          crowdOf(stage).checkWords(words)
          named.add(who)
        },
        run: (stage) => Promise.resolve(crowdOf(stage).add(who, count, words)),
      }
    }
    case 'act':
      if (rest.length !== 2) return undefined
      return {
        servers,
        check: (stage, named) => {
          checkWho(stage, who, named)
          crowdOf(stage).checkAct(second)
        },
        run: (stage) => Promise.resolve(crowdOf(stage).act(who, second)),
      }
    case 'load': {
      if (who === 'none' && rest.length === 1) return { servers, run: (stage) => Promise.resolve(crowdOf(stage).load('all', 'renew', 0)) }
      const [, perSecond] = /^(\d+(?:\.\d+)?)\/s$/.exec(third) ?? []
      if (perSecond === undefined || rest.length !== 3) return undefined
      return {
        servers,
        check: (stage, named) => {
          checkWho(stage, who, named)
          crowdOf(stage).checkAct(second)
        },
        run: (stage) => Promise.resolve(crowdOf(stage).load(who, second, Number(perSecond))),
      }
    }
    case 'remove':
      if (rest.length !== 1) return undefined
      return { servers, check: (stage, named) => checkWho(stage, who, named), run: (stage) => Promise.resolve(crowdOf(stage).remove(who)) }
    case 'bound': {
      const within = rest.length === 2 ? { ms: patience, words: 0 } : third === 'within' ? timeAt(rest, 3) : undefined
      if (!/^\d+$/.test(second) || !within || (rest.length !== 2 && 3 + within.words !== rest.length)) return undefined
      return {
        servers,
        check: (stage, named) => checkWho(stage, who, named),
        run: (stage) => until(stage, within.ms, () => Promise.resolve(crowdOf(stage).boundOf(who)), (bound) => bound === Number(second), `not ${second} clients of ${who} have a lease`),
      }
    }
    default:
      return undefined
  }
}

function checkWho(stage: Stage, who: string, named: ReadonlySet<string>): void {
  const [name = ''] = who.split('#')
  if (name !== 'all' && !named.has(name)) crowdOf(stage).checkGroup(name)
}

function crowdOf({ crowd }: Stage): ScriptCrowd {
  if (!crowd) throw new Error('there is no crowd on this stage')
  return crowd
}
