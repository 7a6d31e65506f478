/** How messages travel: through the editor that the page is a part of, or to the server that the browser had it from. */
import type { Answer, Ask, HostAsk, HostSays, Look } from '../../server/src/lab/messages'

export interface Channel {
  readonly hosted: 'editor' | 'browser'
  /** @throws where it could not be handed over; one sentence */
  send(message: Look | Ask): Promise<void>
  tell(ask: HostAsk): void
  /** What the page kept when it was last there; undefined for nothing. */
  remembered(): unknown
  remember(state: unknown): void
}

export interface Ears {
  heard(message: Answer | HostSays): void
  /** The laboratory is there, and knows nothing of this page yet. */
  came(): void
  gone(): void
}

interface EditorApi {
  postMessage(message: unknown): void
  getState(): unknown
  setState(state: unknown): void
}

declare global {
  interface Window {
    readonly acquireVsCodeApi?: () => EditorApi
  }
}

/** Says `came` at once in an editor, in a browser as soon as the stream of messages is open. */
export function openChannel(ears: Ears): Channel {
  const editor = window.acquireVsCodeApi?.()
  return editor === undefined ? browserChannel(ears) : editorChannel(editor, ears)
}

function editorChannel(editor: EditorApi, ears: Ears): Channel {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (isMessage(event.data)) ears.heard(event.data)
  })
  queueMicrotask(() => ears.came())
  return {
    hosted: 'editor',
    send: (message) => {
      editor.postMessage(message)
      return Promise.resolve()
    },
    tell: (ask) => editor.postMessage(ask),
    remembered: () => editor.getState(),
    remember: (state) => editor.setState(state),
  }
}

/** ms until a stream that the server closed is asked for again. */
const patience = 1500
const shelf = 'kea-page'

function browserChannel(ears: Ears): Channel {
  const token = new URLSearchParams(location.search).get('token') ?? ''
  const query = `?token=${encodeURIComponent(token)}`
  let connection = ''
  let open: () => void = () => undefined
  /** What is said before the stream is open waits for it. */
  const opened = new Promise<void>((resolve) => (open = resolve))
  listen()

  function listen(): void {
    const stream = new EventSource(`events${query}`)
    stream.onmessage = (event: MessageEvent<unknown>) => {
      const message: unknown = typeof event.data === 'string' ? JSON.parse(event.data) : undefined
      if (hasText(message, 'connection')) {
        connection = message.connection
        open()
        ears.came()
      } else if (isMessage(message)) ears.heard(message)
    }
    stream.onerror = () => {
      ears.gone()
      // A stream that only broke is taken up again by the browser itself.
      if (stream.readyState !== EventSource.CLOSED) return
      setTimeout(listen, patience)
    }
  }

  return {
    hosted: 'browser',
    async send(message) {
      await opened
      const answer = await fetch(`ask${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-connection': connection },
        body: JSON.stringify(message),
      })
      if (!answer.ok) throw new Error(`The laboratory answered ${answer.status}${answer.statusText ? ` (${answer.statusText})` : ''}.`)
    },
    tell(ask) {
      if (ask.host === 'save') download(ask.name, octets(ask.base64))
      else if (ask.host === 'new-document') download('recorded.kea-scenario', ask.text)
    },
    remembered() {
      const text = sessionStorage.getItem(shelf)
      const state: unknown = text === null ? undefined : JSON.parse(text)
      return state
    },
    remember: (state) => sessionStorage.setItem(shelf, JSON.stringify(state)),
  }
}

function download(name: string, content: string | Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([content]))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}

function octets(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
}

function hasText<K extends string>(value: unknown, key: K): value is Record<K, string> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, key) === 'string'
}

const kinds = ['reply', 'frame', 'log', 'hosted', 'show', 'explain']

/** Only what comes from the other half of this very program is let through; what is inside is not looked at again. */
function isMessage(value: unknown): value is Answer | HostSays {
  return typeof value === 'object' && value !== null && kinds.some((kind) => kind in value)
}
