/** Ports for servers that are stopped and started again at the same place. */
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { quietPorts } from '../../src/pair/ports'

const { lowest: first, highest: last } = quietPorts

/** Another start in every process, so that test files beside each other seldom meet. */
const next = { port: first + Math.floor(Math.random() * (last - first)) }

/** Free for TCP and for UDP, and given once in this process. */
export async function takePort(): Promise<number> {
  for (let tries = 0; tries < 1000; tries++) {
    const port = next.port
    next.port = port >= last ? first : port + 1
    if ((await isFreeForTcp(port)) && (await isFreeForUdp(port))) return port
  }
  throw new Error('there is no free port')
}

function isFreeForTcp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

function isFreeForUdp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', () => resolve(false))
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => socket.close(() => resolve(true)))
  })
}
