/** Ports on 127.0.0.1 that nobody has, given once. */
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import type { PortFor } from './assign-places'

/** Below what systems take for outgoing connections: nobody gets such a port by chance before its server listens, or while that is down. */
export const quietPorts = { lowest: 20_000, highest: 31_999 } as const

/** `first`: where to begin; 0: anywhere among the quiet ones. */
export function createPortFinder(first: number): PortFor {
  const given = new Map<string, number>()
  const { lowest, highest } = first === 0 ? quietPorts : { lowest: first, highest: 65_535 }
  let next = first === 0 ? randomInt(lowest, highest + 1) : first
  let left = highest - lowest + 1
  return async (host, door) => {
    const key = `${host} ${door}`
    const before = given.get(key)
    if (before !== undefined) return before
    while (left-- > 0) {
      const port = next
      next = port === highest ? lowest : port + 1
      if (!(await isFree(port))) continue
      given.set(key, port)
      return port
    }
    throw new Error(`there is no free port from ${lowest} on`)
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}
