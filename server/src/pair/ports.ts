/** Ports on 127.0.0.1 that nobody has, given once. */
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { PortFor } from './assign-places'

/** `first`: where to begin; 0: wherever the system likes. */
export function createPortFinder(first: number): PortFor {
  const given = new Map<string, number>()
  let next = first
  return async (host, door) => {
    const key = `${host} ${door}`
    const before = given.get(key)
    if (before !== undefined) return before
    for (;;) {
      if (next > 65535) throw new Error(`there is no free port from ${first} on`)
      const port = await tryPort(next)
      if (next !== 0) next++
      if (port === undefined || [...given.values()].includes(port)) continue
      given.set(key, port)
      return port
    }
  }
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const found = (server.address() as AddressInfo).port
      server.close(() => resolve(found))
    })
  })
}
