/**
 * A failure told line by line, so that it is tried again word for word: in virtual time, and between real processes on loopback.
 *
 *   workspace hot-standby               the pair's files
 *   start one two                       kill, pause, continue likewise
 *   cut one two                         both ways; "cut one to two" one way; join undoes it, slow and lose too
 *   slow one two 10..200 ms             each message takes between so long: they overtake each other
 *   lose one two 20 %
 *   skew two 45 s                       its clock is ahead by so much; -45 s: behind
 *   lease alice from one within 9 s     asks until it has a lease, 5 s unless told; "from nobody": it must not get one; renew, release likewise
 *   place alice 10.67.0.1 one two       behind that relay, which knows these servers; else behind the first subnet's, which knows all
 *   expect one hot-standby within 5 s   5 s unless told; a state of High Availability, or down, paused, refused, running (without High Availability)
 *   same one two                        these have the same leases
 *   command one ha-maintenance-start
 *   wait 3 s
 *
 * Times are in ms, s, min or h. A name with blanks stands in double quotes; # begins a comment.
 *
 * Where there is a crowd of clients:
 *   stop one                            it ends what it is doing; lose-leases one: its database is gone; mend all: every link is as it was
 *   clients office 50 windows lives     adds them; what they are like is said as in clients/profile-words.ts
 *   act office renew                    dora, discover, init-reboot, renew, rebind, decline, release, inform; office#3 is one of them
 *   load office renew 200/s             until "load none"
 *   bound office 50 within 10 s         so many have a lease
 *   remove office
 */
import { readLine } from './script-lines'
import type { Line } from './script-lines'
import type { ScriptCrowd } from './script-crowd'
import { wordsOfLine } from './script-words'

export interface Stage {
  /** Where they are given, a script about others is not begun. */
  readonly servers?: readonly string[]
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

export interface Step extends Line {
  readonly line: number
  readonly text: string
}

/** A line that is none of the script's, or that did not come true. */
export class ScriptFault extends Error {}

/** Throws ScriptFault with the line's number. */
export function readScript(text: string): Script {
  let workspace = ''
  const steps: Step[] = []
  for (const [at, raw] of text.split('\n').entries()) {
    const words = wordsOfLine(raw)
    if (words.length === 0) continue
    if (words[0] === 'workspace') workspace = words[1] ?? ''
    else {
      const read = readLine(words)
      if (typeof read === 'string') throw new ScriptFault(`line ${at + 1}: "${raw.trim()}" says nothing that is known here${read === '' ? '' : `; it is said as in: ${read}`}`)
      steps.push({ ...read, line: at + 1, text: raw.trim() })
    }
  }
  return { workspace, steps }
}

/** Throws ScriptFault at the first line that does not come true; before anything is done where a line is about what is not there. */
export async function runScript(script: Script, stage: Stage, onStep: (step: Step) => void = () => undefined): Promise<void> {
  const named = new Set<string>()
  for (const step of script.steps) {
    try {
      for (const server of step.servers) if (stage.servers?.includes(server) === false) throw new Error(`there is no server ${server} here: ${stage.servers.join(', ')}`)
      step.check?.(stage, named)
    } catch (error) {
      throw faultAt(step, error)
    }
  }
  for (const step of script.steps) {
    onStep(step)
    try {
      await step.run(stage)
    } catch (error) {
      throw faultAt(step, error)
    }
  }
}

function faultAt({ line, text }: Step, error: unknown): ScriptFault {
  return new ScriptFault(`line ${line}, "${text}": ${error instanceof Error ? error.message : String(error)}`)
}
