/** A page as the laboratory sees it, without a window: it asks, looks, and waits until what it sees is so. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientProfile } from '../../src/clients/profile'
import { plainProfile } from '../../src/clients/profile'
import type { Frame } from '../../src/lab/frame'
import { createLab } from '../../src/lab/lab'
import type { Lab } from '../../src/lab/lab'
import type { AskBody, Results, View } from '../../src/lab/messages'
import type { PairEvent } from '../../src/pair/events'
import { labParts } from '../../src/pair/lab-world'
import { createPortFinder } from '../../src/pair/ports'

const root = process.env['KEA_PROJECT'] ?? process.cwd()

export interface Onlooker {
  readonly lab: Lab
  /** A copy of the sample deployment. */
  readonly folder: string
  readonly scratch: string
  readonly events: readonly PairEvent[]
  readonly logs: ReadonlyMap<string, readonly string[]>
  /** Rejects with the laboratory's sentence. */
  ask<B extends AskBody>(body: B): Promise<Results[B['ask']]>
  look(view: View): void
  /** The last frame, with the newest of what frames leave out. */
  frame(): Frame
  /** Until a frame is so; `pass`: of virtual time, so much passes before each look, ms. */
  until(what: string, isSo: (frame: Frame) => boolean, how?: { readonly pass?: number; readonly within?: number }): Promise<Frame>
  close(): Promise<void>
}

/** `keepsDisks`: each boot finds the leases of the one before. */
export function openOnlooker(workspace = 'test-fixtures/workspaces/campus-pair', { keepsDisks = false } = {}): Onlooker {
  const scratch = mkdtempSync(path.join(tmpdir(), 'kea-onlooker-'))
  const folder = path.join(scratch, 'workspace')
  cpSync(path.join(root, workspace), folder, { recursive: true })
  const events: PairEvent[] = []
  const logs = new Map<string, string[]>()
  let boots = 0
  const lab = createLab(
    labParts({
      entry: path.join(root, 'server/dist/kea-pair.js'),
      paths: [folder],
      release: undefined,
      includeFolders: [],
      dhcpPort: 0,
      portFor: createPortFinder(0),
      stateDirOf: (server) => path.join(scratch, 'state', keepsDisks ? 'kept' : String(boots), server.name),
      onBoot: () => {
        boots++
      },
      onEvent: (event) => void events.push(event),
    }),
  )
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  let last: Frame | undefined
  let id = 0
  const connection = lab.connect((answer) => {
    if ('frame' in answer) last = { ...last, ...answer.frame }
    else if ('log' in answer) logs.set(answer.log.server, [...(logs.get(answer.log.server) ?? []), ...answer.log.lines])
    else {
      const asked = waiting.get(answer.reply)
      waiting.delete(answer.reply)
      if ('fault' in answer) asked?.reject(new Error(answer.fault))
      else asked?.resolve(answer.result)
    }
  })
  const frame = (): Frame => {
    if (!last) throw new Error('no frame has come')
    return last
  }
  const onlooker: Onlooker = {
    lab,
    folder,
    scratch,
    events,
    logs,
    ask: (body) =>
      new Promise((resolve, reject) => {
        waiting.set(++id, { resolve: resolve, reject })
        connection.receive({ id, ...body })
      }),
    look: (view) => connection.receive({ look: view }),
    frame,
    until: async (what, isSo, { pass = 0, within = 30_000 } = {}) => {
      const end = Date.now() + within
      for (;;) {
        if (pass > 0) await onlooker.ask({ ask: 'pass', ms: pass })
        if (last && isSo(last)) return last
        if (Date.now() > end) throw new Error(`not within ${within} ms: ${what}; ${JSON.stringify(last?.servers.map(({ name, process, ha, leases }) => ({ name, process, state: ha[0]?.state, leases })))} ${JSON.stringify(last?.clients)}`)
        await sleep(30)
      }
    },
    close: async () => {
      connection.close()
      await lab.close()
      rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
    },
  }
  onlooker.look({ chart: true })
  return onlooker
}

/** Behind the relay of the campus's first subnet. */
export function officeClient(changes: Partial<ClientProfile> = {}): ClientProfile {
  return { ...plainProfile, relay: { address: '192.168.0.1', circuitId: '', remoteId: '', linkSelection: '' }, ...changes }
}

export function stateOf(frame: Frame, server: string): string | undefined {
  const found = frame.servers.find((one) => one.name === server)
  return found?.process === 'running' ? found.ha[0]?.state : found?.process
}

export const areNormal = (frame: Frame): boolean => stateOf(frame, 'mserver') === 'hot-standby' && stateOf(frame, 'sserver') === 'hot-standby'
