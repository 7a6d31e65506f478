/** The UDP side of a server: what came in one turn is answered together, after its leases are written. */
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { answer, countSent } from '../dhcp/answer'
import { broadcast } from '../dhcp/exchange'
import type { Answered, Arrival, Outcome } from '../dhcp/exchange'
import { textOfAddress } from '../dhcp/leases/csv'
import { messageType, option } from '../dhcp/packet/codes'
import { setNow } from '../dhcp/server'
import type { DhcpServer } from '../dhcp/server'
import { parseAddress } from '../net/ipv4'

export interface DatagramDoor {
  readonly port: number
  close(): Promise<void>
}

export interface DatagramParts {
  readonly server: DhcpServer
  readonly address: string
  readonly port: number
  /** Answers go back to where the datagram came from, and not where RFC 2131 sends them. */
  readonly toSource: boolean
  readonly clock: () => number
  arrivalOf(octets: Buffer, remote: number, remotePort: number): Arrival
  /** Writes what was decided; called before the answers of a turn leave. */
  commit(): void
  /** Too much waits for the partner already: what only begins an exchange is left aside. */
  isBusy?: (() => boolean) | undefined
  /** Whether the answer leaves now, later by `send` (its partner has to store the lease first), or never. */
  holds?: ((outcome: Outcome, send: () => void) => 'send' | 'hold' | 'drop') | undefined
  onOutcome(outcome: Outcome): void
  /** A fault of ours: the packet is lost, the server goes on. */
  onFault(error: unknown): void
  /** What a broadcast is sent to where the system has no route for 255.255.255.255. */
  readonly directedBroadcast: string | undefined
}

interface Waiting {
  readonly outcome: Outcome
  /** Where its answer goes, if it has one. */
  readonly address: string
  readonly port: number
}

const receiveBuffer = 4 * 1024 * 1024

export function openDatagramDoor(parts: DatagramParts): Promise<DatagramDoor> {
  let isClosed = false
  const socket = createSocket({ type: 'udp4', lookup: (host, _options, done) => { done(null, host, 4) } })
  let waiting: Waiting[] = []
  let scheduled = false
  const flush = (): void => {
    scheduled = false
    const batch = waiting
    waiting = []
    try {
      parts.commit()
    } catch (error) {
      // What could not be written was promised to nobody.
      parts.onFault(error)
      return
    }
    for (const { outcome, address, port } of batch) {
      const leave = (): void => {
        if (outcome.kind === 'reply' && !isClosed) send(socket, outcome, address, port, parts)
      }
      if (!parts.holds) leave()
      else if (parts.holds(outcome, leave) === 'send') leave()
    }
  }
  const addresses = new Map<string, number>()
  socket.on('message', (octets, { address, port }) => {
    if (parts.isBusy?.() === true && isDiscover(octets)) {
      parts.onOutcome({ kind: 'drop', reason: 'busy', query: undefined })
      return
    }
    let remote = addresses.get(address)
    if (remote === undefined) {
      remote = parseAddress(address) ?? 0
      if (addresses.size < 1000) addresses.set(address, remote)
    }
    setNow(parts.server, parts.clock())
    try {
      const outcome = answer(parts.server, parts.arrivalOf(octets, remote, port))
      parts.onOutcome(outcome)
      if (outcome.kind !== 'drop') {
        const isElsewhere = outcome.kind === 'reply' && !parts.toSource
        waiting.push(isElsewhere ? { outcome, address: textOfAddress(outcome.address), port: outcome.port } : { outcome, address, port })
      }
    } catch (error) {
      parts.onFault(error)
    }
    if (!scheduled) {
      scheduled = true
      setImmediate(flush)
    }
  })
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      socket.close()
      reject(error)
    }
    socket.once('error', refuse)
    socket.bind({ address: parts.address, port: parts.port, exclusive: true }, () => {
      socket.off('error', refuse)
      socket.on('error', (error) => {
        parts.onFault(error)
      })
      prepare(socket)
      resolve({
        port: (socket.address()).port,
        close: () =>
          new Promise((done) => {
            isClosed = true
            socket.close(() => {
              done()
            })
          }),
      })
    })
  })
}

/** By a look at where nearly every client has option 53. */
function isDiscover(octets: Buffer): boolean {
  return octets[240] === option.messageType && octets[242] === messageType.discover
}

/** Systems bound the buffer's size; the default will do where they refuse. */
function prepare(socket: Socket): void {
  socket.setBroadcast(true)
  try {
    socket.setRecvBufferSize(receiveBuffer)
  } catch {
    return
  }
}

function send(socket: Socket, { octets, reply }: Answered, address: string, port: number, parts: DatagramParts): void {
  countSent(parts.server, reply)
  socket.send(octets, port, address, (error) => {
    if (!error) return
    const isBroadcast = address === textOfAddress(broadcast)
    if (isBroadcast && parts.directedBroadcast !== undefined) socket.send(octets, port, parts.directedBroadcast, (again) => { if (again) parts.onFault(again) })
    else parts.onFault(error)
  })
}
