/** The laboratory in a process of its own: whoever shows it is connected to it by name, and it ends with the window. */
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { Answer, Ask, AskBody, Look, Results, View } from '../../../../server/src/lab/messages'
import type { Words } from '../../words'

export interface Laboratory {
  readonly pid: number | undefined
  /** The name is free again once the connection is closed. */
  connect(view: string, heard: (answer: Answer) => void): Connection
  /** Fulfilled when the process is gone, and with it every server that it ran. */
  end(): Promise<void>
}

export interface Connection {
  look(view: View): void
  /** Rejected with one sentence where it cannot be done, or when the laboratory ends before it answers. */
  ask<Body extends AskBody>(body: Body): Promise<Results[Body['ask']]>
  /** A message with a number of the sender's own, whose answer is only heard. */
  pass(message: Look | Ask): void
  close(): void
}

export interface LaboratoryOptions {
  /** kea-pair's script. */
  readonly module: string
  readonly paths: readonly string[]
  /** undefined: the one of kea-lint.json, or the default. */
  readonly release: string | undefined
  /** Paths; where included files are also looked for. */
  readonly includeFolders: readonly string[]
  readonly words: Words
  /** It ended without being asked to; the sentence says what is known. */
  onCrash(reason: string): void
}

/** How long it may take to end what it runs, ms. */
const patience = 6000

/** Rejected with one sentence where the paths cannot be read. */
export function startLaboratory({ module, paths, release, includeFolders, words, onCrash }: LaboratoryOptions): Promise<Laboratory> {
  const argv = ['lab', ...(release === undefined ? [] : ['--release', release]), ...includeFolders.flatMap((folder) => ['--include-folder', folder]), ...paths]
  const child = fork(module, argv, {
    serialization: 'json',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // The desktop's own program is Node only when it is told so.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  const lastWords = hear(child)
  const connections = new Map<string, { answer(answer: Answer): void; end(): void }>()
  let isEnding = false

  function send(message: object): void {
    // Who sends at the moment of its end learns of that end by `exit`.
    if (child.connected) child.send(message, () => undefined)
  }

  function connect(view: string, heard: (answer: Answer) => void): Connection {
    const waiting = new Map<number, { fulfil(result: unknown): void; reject(error: Error): void }>()
    let asked = 0
    const own = {
      answer(answer: Answer): void {
        const question = 'reply' in answer ? waiting.get(answer.reply) : undefined
        if (!('reply' in answer) || !question) {
          heard(answer)
          return
        }
        waiting.delete(answer.reply)
        if ('fault' in answer) question.reject(new Error(answer.fault))
        else question.fulfil(answer.result)
      },
      end(): void {
        for (const question of waiting.values()) question.reject(new Error(words.t('The test pair has ended.')))
        waiting.clear()
      },
    }
    connections.set(view, own)
    send({ view, connect: true })
    return {
      look: (look) => send({ view, message: { look } }),
      ask: <Body extends AskBody>(body: Body) =>
        new Promise<Results[Body['ask']]>((resolve, reject) => {
          const id = ++asked
          waiting.set(id, { fulfil: (result) => resolve(result as Results[Body['ask']]), reject })
          if (child.connected) send({ view, message: { ...body, id } })
          else own.end()
        }),
      pass: (message) => send({ view, message }),
      close() {
        own.end()
        if (connections.get(view) !== own) return
        connections.delete(view)
        send({ view, close: true })
      },
    }
  }

  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      for (const connection of connections.values()) connection.end()
      connections.clear()
      resolve()
    })
  })

  function end(): Promise<void> {
    isEnding = true
    if (child.connected) child.disconnect()
    const timer = setTimeout(() => child.kill('SIGKILL'), patience)
    return gone.finally(() => clearTimeout(timer))
  }

  return new Promise((resolve, reject) => {
    let isReady = false
    child.on('message', (message: unknown) => {
      if (!isReady) {
        if (!isRecord(message)) return
        if (typeof message['failed'] === 'string') {
          void end()
          reject(new Error(message['failed']))
        } else if (message['ready'] === true) {
          isReady = true
          resolve({ pid: child.pid, connect, end })
        }
      } else if (isAnswer(message)) connections.get(message.view)?.answer(message.message)
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      const reason = lastWords() || (signal ? words.t('it ended with {0}', signal) : words.t('it ended with exit code {0}', code ?? '?'))
      if (!isReady) reject(new Error(reason))
      else if (!isEnding) onCrash(reason)
    })
  })
}

/** What it wrote to standard error last: the error itself, where it is one with its stack. */
function hear(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (more: string) => {
    text = (text + more).slice(-4096)
  })
  return () => {
    const lines = text.trimEnd().split('\n')
    return lines.findLast((line) => /^(kea-pair|\w*Error): /.test(line)) ?? lines.at(-1) ?? ''
  }
}

function isAnswer(message: unknown): message is { readonly view: string; readonly message: Answer } {
  return isRecord(message) && typeof message['view'] === 'string' && isRecord(message['message'])
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
