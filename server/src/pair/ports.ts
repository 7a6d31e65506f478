/** Ports on 127.0.0.1 that nobody has, given once. */
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import type { PortFor } from './assign-places'

/** Below what systems take for outgoing connections: nobody gets such a port by chance before its server listens, or while that is down. */
const lowest = 20_000
const highest = 31_999

/** `first`: where to begin; 0: anywhere. */
export function createPortFinder(first: number): PortFor {
  const given = new Map<string, number>()
  const end = first === 0 ? highest : 65_535
  let next = first === 0 ? randomInt(lowest, highest + 1) : first
  let left = first === 0 ? highest - lowest + 1 : end - first + 1
  return async (host, door) => {
    const key = `${host} ${door}`
    const before = given.get(key)
    if (before !== undefined) return before
    for (; left > 0; left--) {
      const port = next
      next = port === end ? lowest : port + 1
      if (!(await isFree(port))) continue
      left--
      given.set(key, port)
      return port
    }
    throw new Error(first === 0 ? `there is no free port from ${lowest} to ${highest}` : `there is no free port from ${first} on`)
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}
