/** The trace as a capture that Wireshark reads: each query and its answer, with the reason where there is none. */
import { broadcast } from '../dhcp/exchange'
import { mapInterfaces } from '../dhcp/interfaces'
import { addressIn } from '../dhcp/select-subnet'
import type { ExplainedServer } from '../explain/explained-server'
import type { Results } from './messages'
import { writePcapng } from './pcapng'
import type { TracedPacket } from './trace'

const serverPort = 67
const clientPort = 68
/** Where a message's header holds ciaddr and giaddr (RFC 2131 section 2). */
const ciaddrAt = 12
const giaddrAt = 24

/** As the packets would be on the networks of the files, and not on loopback. */
export function exportPackets(packets: readonly TracedPacket[], servers: readonly ExplainedServer[]): Results['export-packets'] {
  const own = new Map(servers.map(({ name, plan }) => [name, mapInterfaces(plan)[0]?.address ?? 0]))
  const frames = packets.flatMap(({ row, query, reply, server, at }) => {
    const comment = row.reasonText === '' ? `${server}: ${row.type} → ${row.outcome}` : `${server}: ${row.type} got no answer (${row.reason}). ${row.reasonText}`
    const address = own.get(server) ?? 0
    const giaddr = addressIn(query.subarray(giaddrAt))
    const client = giaddr === 0 ? { address: addressIn(query.subarray(ciaddrAt)), port: clientPort } : { address: giaddr, port: serverPort }
    const asked = { at, from: client.address, fromPort: client.port, to: client.address === 0 ? broadcast : address, toPort: serverPort, octets: Buffer.from(query), comment }
    if (!reply) return [asked]
    return [asked, { at: at + (row.took ?? 0), from: address, fromPort: serverPort, to: client.address === 0 ? broadcast : client.address, toPort: client.port, octets: Buffer.from(reply), comment }]
  })
  frames.sort((one, other) => one.at - other.at)
  return { name: 'kea-pair.pcapng', base64: writePcapng(frames).toString('base64'), packets: frames.length }
}
