/** Which parameters of libdhcp_ha a server starts with, and which are refused, where and why. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HaFault, readRelationships } from './relationship'
import type { Relationship } from './relationship'
import type { Release } from '../config/release'

const peers = [
  { name: 'a', url: 'http://10.0.0.1:8000/', role: 'primary' },
  { name: 'b', url: 'http://10.0.0.2:8000/', role: 'standby' },
]
const pair = { 'this-server-name': 'a', mode: 'hot-standby', peers }
const balanced = { ...pair, mode: 'load-balancing', peers: [peers[0], { ...peers[1], role: 'secondary' }] }

function read(list: unknown, release: Release = '3.0', threads = true): Relationship[] {
  return readRelationships({ 'hooks-libraries': [{ library: '/usr/lib/kea/hooks/libdhcp_ha.so', parameters: { 'high-availability': list } }] }, release, threads)
}

test('what is not given has Kea’s default', () => {
  const [one] = read([pair])
  assert.ok(one)
  const { heartbeatDelay, maxResponseDelay, maxAckDelay, maxUnackedClients, maxRejectedLeaseUpdates, delayedUpdatesLimit, syncTimeout, syncPageLimit } = one
  assert.deepEqual([heartbeatDelay, maxResponseDelay, maxAckDelay, maxUnackedClients, maxRejectedLeaseUpdates, delayedUpdatesLimit, syncTimeout, syncPageLimit], [10000, 60000, 10000, 10, 10, 0, 60000, 10000])
  assert.deepEqual([one.sendLeaseUpdates, one.syncLeases, one.waitBackupAck, one.restrictCommands, one.requireClientCerts, one.dedicatedListener], [true, true, false, true, true, true])
  assert.equal(read([balanced])[0]?.delayedUpdatesLimit, 100)
})

test('what changed between releases', () => {
  assert.equal(read([pair], '2.6')[0]?.restrictCommands, false, 'restrict-commands is on since 3.0')
  assert.equal(read([pair], '2.2')[0]?.dedicatedListener, false, 'the listener is on by default since 2.4')
  assert.equal(read([pair], '2.2')[0]?.maxRejectedLeaseUpdates, 0, 'refused updates end nothing before 2.4')
  assert.equal(read([pair], '3.0', false)[0]?.dedicatedListener, false, 'no listener without multi-threading')
})

test('the primary comes first, backups last, whatever their order in the file', () => {
  const [one] = read([{ ...pair, 'this-server-name': 'b', peers: [{ name: 'z', url: 'http://10.0.0.3:1/', role: 'backup' }, peers[1], peers[0]] }])
  assert.deepEqual(one?.servers.map((server) => server.name), ['a', 'b', 'z'])
  assert.equal(one?.partner?.name, 'a')
  assert.deepEqual(one?.others.map((server) => server.name), ['a', 'z'])
})

test('TLS of a peer goes before that of the relationship', () => {
  const files = { 'trust-anchor': '/ca', 'cert-file': '/cert', 'key-file': '/key' }
  const [one] = read([{ ...pair, ...files, peers: [{ ...peers[0], url: 'https://10.0.0.1:1/' }, { ...peers[1], 'cert-file': '/own' }] }])
  assert.deepEqual(one?.own.tls, { trustAnchor: '/ca', certFile: '/cert', keyFile: '/key' })
  assert.equal(one?.partner?.tls?.certFile, '/own')
})

test('hub and spoke: each relationship has its subnets', () => {
  const hub = (own: string, other: string, port: number): unknown => ({ 'this-server-name': own, mode: 'hot-standby', peers: [{ name: own, url: `http://10.0.0.1:${port}/`, role: 'standby' }, { name: other, url: `http://10.0.0.2:${port}/`, role: 'primary' }] })
  const read2 = readRelationships(
    {
      'hooks-libraries': [{ library: 'libdhcp_ha.so', parameters: { 'high-availability': [hub('h1', 's1', 1), hub('h2', 's2', 2)] } }],
      subnet4: [{ id: 1, 'user-context': { 'ha-server-name': 's1' } }],
      'shared-networks': [{ 'user-context': { 'ha-server-name': 's2' }, subnet4: [{ id: 2 }, { id: 3, 'user-context': { 'ha-server-name': 'h1' } }] }],
    },
    '3.0',
    true,
  )
  assert.deepEqual(read2.map((one) => [...(one.subnetIds ?? [])]), [[1, 3], [2]])
})

const refused: readonly (readonly [string, unknown, RegExp])[] = [
  ['no list', {}, /is a list/],
  ['no relationship', [], /empty/],
  ['a mode that is none', [{ ...pair, mode: 'active' }], /mode is/],
  ['no peers', [{ ...pair, peers: undefined }], /peers/],
  ['no own name', [{ ...pair, 'this-server-name': '' }], /this-server-name/],
  ['an own name that no peer has', [{ ...pair, 'this-server-name': 'c' }], /none of the peers/],
  ['a delay below zero', [{ ...pair, 'heartbeat-delay': -1 }], /from 0 to 65535/],
  ['a delay of the wrong width', [{ ...pair, 'max-ack-delay': 70000 }], /from 0 to 65535/],
  ['a flag that is none', [{ ...pair, 'sync-leases': 'yes' }], /true or false/],
  ['a url without address', [{ ...pair, peers: [peers[0], { ...peers[1], url: 'http://b.example:1/' }] }], /host name/],
  ['a url that is none', [{ ...pair, peers: [peers[0], { ...peers[1], url: 'b' }] }], /no url/],
  ['https without TLS', [{ ...pair, peers: [peers[0], { ...peers[1], url: 'https://10.0.0.2:1/' }] }], /https needs/],
  ['half of TLS', [{ ...pair, 'cert-file': '/c' }], /together/],
  ['two primaries', [{ ...pair, peers: [peers[0], { ...peers[1], role: 'primary' }] }], /more than one primary/],
  ['a standby with load balancing', [{ ...pair, mode: 'load-balancing' }], /has no standby/],
  ['no standby', [{ ...pair, peers: [peers[0]] }], /needs a standby/],
  ['two of a name', [{ ...pair, peers: [...peers, { ...peers[1], role: 'backup' }] }], /same name/],
  ['wait-backup-ack', [{ ...pair, 'wait-backup-ack': true }], /wait-backup-ack is false/],
  ['delayed-updates-limit', [{ ...pair, 'delayed-updates-limit': 1 }], /is 0 with/],
  ['a state that is none', [{ ...pair, 'state-machine': { states: [{ state: 'asleep' }] } }], /no state "asleep"/],
  ['a state twice', [{ ...pair, 'state-machine': { states: [{ state: 'ready' }, { state: 'ready' }] } }], /twice/],
  ['a pause that is none', [{ ...pair, 'state-machine': { states: [{ state: 'ready', pause: 'often' }] } }], /never, once or always/],
  ['a user with a colon', [{ ...pair, peers: [peers[0], { ...peers[1], 'basic-auth-user': 'a:b' }] }], /colon/],
  ['two relationships that share clients', [balanced, { ...balanced, 'this-server-name': 'a' }], /hot-standby only/],
  ['a server in two relationships', [pair, pair], /in two relationships/],
]

for (const [what, list, message] of refused) {
  test(`refused: ${what}`, () => {
    assert.throws(() => read(list), (error: Error) => error instanceof HaFault && error.pointer.startsWith('/hooks-libraries/0/parameters/high-availability') && message.test(error.message))
  })
}
