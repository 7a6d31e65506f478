/** A server's process as its parent sees it: started, stopped, killed, paused, one at a time. */
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { ServerReport } from '../lab/report'
import type { PairEvent, ReadyServer } from './events'
import type { FromServer, ServeOptions, ToServer } from './serve'

export interface ServerProcess {
  readonly state: 'down' | 'starting' | 'running' | 'paused'
  readonly pid: number | undefined
  /** Resolves when it serves; rejects with one sentence. */
  start(options: ServeOptions): Promise<ReadyServer>
  /** Lets it end what it is doing. */
  stop(): Promise<void>
  /** As a crash does. */
  kill(): Promise<void>
  /** Frozen: it holds its ports and answers nobody. Not on Windows. */
  pause(): void
  goOn(): void
  /** Its clock is ahead by so much from now on, ms. */
  skew(ms: number): void
}

export interface ProcessWorld {
  /** The script that runs `serve`. */
  readonly entry: string
  onEvent(event: PairEvent): void
  onReport?: ((report: ServerReport) => void) | undefined
  /** It ended by itself, or by a signal of others. */
  onEnd(code: number | null, signal: string | null): void
}

const patienceMs = 5000

export function createServerProcess(world: ProcessWorld): ServerProcess {
  let child: ChildProcess | undefined
  let state: ServerProcess['state'] = 'down'
  let isAsked = false

  const ended = (of: ChildProcess): Promise<void> =>
    new Promise((resolve) => {
      if (of.exitCode !== null || of.signalCode !== null) resolve()
      else of.once('exit', () => resolve())
    })
  const say = (message: ToServer): void => void child?.send(message, () => undefined)

  return {
    get state() {
      return state
    },
    get pid() {
      return child?.pid
    },
    start: (options) => {
      if (child) return Promise.reject(new Error(`${options.name} is running already`))
      isAsked = false
      state = 'starting'
      const own = fork(world.entry, ['serve'], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [], serialization: 'advanced' })
      child = own
      let errors = ''
      own.stderr?.on('data', (part: Buffer) => (errors = (errors + part.toString()).slice(-4000)))
      return new Promise((resolve, reject) => {
        own.on('message', (message: FromServer) => {
          if (message.kind === 'event') world.onEvent(message.event)
          else if (message.kind === 'report') world.onReport?.(message.report)
          else if (message.kind === 'failed') reject(new Error(message.text))
          else {
            state = 'running'
            resolve(message.ready)
          }
        })
        own.once('exit', (code, signal) => {
          const wasUp = state !== 'starting'
          child = undefined
          state = 'down'
          reject(new Error(errors.trim().split('\n')[0] || `${options.name} ended before it served`))
          if (wasUp && !isAsked) {
            if (code !== 0 && errors.trim() !== '') world.onEvent({ event: 'fault', server: options.name, text: errors.trim() })
            world.onEnd(code, signal)
          }
        })
        own.once('error', reject)
        say({ kind: 'start', options })
      })
    },
    stop: async () => {
      const own = child
      if (!own) return
      isAsked = true
      if (state === 'paused') own.kill('SIGCONT')
      say({ kind: 'stop' })
      const late = setTimeout(() => own.kill('SIGKILL'), patienceMs)
      await ended(own)
      clearTimeout(late)
    },
    kill: async () => {
      const own = child
      if (!own) return
      isAsked = true
      own.kill('SIGKILL')
      await ended(own)
    },
    pause: () => {
      if (process.platform === 'win32') throw new Error('a process cannot be frozen on Windows')
      if (state !== 'running' || child?.kill('SIGSTOP') !== true) throw new Error('it is not running')
      state = 'paused'
    },
    goOn: () => {
      if (state !== 'paused') throw new Error('it is not paused')
      child?.kill('SIGCONT')
      state = 'running'
    },
    skew: (ms) => say({ kind: 'skew', ms }),
  }
}
