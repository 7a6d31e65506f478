/** The laboratory behind a command: in a browser (`up --ui`), for an editor (`lab`), and without anybody (`play`). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createLab } from '../lab/lab'
import type { Lab, LabConnection } from '../lab/lab'
import type { Answer, Ask, Look } from '../lab/messages'
import type { UpArguments } from './arguments'
import type { PairEvent } from './events'
import { openPageDoor } from './doors/page'
import { labParts } from './lab-world'
import { createPortFinder } from './ports'
import { reasonFor } from './serve'
import { safeName, stateDirOf } from './state-dir'

export interface LabHost {
  /** The script that runs one server when it is given the word `serve`. */
  readonly entry: string
  onEvent(event: PairEvent): void
}

/** Each boot begins with empty disks, unless a folder is named for them. */
export function openLab(args: UpArguments, host: LabHost): { readonly lab: Lab; close(): Promise<void> } {
  let scratch: string | undefined
  let boots = 0
  const lab = createLab(
    labParts({
      entry: host.entry,
      paths: args.paths,
      release: args.release,
      includeFolders: args.includeFolders,
      dhcpPort: args.dhcpPort,
      portFor: createPortFinder(args.httpPort),
      stateDirOf: (server, among) => (args.stateDir === undefined ? path.join((scratch ??= mkdtempSync(path.join(tmpdir(), 'kea-lab-'))), String(boots), safeName(server.name)) : stateDirOf(args.stateDir, server, among)),
      onBoot: () => {
        boots++
      },
      onEvent: host.onEvent,
    }),
  )
  return {
    lab,
    close: async () => {
      await lab.close()
      if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** Boots the deployment and opens its page; the url leads there. Throws with one sentence. */
export async function showInBrowser(args: UpArguments, host: LabHost, time: 'real' | 'virtual'): Promise<{ readonly url: string; readonly lab: Lab; close(): Promise<void> }> {
  const { lab, close } = openLab(args, host)
  try {
    const door = await openPageDoor({ lab, assets: path.join(path.dirname(host.entry), '../../client/dist/webview'), port: args.uiPort })
    try {
      await lab.boot(time)
    } catch (error) {
      await door.close()
      throw error
    }
    return {
      url: door.url,
      lab,
      close: async () => {
        await door.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Plays a scenario from its file and ends. Throws with the line that did not come true. */
export async function playScenario(file: string, args: UpArguments, host: LabHost, time: 'real' | 'virtual', onLine: (line: number, text: string) => void): Promise<void> {
  const text = readFileSync(file, 'utf8')
  const { lab, close } = openLab(args, host)
  try {
    await lab.boot(time)
    await lab.play(text, onLine)
  } finally {
    await close()
  }
}

/** What the editor says to this process, and hears. */
export type FromEditor = { readonly view: string; readonly connect: true } | { readonly view: string; readonly close: true } | { readonly view: string; readonly message: Look | Ask }
export type ToEditor = { readonly ready: true } | { readonly failed: string } | { readonly view: string; readonly message: Answer }

/** Ends with the editor. */
export function serveEditor(args: UpArguments, host: LabHost): void {
  const tell = (message: ToEditor): void => {
    if (process.connected) process.send?.(message)
  }
  let opened: ReturnType<typeof openLab>
  try {
    opened = openLab(args, host)
  } catch (error) {
    tell({ failed: reasonFor(error) })
    process.exitCode = 1
    process.disconnect()
    return
  }
  const { lab, close } = opened
  const views = new Map<string, LabConnection>()
  let isEnding = false
  const end = (): void => {
    if (isEnding) return
    isEnding = true
    close().catch(() => undefined).finally(() => process.exit(0))
  }
  process.on('disconnect', end)
  process.on('SIGTERM', end)
  // A terminal sends its signals to the whole group: the editor says when to stop.
  process.on('SIGINT', () => undefined)
  process.on('message', (said: FromEditor) => {
    if ('connect' in said) {
      views.get(said.view)?.close()
      views.set(said.view, lab.connect((message) => tell({ view: said.view, message })))
    } else if ('close' in said) {
      views.get(said.view)?.close()
      views.delete(said.view)
    } else views.get(said.view)?.receive(said.message)
  })
  tell({ ready: true })
}
