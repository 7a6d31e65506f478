/** The laboratory: a deployment that is booted, played with and watched; every page that looks on is a connection. */
import type { Answer, Ask, Look, View } from './messages'
import { answerAsk } from './answers'
import { changesForClients } from './changes'
import { composeFrame, nothingSent } from './frames'
import type { Scene, Sent } from './frames'
import type { Frame } from './frame'
import type { LabDeployment, LabParts } from './lab-parts'
import { keepNames } from './keep-names'
import { createNotices } from './notices'
import { createPlayerStage } from './player'
import { createRecorder } from './recorder'
import { openRun } from './run'
import type { Run } from './run'
import { readScript, runScript } from '../ha/world/script'

export interface Lab {
  /** `isReady`: false while the page is behind; it gets the next frame then. */
  connect(send: (answer: Answer) => void, isReady?: () => boolean): LabConnection
  /** Throws with one sentence where no server can be started. */
  boot(time: 'real' | 'virtual'): Promise<void>
  end(): Promise<void>
  /** Resolves when it is over; throws with the line that did not come true. */
  play(scenario: string, onLine?: (line: number, text: string) => void): Promise<void>
  /** The one that is running. */
  readonly run: Run | undefined
  /** That, or the one that ended last: what was seen of it stays. */
  readonly lastRun: Run | undefined
  readonly deployment: LabDeployment
  readonly parts: LabParts
  /** What is done from now on; '' or what was recorded. */
  record(on: boolean): string
  note(line: string): void
  stopPlaying(): void
  close(): Promise<void>
}

export interface LabConnection {
  receive(message: Look | Ask): void
  close(): void
}

/** ms of the machine's clock between frames. */
const betweenFrames = 200

