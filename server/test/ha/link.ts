/** The network between two partners, as a TCP proxy that can be cut. */
import { connect, createServer } from 'node:net'
import type { Server, Socket } from 'node:net'

export interface Link {
  /** Where the partner is asked for. */
  readonly port: number
  /** What is open breaks off, what is new is refused. */
  cut(): Promise<void>
  heal(): Promise<void>
  /** What has this word in it takes so long on its way, ms. */
  slowDown(word: string, ms: number): void
  /** All that was asked so far, as it stood on the wire. */
  asked(): string
}

/** `port`: the proxy's own; `to`: the listener behind it. */
export async function openLink(port: number, to: number): Promise<Link> {
  const sockets = new Set<Socket>()
  let server: Server | undefined
  let asked = ''
  let slow: { readonly word: string; readonly ms: number } | undefined
  const join = (inner: Socket): void => {
    const outer = connect(to, '127.0.0.1')
    inner.on('data', (part: Buffer) => {
      const text = part.toString('latin1')
      asked += text
      if (slow && text.includes(slow.word)) setTimeout(() => outer.write(part), slow.ms)
      else outer.write(part)
    })
    inner.on('end', () => outer.end())
    outer.pipe(inner)
    for (const [socket, other] of [[inner, outer], [outer, inner]] as const) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  }
  const link: Link = {
    port,
    cut: async () => {
      const closed = new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
      server = undefined
      for (const socket of sockets) socket.destroy()
      await closed
    },
    heal: () =>
      new Promise((resolve, reject) => {
        server = createServer(join)
        server.once('error', reject)
        server.listen(port, '127.0.0.1', () => resolve())
      }),
    slowDown: (word, ms) => {
      slow = { word, ms }
    },
    asked: () => asked,
  }
  await link.heal()
  return link
}
