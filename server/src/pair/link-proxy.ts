/** A link between two servers that can fail: TCP that is cut, slowed, or loses what was said. A cut link is silent, as a broken network is. */
import { connect, createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface FailingLink {
  isCut: boolean
  /** ms, the least and the most. */
  delay: readonly [number, number]
  /** 0 to 1: how many pieces never arrive; the connection hangs from there on. */
  loss: number
}

export interface LinkProxy {
  readonly port: number
  /** What is asked, and what is answered. */
  readonly there: FailingLink
  readonly back: FailingLink
  close(): Promise<void>
}

/** `target`: a port on 127.0.0.1. */
export function openLinkProxy(target: number, there: FailingLink, back: FailingLink, random: () => number): Promise<LinkProxy> {
  const sockets = new Set<Socket>()
  const server: Server = createServer({ allowHalfOpen: true }, (incoming) => {
    const outgoing = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true })
    for (const socket of [incoming, outgoing]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => socket.destroy())
    }
    carry(incoming, outgoing, there, random)
    carry(outgoing, incoming, back, random)
    const end = (): void => {
      for (const socket of [incoming, outgoing]) {
        sockets.delete(socket)
        socket.destroy()
      }
    }
    incoming.on('close', end)
    // A server that refuses is told at once; one that died behind a cut is not.
    outgoing.on('close', () => {
      if (!there.isCut && !back.isCut) end()
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        there,
        back,
        close: () =>
          new Promise((done) => {
            for (const socket of sockets) socket.destroy()
            server.close(() => done())
          }),
      })
    })
  })
}

/** In order, as TCP is; what was lost is never made up for. */
function carry(from: Socket, to: Socket, link: FailingLink, random: () => number): void {
  let isLost = false
  let free = 0
  from.on('data', (part: Buffer) => {
    isLost ||= link.isCut || (link.loss > 0 && random() < link.loss)
    if (isLost) return
    const [least, most] = link.delay
    const now = Date.now()
    free = Math.max(free, now + least + random() * (most - least))
    setTimeout(() => {
      if (link.isCut) isLost = true
      else if (to.writable) to.write(part)
    }, free - now)
  })
  from.on('end', () => {
    if (!isLost && !link.isCut) to.end()
  })
}
