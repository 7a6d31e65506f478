/** Log lines of the engine's outcomes, beside the ids that a real Kea 3.0 logged for the same packets. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer } from '../dhcp/answer'
import { dropReasons } from '../dhcp/exchange'
import type { DropReason } from '../dhcp/exchange'
import { leaseFormat } from '../dhcp/leases/csv'
import { createLeaseStore } from '../dhcp/leases/store'
import { messageType } from '../dhcp/packet/codes'
import { buildPlan } from '../dhcp/plan/build'
import { createServer } from '../dhcp/server'
import type { Saying } from '../clients/message'
import { writeMessage } from '../clients/message'
import { plainProfile } from '../clients/profile'
import type { ClientProfile } from '../clients/profile'
import { logLine, packetLogLines } from './log-line'
import type { LoggedPacket } from './log-line'

const at = Date.UTC(2026, 10, 25, 2, 22, 52, 123)
const loopback = 0x7f000001
const own = Buffer.from([127, 0, 0, 1])
const ip = (last: number): number => 0x0a010000 + last
const { discover, request, decline, release, inform } = messageType

test('a line has the form of Kea’s default pattern', () => {
  const entry = { at, pid: 1234, severity: 'info', logger: 'ha-hooks', id: 'HA_STATE_TRANSITION', text: 'one:\nto  ready' } as const
  assert.equal(logLine(entry), '2026-11-25 02:22:52.123 INFO  [kea-dhcp4.ha-hooks/1234.1234] HA_STATE_TRANSITION one: to  ready')
  assert.equal(logLine({ ...entry, severity: 'debug', utcOffset: 90 }).slice(0, 29), '2026-11-25 03:52:52.123 DEBUG')
})

function createTalk(): (profile: Partial<ClientProfile>, saying: Partial<Saying>, change?: (octets: Buffer) => void) => string[] {
  const { plan } = buildPlan(
    {
      'interfaces-config': { interfaces: ['lo'] },
      'valid-lifetime': 600,
      'client-classes': [{ name: 'DROP', test: "option[60].text == 'drop'" }],
      subnet4: [{ id: 1, subnet: '10.1.0.0/24', relay: { 'ip-addresses': ['127.0.0.1'] }, pools: [{ pool: '10.1.0.10 - 10.1.0.11' }] }],
    },
    '3.0',
  )
  if (!plan) throw new Error('no plan')
  const server = createServer({ plan, leases: createLeaseStore(() => undefined, leaseFormat('3.0')), random: () => 0, addresses: new Set([loopback]), now: at })
  const relay = { address: '127.0.0.1', circuitId: '', remoteId: '', linkSelection: '' }
  return (profile, saying, change) => {
    const query = writeMessage({ ...plainProfile, clientId: 'hwaddr', relay, ...profile }, { type: discover, n: 0, xid: 1, secs: 0, ...saying })
    change?.(query)
    const outcome = answer(server, { octets: query, iface: 'lo', ifaceAddress: loopback, local: loopback, remote: loopback, remotePort: 67 })
    const isReply = outcome.kind === 'reply'
    const note: LoggedPacket = {
      at,
      pid: 7,
      query,
      reply: isReply ? outcome.octets : undefined,
      address: outcome.kind === 'drop' || isReply ? 0 : outcome.lease.address,
      outcome: outcome.kind,
      reason: outcome.kind === 'drop' ? outcome.reason : undefined,
      took: isReply ? 2 : undefined,
    }
    return packetLogLines(note)
  }
}

const headOf = (line: string): string => line.split(' ').filter((part) => part !== '').slice(2, 5).join(' ').replace('kea-dhcp4.', '').replace(/\/\d+\.\d+/, '')

test('each outcome is logged under the id that Kea logs it under', () => {
  const talk = createTalk()
  const other = { hwaddr: '02:00:00:00:00:99' }
  const away = { relay: { address: '192.0.2.1', circuitId: '', remoteId: '', linkSelection: '' } }
  const seen: [string, string[], string[]][] = [
    ['DISCOVER', talk({}, {}), ['INFO [leases] DHCP4_LEASE_OFFER', 'INFO [packets] DHCP4_PACKET_SEND']],
    ['REQUEST', talk({}, { type: request, requestedAddress: ip(10), serverId: own }), ['INFO [leases] DHCP4_LEASE_ALLOC', 'INFO [packets] DHCP4_PACKET_SEND']],
    ['of another server', talk({}, { type: request, requestedAddress: ip(10), serverId: Buffer.from([9, 9, 9, 9]) }), ['DEBUG [bad-packets] DHCP4_PACKET_DROP_0003']],
    ['init-reboot elsewhere', talk({}, { type: request, requestedAddress: 0xc0000209 }), ['INFO [leases] DHCP4_INIT_REBOOT', 'DEBUG [bad-packets] DHCP4_PACKET_NAK_0002', 'INFO [packets] DHCP4_PACKET_SEND']],
    ['INFORM', talk({}, { type: inform, ciaddr: ip(10) }), ['INFO [packets] DHCP4_PACKET_SEND']],
    ['RELEASE of nothing', talk({}, { type: release, ciaddr: ip(99), serverId: own, isUnicast: true }), ['DEBUG [leases] DHCP4_RELEASE_FAIL_NO_LEASE']],
    ['RELEASE', talk({}, { type: release, ciaddr: ip(10), serverId: own, isUnicast: true }), ['INFO [leases] DHCP4_RELEASE']],
    ['again', talk({}, { type: request, requestedAddress: ip(10), serverId: own }), ['INFO [leases] DHCP4_LEASE_ALLOC', 'INFO [packets] DHCP4_PACKET_SEND']],
    ['DECLINE of nothing', talk({}, { type: decline, requestedAddress: ip(77), serverId: own }), ['WARN [dhcp4] DHCP4_DECLINE_LEASE_NOT_FOUND']],
    ['DECLINE without address', talk({}, { type: decline, serverId: own }), ['DEBUG [bad-packets] DHCP4_PACKET_DROP_0007']],
    ['DECLINE', talk({}, { type: decline, requestedAddress: ip(10), serverId: own }), ['INFO [leases] DHCP4_DECLINE_LEASE']],
    ['class DROP', talk({ vendorClass: 'drop' }, {}), ['DEBUG [packets] DHCP4_PACKET_DROP_0010']],
    ['an OFFER', talk({}, { type: 2 }), ['DEBUG [bad-packets] DHCP4_PACKET_DROP_0006']],
    ['no type', talk({}, {}, (octets) => (octets[240] = 12)), ['DEBUG [bad-packets] DHCP4_PACKET_DROP_0009']],
    ['a bad option', talk({ options: [{ code: 1, data: '0102' }] }, {}), ['DEBUG [bad-packets] DHCP4_PACKET_DROP_0001']],
    ['no subnet', talk(away, {}), ['ERROR [bad-packets] DHCP4_PACKET_NAK_0001']],
    ['not its lease', talk(other, { type: request, requestedAddress: ip(99) }), ['DEBUG [bad-packets] DHCP4_NO_LEASE_INIT_REBOOT']],
    ['the last address', talk(other, { type: request, requestedAddress: ip(11), serverId: own }), ['INFO [leases] DHCP4_LEASE_ALLOC', 'INFO [packets] DHCP4_PACKET_SEND']],
    ['none left', talk({}, {}), ['WARN [alloc-engine] ALLOC_ENGINE_V4_ALLOC_FAIL']],
    ['out of the pool', talk({}, { type: request, requestedAddress: ip(13), serverId: own }), ['DEBUG [bad-packets] DHCP4_UNKNOWN_ADDRESS_REQUESTED']],
    ['a client identifier of one octet', talk({ clientId: '01' }, {}), ['ERROR [packets] DHCP4_PACKET_PROCESS_STD_EXCEPTION']],
  ]
  for (const [name, lines, heads] of seen) {
    const told = lines.map(headOf)
    assert.deepEqual(told.filter((head) => !/DHCP4_(QUERY_LABEL|PACKET_RECEIVED)$/.test(head)), heads, name)
  }
})

test('client and transaction are named as Kea names them', () => {
  const lines = createTalk()({}, { xid: 0xab })
  assert.equal(lines[2], '2026-11-25 02:22:52.123 INFO  [kea-dhcp4.leases/7.7] DHCP4_LEASE_OFFER [hwtype=1 02:00:00:00:00:01], cid=[01:02:00:00:00:00:01], tid=0xab: lease 10.1.0.10 is offered')
  assert.match(lines[1] ?? '', /: DHCPDISCOVER \(type 1\) from the relay 127\.0\.0\.1$/)
  assert.match(lines[3] ?? '', /^2026-11-25 02:22:52\.125 INFO .* DHCP4_PACKET_SEND .*DHCPOFFER \(type 2\) leaves for 127\.0\.0\.1$/)
})

test('every reason has its message', () => {
  const query = writeMessage(plainProfile, { type: discover, n: 0, xid: 1, secs: 0 })
  const note: LoggedPacket = { at, pid: 7, query, reply: undefined, address: 0, outcome: 'drop', reason: 'malformed', took: undefined }
  for (const reason of Object.keys(dropReasons) as DropReason[]) {
    const last = packetLogLines({ ...note, reason }).at(-1) ?? ''
    assert.ok(last.endsWith(dropReasons[reason]), last)
  }
  assert.deepEqual(packetLogLines({ ...note, query: Buffer.from('abc') }).map(headOf), ['ERROR [packets] DHCP4_BUFFER_RECEIVE_FAIL'])
})
