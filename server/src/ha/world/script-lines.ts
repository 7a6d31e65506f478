/** A line of a script as what is done for it. What it says is read as a whole: a word too few or too many is no line. */
import { parseAddress } from '../../net/ipv4'
import { isHaState } from '../states'
import { crowdForms, readCrowdLine } from './script-crowd'
import type { Stage } from './script'
import { timeAt } from './script-words'

export interface Line {
  /** That it is about. */
  readonly servers: readonly string[]
  run(stage: Stage): Promise<void>
  /** Throws with one sentence where it cannot come true on this stage; `named`: groups of clients that the lines before have added. */
  check?(stage: Stage, named: Set<string>): void
}

const patience = 5000
const look = 20

/** Each verb as it is used. */
const forms: Readonly<Record<string, string>> = {
  start: 'start one two',
  stop: 'stop one',
  kill: 'kill one',
  pause: 'pause one',
  continue: 'continue one',
  'lose-leases': 'lose-leases one',
  cut: 'cut one two, or cut one to two',
  join: 'join one two, or join one to two',
  mend: 'mend one two, or mend all',
  slow: 'slow one two 10..200 ms',
  lose: 'lose one two 20 %',
  skew: 'skew one 45 s',
  lease: 'lease alice from one within 9 s',
  renew: 'renew alice from one within 9 s',
  release: 'release alice',
  place: 'place alice 192.0.2.1 one two',
  expect: 'expect one hot-standby within 5 s',
  same: 'same one two',
  command: 'command one ha-maintenance-start',
  wait: 'wait 3 s',
  ...crowdForms,
}

/** A text where it is no line: how its verb is used, '' where that is unknown too. */
export function readLine(words: readonly string[]): Line | string {
  const [verb = '', ...rest] = words
  return readVerb(verb, rest) ?? readCrowdLine(verb, rest, until) ?? forms[verb] ?? ''
}

function readVerb(verb: string, rest: readonly string[]): Line | undefined {
  const [first = '', second = ''] = rest
  switch (verb) {
    case 'start':
      return forEach(rest, (stage, name) => stage.start(name))
    case 'stop':
      return forEach(rest, (stage, name) => offered(stage.stop, verb)(name))
    case 'lose-leases':
      return forEach(rest, (stage, name) => offered(stage.loseLeases, verb)(name))
    case 'kill':
      return forEach(rest, (stage, name) => stage.kill(name))
    case 'pause':
      return forEach(rest, (stage, name) => stage.pause(name))
    case 'continue':
      return forEach(rest, (stage, name) => stage.goOn(name))
    case 'cut':
      return onLinks(rest, (words) => (words.length === 0 ? (link) => (link.isCut = true) : undefined))
    case 'mend':
    case 'join':
      if (verb === 'mend' && first === 'all' && rest.length === 1) return { servers: [], run: (stage) => Promise.resolve(offered(stage.mendAll, verb)()) }
      return onLinks(rest, (words) => (words.length === 0 ? (link) => Object.assign(link, { isCut: false, delay: [0, 1], loss: 0 }) : undefined))
    case 'slow':
      return onLinks(rest, (words) => {
        const delay = delayOf(words)
        return delay && ((link) => (link.delay = delay))
      })
    case 'lose':
      return onLinks(rest, (words) => {
        const [, percent] = /^(\d+(?:\.\d+)?) ?%$/.exec(words.join(' ')) ?? []
        return percent === undefined || Number(percent) > 100 ? undefined : (link) => (link.loss = Number(percent) / 100)
      })
    case 'skew': {
      const ahead = onlyTime(rest, 1)
      return ahead === undefined ? undefined : { servers: [first], run: (stage) => Promise.resolve(stage.skew(first, ahead)) }
    }
    case 'lease':
    case 'renew': {
      const said = first === '' ? undefined : readAnswer(rest.slice(1))
      return said && { servers: said.from === undefined || said.from === 'nobody' ? [] : [said.from], run: (stage) => ask(verb, first, said, stage) }
    }
    case 'place': {
      const giaddr = parseAddress(second)
      const servers = rest.slice(2)
      return giaddr === undefined || servers.length === 0 ? undefined : { servers, run: (stage) => Promise.resolve(stage.place(first, giaddr, servers)) }
    }
    case 'release':
      return rest.length === 1 ? { servers: [], run: (stage) => stage.release(first) } : undefined
    case 'expect': {
      const limit = rest.length === 2 ? patience : rest[2] === 'within' ? onlyTime(rest, 3) : undefined
      if (limit === undefined || !isExpectable(second)) return undefined
      return { servers: [first], run: (stage) => until(stage, limit, () => stage.stateOf(first), (state) => state === second, `${first} is not ${second}`) }
    }
    case 'same':
      return rest.length < 2 ? undefined : { servers: rest, run: (stage) => until(stage, patience, () => listsOf(stage, rest), (lists) => new Set(lists).size === 1, 'the databases differ') }
    case 'command':
      if (rest.length !== 2) return undefined
      return {
        servers: [first],
        run: async (stage) => {
          const result = await stage.command(first, second)
          if (result !== 0) throw new Error(`the result is ${result}`)
        },
      }
    case 'wait': {
      const ms = onlyTime(rest, 0)
      return ms === undefined || ms < 0 ? undefined : { servers: [], run: (stage) => stage.wait(ms) }
    }
    default:
      return undefined
  }
}

