/** A link between two servers that can fail: TCP that is cut, slowed, or loses what was said. A cut link is silent, as a broken network is. */
import { connect, createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Link } from '../ha/world/link'
import type { Place } from './places'

export interface LinkProxy {
  readonly port: number
  /** What is asked, and what is answered. */
  readonly there: Link
  readonly back: Link
  close(): Promise<void>
}

/** `target` is on loopback. */
export function openLinkProxy(target: Place, there: Link, back: Link, random: () => number): Promise<LinkProxy> {
  const sockets = new Set<Socket>()
  const server: Server = createServer({ allowHalfOpen: true }, (incoming) => {
    const outgoing = connect({ ...target, allowHalfOpen: true })
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

/** In order, as TCP is; what was lost is never made up for, and the connection hangs from there on. */
function carry(from: Socket, to: Socket, link: Link, random: () => number): void {
  let isLost = false
  let underWay = 0
  let free = 0
  const pass = (part: Buffer | undefined): void => {
    if (link.isCut) isLost = true
    if (isLost || !to.writable) return
    if (part) to.write(part)
    else to.end()
  }
  /** undefined: the end. */
  const send = (part: Buffer | undefined): void => {
    const [least, most] = link.delay
    const now = Date.now()
    free = Math.max(free, now + least + random() * (most - least))
    if (free <= now && underWay === 0) {
      pass(part)
      return
    }
    underWay++
    setTimeout(() => {
      underWay--
      pass(part)
    }, free - now)
  }
  from.on('data', (part: Buffer) => {
    isLost ||= link.isCut || (link.loss > 0 && random() < link.loss)
    if (!isLost) send(part)
  })
  from.on('end', () => {
    if (!isLost && !link.isCut) send(undefined)
  })
}
