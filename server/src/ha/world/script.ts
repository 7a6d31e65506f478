/**
 * A failure told line by line, so that it is tried again word for word: in virtual time, and between real processes on loopback.
 *
 *   workspace hot-standby               the pair's files
 *   start one two                       kill, pause, continue likewise
 *   cut one two                         both ways; "cut one to two" one way; join undoes it, slow and lose too
 *   slow one two 10..200 ms             each message takes between so long: they overtake each other
 *   lose one two 20 %
 *   skew two 45 s                       its clock is ahead by so much; before it starts
 *   lease alice from one within 9 s     asks until it has a lease, 5 s unless told; "from nobody": it must not get one; renew, release likewise
 *   place alice 10.67.0.1 one two       behind that relay, which knows these servers; else behind the first subnet's, which knows all
 *   expect one hot-standby within 5 s   5 s unless told
 *   same one two                        these have the same leases
 *   command one ha-maintenance-start
 *   wait 3 s
 *
 * Where there is a crowd of clients:
 *   stop one                            it ends what it is doing; lose-leases one: its database is gone; mend all: every link is as it was
 *   clients office 50 windows lives     adds them; what they are like is said as in clients/profile-words.ts
 *   act office renew                    dora, discover, init-reboot, renew, rebind, decline, release, inform; office#3 is one of them
 *   load office renew 200/s             until "load none"
 *   bound office 50 within 10 s         so many have a lease
 *   remove office
 */
import { parseAddress } from '../../net/ipv4'
import { crowdStepOf } from './script-crowd'
import type { ScriptCrowd } from './script-crowd'
import { wordAfter, wordsOfLine } from './script-words'

export interface Stage {
  start(server: string): Promise<void>
  kill(server: string): Promise<void>
  stop?(server: string): Promise<void>
  loseLeases?(server: string): Promise<void>
  mendAll?(): void
  readonly crowd?: ScriptCrowd
  pause(server: string): Promise<void>
  goOn(server: string): Promise<void>
  skew(server: string, ms: number): void
  link(from: string, to: string): { isCut: boolean; delay: readonly [number, number]; loss: number }
  /** The server that acknowledged; undefined: none did in that time. */
  lease(client: string, patienceMs: number): Promise<string | undefined>
  place(client: string, giaddr: number, servers: readonly string[]): void
  renew(client: string, patienceMs: number): Promise<string | undefined>
  release(client: string): Promise<void>
  stateOf(server: string): Promise<string | undefined>
  /** One line a living lease, in order. */
  leasesOf(server: string): Promise<readonly string[]>
  /** Its result code. */
  command(server: string, command: string): Promise<number>
  wait(ms: number): Promise<void>
  /** ms */
  now(): number
}

export interface Script {
  readonly workspace: string
  readonly steps: readonly Step[]
}

export interface Step {
  readonly line: number
  readonly text: string
  run(stage: Stage): Promise<void>
}

/** A line that is none of the script's, or that did not come true. */
export class ScriptFault extends Error {}

const patience = 5000
const look = 20

/** Throws ScriptFault with the line's number. */
export function readScript(text: string): Script {
  let workspace = ''
  const steps: Step[] = []
  for (const [at, raw] of text.split('\n').entries()) {
    const words = wordsOfLine(raw)
    if (words.length === 0) continue
    const line = words.join(' ')
    if (words[0] === 'workspace') workspace = words[1] ?? ''
    else {
      const run = stepOf(words)
      if (!run) throw new ScriptFault(`line ${at + 1}: "${line}" says nothing that is known here`)
      steps.push({ line: at + 1, text: line, run })
    }
  }
  return { workspace, steps }
}