/** What a server can be in besides its states of High Availability. */
const processStates = ['down', 'paused', 'refused', 'running']

function isExpectable(state: string): boolean {
  return isHaState(state) || processStates.includes(state)
}

/** ms; nothing stands behind it. */
function onlyTime(words: readonly string[], at: number): number | undefined {
  const time = timeAt(words, at)
  return time && at + time.words === words.length ? time.ms : undefined
}

/** `10..200 ms`, `1..2 s` */
function delayOf(words: readonly string[]): readonly [number, number] | undefined {
  const [, least, most, unit] = /^(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?) ?(ms|s)$/.exec(words.join(' ')) ?? []
  if (least === undefined || most === undefined || Number(least) > Number(most)) return undefined
  const factor = unit === 's' ? 1000 : 1
  return [Number(least) * factor, Number(most) * factor]
}

function offered<T>(does: T | undefined, verb: string): T {
  if (does === undefined) throw new Error(`this stage cannot ${verb}`)
  return does
}

function forEach(names: readonly string[], work: (stage: Stage, name: string) => Promise<void>): Line | undefined {
  if (names.length === 0) return undefined
  return {
    servers: names,
    run: async (stage) => {
      for (const name of names) await work(stage, name)
    },
  }
}

type Link = ReturnType<Stage['link']>

/** "one two" means both ways, "one to two" one; what stands behind says what becomes of the link. */
function onLinks(words: readonly string[], read: (words: readonly string[]) => ((link: Link) => unknown) | undefined): Line | undefined {
  const isOneWay = words[1] === 'to'
  const [one, other] = [words[0], isOneWay ? words[2] : words[1]]
  const change = read(words.slice(isOneWay ? 3 : 2))
  if (one === undefined || other === undefined || one === other || !change) return undefined
  return {
    servers: [one, other].filter((end) => end !== 'clients'),
    run: (stage) => {
      change(stage.link(one, other))
      if (!isOneWay) change(stage.link(other, one))
      return Promise.resolve()
    },
  }
}

interface Answered {
  readonly from: string | undefined
  readonly within: number | undefined
}

/** `from one within 9 s`, or either of them. */
function readAnswer(words: readonly string[]): Answered | undefined {
  const hasFrom = words[0] === 'from'
  const from = hasFrom ? words[1] : undefined
  const rest = words.slice(hasFrom ? 2 : 0)
  if (hasFrom && from === undefined) return undefined
  if (rest.length === 0) return { from, within: undefined }
  const within = rest[0] === 'within' ? onlyTime(rest, 1) : undefined
  return within === undefined ? undefined : { from, within }
}

async function ask(verb: 'lease' | 'renew', client: string, { from, within }: Answered, stage: Stage): Promise<void> {
  const limit = within ?? (from === 'nobody' ? 1500 : patience)
  const server = await (verb === 'lease' ? stage.lease(client, limit) : stage.renew(client, limit))
  if (from === 'nobody' ? server !== undefined : server === undefined) throw new Error(server === undefined ? `${client} got no answer` : `${client} got an answer from ${server}`)
  if (from !== undefined && from !== 'nobody' && server !== from) throw new Error(`${client} got its answer from ${server ?? 'nobody'}`)
}

async function listsOf(stage: Stage, servers: readonly string[]): Promise<string[]> {
  const lists: string[] = []
  for (const server of servers) lists.push((await stage.leasesOf(server)).join('\n'))
  return lists
}

async function until<T>(stage: Stage, limit: number, see: () => Promise<T>, isSo: (seen: T) => boolean, otherwise: string): Promise<void> {
  for (const end = stage.now() + limit; ; await stage.wait(look)) {
    const seen = await see()
    if (isSo(seen)) return
    if (stage.now() > end) throw new Error(`${otherwise} within ${limit / 1000} s: ${String(seen)}`)
  }
}