/** Throws with one sentence where there is no deployment. */
export function createLab(parts: LabParts): Lab {
  const { wall } = parts
  const notices = createNotices()
  const recorder = createRecorder()
  const pages = new Set<Page>()
  let deployment = parts.readDeployment()
  let state: Frame['run'] = 'ready'
  let run: Run | undefined
  let playing: Playing | undefined
  let cancel: () => void = () => undefined
  let before: Promise<unknown> = Promise.resolve()
  /** Servers that came into the files since the boot. */
  let added: readonly string[] = []

  const scene = (): Scene => ({ title: parts.title, deployment, state, run, notices, load: loadOf(run), isRecording: recorder.isOn, playing: playing?.shown ?? null, now: wall.now() })
  /** The servers and their clients go on without the picture. */
  const push = (page: Page): void => {
    try {
      page.push(scene())
    } catch (error) {
      parts.onFault(error)
    }
  }
  const tick = (): void => {
    pages.forEach(push)
    cancel = wall.after(betweenFrames, tick)
  }
  cancel = wall.after(betweenFrames, tick)
  /** Booting and ending take their turn. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = before.then(work, work)
    before = result.catch(() => undefined)
    return result
  }

  const followFiles = (): void => {
    let next: LabDeployment
    try {
      const kept = keepNames(deployment, parts.readDeployment(), parts.isSameFile)
      next = kept.deployment
      for (const name of kept.added) if (!added.includes(name)) notices.add({ at: run?.now() ?? wall.now(), server: '', kind: 'notice', text: `${name} is new in the files: the next boot starts it.` })
      added = kept.added
    } catch (error) {
      notices.add({ at: scene().now, server: '', kind: 'fault', text: reason(error) })
      return
    }
    const groups = run?.crowd.groups() ?? []
    const clients = groups.flatMap((group) => {
      const profile = run?.crowd.of({ group: group.id })[0]?.group.profile
      return profile ? [{ title: `clients ${group.title}`, profile }] : []
    })
    const current = run
    const changes = changesForClients({ before: deployment.explained, after: next.explained, clients, leasesOf: (server) => current?.book.of(server) ?? [], now: wall.now() })
    deployment = next
    for (const { server, text, place } of changes) notices.add({ at: current?.now() ?? wall.now(), server, kind: 'change', text, ...(place ? { place } : {}) })
    if (changes.length === 0) notices.add({ at: current?.now() ?? wall.now(), server: '', kind: 'change', text: 'The files changed; for the clients nothing does.' })
  }
  const followChange = (): void => {
    try {
      followFiles()
    } catch (error) {
      parts.onFault(error)
    }
  }
  const close = async (): Promise<void> => {
    const current = run
    if (!current || state !== 'running') return
    state = 'ending'
    playing?.breakOff()
    try {
      await current.close()
    } finally {
      for (const name of current.names) Object.assign(current.serverOf(name), { process: 'down', ha: [], booted: undefined })
      state = 'ready'
    }
  }
  const lab: Lab = {
    parts,
    get run() {
      return state === 'running' ? run : undefined
    },
    get lastRun() {
      return run
    },
    get deployment() {
      return deployment
    },
    connect: (send, isReady = () => true) => {
      const page = createPage(send, isReady)
      pages.add(page)
      return {
        receive: (message) => {
          if ('look' in message) {
            page.look(message.look, run)
            push(page)
            return
          }
          answerAsk(lab, message).then(
            (result) => send({ reply: message.id, result }),
            (error: unknown) => send({ reply: message.id, fault: reason(error) }),
          ).finally(() => push(page)).catch(parts.onFault)
        },
        close: () => {
          page.close()
          pages.delete(page)
        },
      }
    },
    boot: (time) =>
      inTurn(async () => {
        await close()
        state = 'booting'
        pages.forEach(push)
        added = []
        try {
          deployment = parts.readDeployment()
          run = await openRun({ lab: parts, deployment, notices, time, onFilesChanged: followChange })
          state = 'running'
          recorder.resume(run.now())
          for (const page of pages) page.follow(run)
        } catch (error) {
          state = 'ready'
          throw error
        }
      }),
    end: () => inTurn(close),
    play: async (text, onLine) => {
      const script = readScript(text)
      const current = lab.run
      if (!current) throw new Error('no pair is running: boot it first')
      if (playing) throw new Error('a scenario is played already')
      const lines = text.split('\n').length
      const own = createPlaying(lines)
      playing = own
      try {
        const over = runScript(script, createPlayerStage(current, deployment, lab.note, own.broken), (step) => {
          if (own.isBroken) throw new Error('it was broken off')
          own.shown = { line: step.line, lines, text: step.text }
          onLine?.(step.line, step.text)
        })
        // A line that waits for an hour is not waited for.
        await Promise.race([over, own.broken])
      } finally {
        playing = undefined
      }
    },
    stopPlaying: () => {
      playing?.breakOff()
      lab.run?.testbed.setSpeed(lab.run.speed)
    },
    record: (on) => recorder.switch(on, run?.now() ?? 0),
    note: (line) => recorder.note(line, run?.now() ?? 0),
    close: async () => {
      await inTurn(close)
      cancel()
      for (const page of pages) page.close()
    },
  }
  return lab
}

interface Playing {
  shown: NonNullable<Frame['playing']>
  readonly isBroken: boolean
  /** Rejected when it is broken off. */
  readonly broken: Promise<never>
  breakOff(): void
}

function createPlaying(lines: number): Playing {
  let isBroken = false
  let reject: (error: Error) => void = () => undefined
  const broken = new Promise<never>((_, fail) => (reject = fail))
  broken.catch(() => undefined)
  return {
    shown: { line: 0, lines, text: '' },
    get isBroken() {
      return isBroken
    },
    broken,
    breakOff: () => {
      isBroken = true
      reject(new Error('it was broken off'))
    },
  }
}

function loadOf(run: Run | undefined): Frame['load'] {
  const load = run?.crowd.currentLoad
  return load ? { act: load.act, perSecond: load.perSecond } : null
}

interface Page {
  look(view: View, run: Run | undefined): void
  /** A new run has begun. */
  follow(run: Run): void
  push(scene: Scene): void
  close(): void
}

function createPage(send: (answer: Answer) => void, isReady: () => boolean): Page {
  let view: View | undefined
  let sent: Sent = nothingSent()
  let unfollow: (() => void) | undefined
  const follow = (run: Run): void => {
    unfollow?.()
    unfollow = run.logs.follow((server, lines) => send({ log: { server, lines } }))
  }
  return {
    look: (next, run) => {
      // A page that was away has nothing any more.
      if (!view) sent = nothingSent()
      view = next
      if (next.logs === true && !unfollow && run) follow(run)
      if (next.logs !== true) {
        unfollow?.()
        unfollow = undefined
      }
    },
    follow: (run) => {
      if (view?.logs === true) follow(run)
    },
    push: (scene) => {
      if (view && isReady()) send({ frame: composeFrame(scene, view, sent) })
    },
    close: () => {
      view = undefined
      unfollow?.()
      unfollow = undefined
    },
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
