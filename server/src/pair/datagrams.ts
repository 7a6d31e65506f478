/** The UDP side of a server: what came in one turn is answered together, after its leases are written. */
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { answer, countSent } from '../dhcp/answer'
import { broadcast } from '../dhcp/exchange'
import type { Answered, Arrival, DropReason, Outcome } from '../dhcp/exchange'
import { textOfAddress } from '../dhcp/leases/csv'
import { messageType, option } from '../dhcp/packet/codes'
import { setNow } from '../dhcp/server'
import type { DhcpServer } from '../dhcp/server'
import type { PacketWatch, Pending } from '../lab/report'
import { parseAddress } from '../net/ipv4'

export interface DatagramDoor {
  readonly port: number
  /** There is room again for answers that wait for the partner. */
  goOn(): void
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
  /** How many more answers may wait for the partner. */
  room?: (() => number) | undefined
  /** Whether the answer leaves now, later by `send` (its partner has to store the lease first), or never. */
  holds?: ((outcome: Outcome, held: HeldAnswer) => 'send' | 'hold' | 'drop') | undefined
  onOutcome(outcome: Outcome): void
  /** Who follows each packet; undefined: nobody does now. */
  readonly watch?: (() => PacketWatch | undefined) | undefined
  /** A fault of ours: the packet is lost, the server goes on. */
  onFault(error: unknown): void
  /** What a broadcast is sent to where the system has no route for 255.255.255.255. */
  readonly directedBroadcast: string | undefined
}

/** An answer that waits for the partner. */
export interface HeldAnswer {
  send(): void
  /** It never leaves. */
  discard(reason: 'partner-refused'): void
}

interface Waiting {
  readonly outcome: Outcome
  readonly pending: Pending | undefined
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
  /** Of those in `waiting`, how many will have to wait for the partner. */
  let toShare = 0
  const inbox = createInbox()
  const flush = (): void => {
    scheduled = false
    const batch = waiting
    waiting = []
    toShare = 0
    try {
      parts.commit()
    } catch (error) {
      // What could not be written was promised to nobody.
      parts.onFault(error)
      return
    }
    for (const { outcome, pending, address, port } of batch) {
      const leave = (): void => {
        if (outcome.kind === 'reply' && !isClosed) send(socket, outcome, address, port, parts)
        if (pending) parts.watch?.()?.left(pending)
      }
      const discard = (reason: DropReason): void => {
        if (pending) parts.watch?.()?.discarded(pending, reason)
      }
      const verdict = parts.holds ? parts.holds(outcome, { send: leave, discard }) : 'send'
      if (verdict === 'send') leave()
      else if (verdict === 'drop') discard('too-many-parked')
    }
  }
  const addresses = new Map<string, number>()
  const hasRoom = (): boolean => !parts.room || parts.room() > toShare
  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }
  const handle = ({ octets, address, port }: Datagram): void => {
    let remote = addresses.get(address)
    if (remote === undefined) {
      remote = parseAddress(address) ?? 0
      if (addresses.size < 1000) addresses.set(address, remote)
    }
    setNow(parts.server, parts.clock())
    try {
      const outcome = answer(parts.server, parts.arrivalOf(octets, remote, port))
      parts.onOutcome(outcome)
      const pending = parts.watch?.()?.judged(octets, outcome)
      if (outcome.kind !== 'drop') {
        const isElsewhere = outcome.kind === 'reply' && !parts.toSource
        waiting.push(isElsewhere ? { outcome, pending, address: textOfAddress(outcome.address), port: outcome.port } : { outcome, pending, address, port })
        if (outcome.exchange.stored.length > 0) toShare++
      }
    } catch (error) {
      parts.onFault(error)
    }
    schedule()
  }
  const goOn = (): void => {
    for (let next = inbox.length > 0 && hasRoom() ? inbox.take() : undefined; next; next = hasRoom() ? inbox.take() : undefined) handle(next)
  }
  socket.on('message', (octets, { address, port }) => {
    const datagram = { octets, address, port }
    if (inbox.length === 0 && hasRoom()) handle(datagram)
    // Who only begins will ask again; who is nearly done waits for its turn.
    else if (isDiscover(octets) || !inbox.put(datagram)) {
      const busy: Outcome = { kind: 'drop', reason: 'busy', query: undefined }
      parts.onOutcome(busy)
      parts.watch?.()?.judged(octets, busy)
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
        goOn,
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

interface Datagram {
  readonly octets: Buffer
  readonly address: string
  readonly port: number
}

const longestInbox = 1000

/** First in, first out. */
function createInbox(): { readonly length: number; put(datagram: Datagram): boolean; take(): Datagram | undefined } {
  let list: Datagram[] = []
  let from = 0
  return {
    get length() {
      return list.length - from
    },
    put: (datagram) => {
      if (list.length - from >= longestInbox) return false
      list.push(datagram)
      return true
    },
    take: () => {
      const datagram = list[from]
      if (datagram) from++
      if (from === list.length) {
        list = []
        from = 0
      }
      return datagram
    },
  }
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
