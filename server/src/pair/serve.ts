/** One server as a process of its own: told by its parent what to run, it tells its parent what happens, and ends with it. */
import { randomInt } from 'node:crypto'
import type { Release } from '../config/release'
import type { ServerReport } from '../lab/report'
import type { PairEvent, ReadyServer } from './events'
import { startServer } from './running-server'
import type { RealInterface, RunningServer } from './running-server'
import type { Places } from './places'

/** What the parent says. `start` is the first and comes once. */
export type ToServer =
  | { readonly kind: 'start'; readonly options: ServeOptions }
  /** From now on it is ahead by so much, ms. */
  | { readonly kind: 'skew'; readonly ms: number }
  | { readonly kind: 'stop' }

/** What the server says: `ready` or `failed` first. */
export type FromServer =
  | { readonly kind: 'ready'; readonly ready: ReadyServer }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'event'; readonly event: PairEvent }
  | { readonly kind: 'report'; readonly report: ServerReport }

export interface ServeOptions {
  readonly name: string
  readonly configPath: string
  readonly agentPath: string | undefined
  readonly includeFolders: readonly string[]
  readonly release: Release
  readonly dhcpPort: number
  readonly places: Places
  readonly stateDir: string
  readonly realInterface: RealInterface | undefined
  /** Tell each packet that gets no answer. */
  readonly drops: boolean
  /** ms that its clock is ahead of the machine's. */
  readonly skew: number
  /** ms between reports; 0: none. */
  readonly reportEvery: number
}

/** Runs until the parent says so, is gone, or a command shuts the server down. */
export function serve(): void {
  let running: RunningServer | undefined
  let isEnding = false
  let skew = 0
  const tell = (message: FromServer): void => {
    if (process.connected) process.send?.(message)
  }
  const end = (exitValue: number): void => {
    if (isEnding) return
    isEnding = true
    const close = running ? running.close() : Promise.resolve()
    close.catch(() => undefined).finally(() => process.exit(exitValue))
  }
  const report = (server: RunningServer, every: number): void => {
    const reporter = server.watch()
    setInterval(() => tell({ kind: 'report', report: reporter.take(Date.now() + skew) }), every).unref()
  }
  process.on('disconnect', () => end(0))
  // A terminal sends its signals to the whole group: the parent says when to stop.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => end(0))
  process.on('message', (message: ToServer) => {
    if (message.kind === 'stop') {
      end(0)
      return
    }
    if (message.kind === 'skew') {
      const before = skew
      skew = message.ms
      running?.shiftClock(skew - before)
      return
    }
    const { options } = message
    skew = options.skew
    startServer({
      ...options,
      nextHttpPort: () => 0,
      clock: () => Date.now() + skew,
      random: () => randomInt(2 ** 32) / 2 ** 32,
      onEvent: (event) => {
        if (event.event !== 'drop' || options.drops) tell({ kind: 'event', event })
      },
      onShutdown: end,
    }).then(
      (started) => {
        running = started
        tell({ kind: 'ready', ready: started.ready })
        if (options.reportEvery > 0) report(started, options.reportEvery)
        if (isEnding) void started.close()
      },
      (error: unknown) => {
        tell({ kind: 'failed', text: reasonFor(error) })
        process.exitCode = 1
        process.disconnect()
      },
    )
  })
}

/** A port that is taken or not allowed is said in words. */
export function reasonFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string }
  if (code === 'EADDRINUSE') return `${address ?? ''}:${port ?? ''} is in use already.`
  if (code === 'EACCES' && port !== undefined) return `port ${port} needs the privilege to bind it (root, or CAP_NET_BIND_SERVICE).`
  return error.message
}
