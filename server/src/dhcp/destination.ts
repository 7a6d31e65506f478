/** Where an answer goes (RFC 2131 section 4.1). */
import { broadcast } from './exchange'
import type { Exchange } from './exchange'
import { messageType } from './packet/codes'
import type { Reply } from './packet/reply'
import type { ReceivedOptions } from './plan-types'
import { agentSubOption } from './subject'

export const broadcastFlag = 0x8000
const clientPort = 68
const serverPort = 67

/** Also sets the broadcast flag where a relay is to deliver to a client that has no address. */
export function destinationOf(exchange: Exchange, reply: Reply, received: ReceivedOptions): { address: number; port: number } {
  const { query, arrival, type } = exchange
  const isRelayed = query.giaddr !== 0
  if (type === messageType.inform) {
    if (query.ciaddr !== 0) return { address: query.ciaddr, port: clientPort }
    if (!isRelayed) return { address: arrival.remote, port: clientPort }
    reply.flags |= broadcastFlag
    return { address: query.giaddr, port: relayPort(exchange, received) }
  }
  if (isRelayed) return { address: query.giaddr, port: relayPort(exchange, received) }
  return { address: directAddress(exchange, reply), port: clientPort }
}

/** Without raw sockets an answer to a client that has no address yet can only be broadcast. */
function directAddress({ query, arrival }: Exchange, reply: Reply): number {
  if (query.ciaddr !== 0) return query.ciaddr
  if (reply.type === messageType.nak || reply.yiaddr !== 0) return broadcast
  return arrival.remote !== 0 ? arrival.remote : broadcast
}

/** RFC 8357: a relay that does not use port 67 says so. */
function relayPort(exchange: Exchange, received: ReceivedOptions): number {
  return agentSubOption(exchange, received, 'relayPort') ? exchange.arrival.remotePort : serverPort
}
