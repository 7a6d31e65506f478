/** The one test pair of a window: its laboratory, what it shows at the moment, and what the editor's menus know of it. */
import * as vscode from 'vscode'
import type { Frame } from '../../../../server/src/lab/frame'
import type { AskBody, Results, View } from '../../../../server/src/lab/messages'
import { startLaboratory } from './laboratory'
import type { Connection, Laboratory } from './laboratory'
import type { Deployment } from './deployments'
import { editorWords } from '../../editor-words'

export interface TestPair {
  readonly deployment: Deployment | undefined
  /** The latest, with notices and time line; undefined where there is no laboratory. */
  readonly frame: Frame | undefined
  readonly laboratory: Laboratory | undefined
  /** A laboratory is up, and nothing runs in it yet. */
  readonly onOpen: vscode.Event<Laboratory>
  readonly onFrame: vscode.Event<Frame | undefined>
  /** Why, where nobody asked it to end. */
  readonly onEnd: vscode.Event<string | undefined>
  /** Brings up the laboratory for these servers; another one ends before. Rejected with one sentence. */
  open(deployment: Deployment): Promise<void>
  /** Rejected with one sentence, also where there is no laboratory. */
  ask<Body extends AskBody>(body: Body): Promise<Results[Body['ask']]>
  /** What `frame` shows besides. */
  look(view: View): void
  end(): Promise<void>
  readonly items: vscode.Disposable
}

export function isRunning(frame: Frame | undefined): boolean {
  return frame?.run === 'booting' || frame?.run === 'running'
}

export function createTestPair(module: string): TestPair {
  const opened = new vscode.EventEmitter<Laboratory>()
  const framed = new vscode.EventEmitter<Frame | undefined>()
  const ended = new vscode.EventEmitter<string | undefined>()
  const context = createContext()
  let deployment: Deployment | undefined
  let laboratory: Laboratory | undefined
  let connection: Connection | undefined
  let frame: Frame | undefined
  let view: View = {}
  let before: Promise<void> = Promise.resolve()

  function show(next: Frame | undefined): void {
    frame = next && { ...kept(frame, view), ...next }
    context.set('kea.pair.open', laboratory !== undefined)
    context.set('kea.pair.running', isRunning(frame))
    context.set('kea.pair.recording', frame?.isRecording === true)
    context.set('kea.pair.playing', (frame?.playing ?? null) !== null)
    framed.fire(frame)
  }

  function forget(reason: string | undefined): void {
    laboratory = undefined
    connection = undefined
    show(undefined)
    ended.fire(reason)
  }

  async function begin(asked: Deployment): Promise<void> {
    const begun: Laboratory = await startLaboratory({
      module,
      paths: asked.files.map((uri) => uri.fsPath),
      release: asked.release,
      includeFolders: asked.includeFolders,
      words: editorWords,
      onCrash: (reason) => laboratory === begun && forget(reason),
    })
    laboratory = begun
    deployment = asked
    connection = begun.connect('tree', (answer) => {
      if ('frame' in answer && laboratory === begun) show(answer.frame)
    })
    connection.look(view)
    show(undefined)
    opened.fire(begun)
  }

  async function end(): Promise<void> {
    const ending = laboratory
    if (!ending) return
    forget(undefined)
    await ending.end()
  }

  /** One after the other: a second click must not bring up a second laboratory. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = before.then(work)
    before = done.catch(() => undefined)
    return done
  }

  context.set('kea.pair.canPause', process.platform !== 'win32')
  return {
    get deployment() {
      return deployment
    },
    get frame() {
      return frame
    },
    get laboratory() {
      return laboratory
    },
    onOpen: opened.event,
    onFrame: framed.event,
    onEnd: ended.event,
    open: (asked) =>
      inTurn(async () => {
        if (laboratory && deployment && isSame(deployment, asked)) return
        await end()
        await begin(asked)
      }),
    ask: (body) => (connection ? connection.ask(body) : Promise.reject(new Error(vscode.l10n.t('No test pair runs.')))),
    look(asked) {
      view = asked
      connection?.look(view)
    },
    end: () => inTurn(end),
    items: vscode.Disposable.from(opened, framed, ended),
  }
}

/** What the next frame may leave out because it did not change. */
function kept(frame: Frame | undefined, view: View): Partial<Frame> {
  const { notices = [], timeline = [], addresses, leases } = frame ?? {}
  return { notices, timeline, ...(view.addresses && addresses && { addresses }), ...(view.leases && leases && { leases }) }
}

export function isSame(one: Deployment, other: Deployment): boolean {
  const keys = [one, other].map(({ files, release }) => [...files.map(String), release].join('\n'))
  return keys[0] === keys[1]
}

/** Context keys, told when they change: frames come five times a second. */
function createContext(): { set(key: string, value: boolean): void } {
  const told = new Map<string, boolean>()
  return {
    set(key, value) {
      if (told.get(key) === value) return
      told.set(key, value)
      void vscode.commands.executeCommand('setContext', key, value)
    },
  }
}