/** Throws ScriptFault at the first line that does not come true. */
export async function runScript(script: Script, stage: Stage, onStep: (step: Step) => void = () => undefined): Promise<void> {
  for (const step of script.steps) {
    onStep(step)
    try {
      await step.run(stage)
    } catch (error) {
      throw new ScriptFault(`line ${step.line}, "${step.text}": ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

function stepOf(words: readonly string[]): Step['run'] | undefined {
  const [verb = '', ...rest] = words
  const [first = '', second = ''] = rest
  switch (verb) {
    case 'start':
      return (stage) => each(rest, (name) => stage.start(name))
    case 'stop':
      return (stage) => each(rest, (name) => offered(stage.stop, verb)(name))
    case 'lose-leases':
      return (stage) => each(rest, (name) => offered(stage.loseLeases, verb)(name))
    case 'kill':
      return (stage) => each(rest, (name) => stage.kill(name))
    case 'pause':
      return (stage) => each(rest, (name) => stage.pause(name))
    case 'continue':
      return (stage) => each(rest, (name) => stage.goOn(name))
    case 'cut':
      return onLinks(rest, (link) => (link.isCut = true))
    case 'mend':
      if (first === 'all') return (stage) => Promise.resolve(offered(stage.mendAll, verb)())
      return onLinks(rest, (link) => Object.assign(link, { isCut: false, delay: [0, 1], loss: 0 }))
    case 'join':
      return onLinks(rest, (link) => Object.assign(link, { isCut: false, delay: [0, 1], loss: 0 }))
    case 'slow': {
      const [least, most] = (rest.find((word) => word.includes('..')) ?? '').split('..').map(Number)
      if (!isNumber(least) || !isNumber(most)) return undefined
      return onLinks(rest, (link) => (link.delay = [least, most]))
    }
    case 'lose': {
      const percent = Number(rest.find((word) => /^\d+(\.\d+)?$/.test(word)))
      return isNumber(percent) ? onLinks(rest, (link) => (link.loss = percent / 100)) : undefined
    }
    case 'skew':
      if (!isNumber(Number(second))) return undefined
      return (stage) => Promise.resolve(stage.skew(first, Number(second) * 1000))
    case 'lease':
    case 'renew':
      if (!isNumber(Number(wordAfter(rest, 'within') ?? 0))) return undefined
      return (stage) => ask(verb, first, wordAfter(rest, 'from'), wordAfter(rest, 'within'), stage)
    case 'place': {
      const giaddr = parseAddress(second)
      return giaddr === undefined ? undefined : (stage) => Promise.resolve(stage.place(first, giaddr, rest.slice(2)))
    }
    case 'release':
      return (stage) => stage.release(first)
    case 'expect': {
      const limit = rest[2] === 'within' ? Number(rest[3]) * 1000 : patience
      if (!isNumber(limit)) return undefined
      return (stage) => until(stage, limit, () => stage.stateOf(first), (state) => state === second, `${first} is not ${second}`)
    }
    case 'same':
      return (stage) => until(stage, patience, () => listsOf(stage, rest), (lists) => new Set(lists).size === 1, 'the databases differ')
    case 'command':
      return async (stage) => {
        const result = await stage.command(first, second)
        if (result !== 0) throw new Error(`the result is ${result}`)
      }
    case 'wait':
      if (first === '' || !isNumber(Number(first))) return undefined
      return (stage) => stage.wait(Number(first) * 1000)
    default:
      return crowdStepOf(words, until)
  }
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value)
}

function offered<T>(does: T | undefined, verb: string): T {
  if (does === undefined) throw new Error(`this stage cannot ${verb}`)
  return does
}

async function each(names: readonly string[], work: (name: string) => Promise<void>): Promise<void> {
  for (const name of names) await work(name)
}

type Link = ReturnType<Stage['link']>

/** "one two" means both ways, "one to two" one. */
function onLinks(words: readonly string[], change: (link: Link) => unknown): Step['run'] {
  const [one = '', middle = '', last = ''] = words
  const isOneWay = middle === 'to'
  return (stage) => {
    change(stage.link(one, isOneWay ? last : middle))
    if (!isOneWay) change(stage.link(middle, one))
    return Promise.resolve()
  }
}

async function ask(verb: 'lease' | 'renew', client: string, from: string | undefined, within: string | undefined, stage: Stage): Promise<void> {
  const limit = within === undefined ? (from === 'nobody' ? 1500 : patience) : Number(within) * 1000
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
