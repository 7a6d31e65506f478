/** What clients of a crowd say and do, against the DHCP engine itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leaseState } from '../dhcp/leases/lease'
import { messageType } from '../dhcp/packet/codes'
import { actAll, createStage, leasesOf, start, typeOf, types } from '../../test/crowd-stage'
import { plainProfile } from './profile'
import type { ClientAct, ClientProfile } from './profile'
import { rfcRhythm } from './rhythm'

const one = { done: 1, refused: 0, unanswered: 0 }

test('a client leases, renews, rebinds, reboots, is informed and gives back', () => {
  const stage = createStage()
  const { crowd, heard } = stage
  const group = crowd.add({ ...plainProfile, clientId: 'hwaddr' }, 1, { lives: false })
  const steps: [ClientAct, string, number[]][] = [
    ['discover', 'init', [messageType.discover]],
    ['dora', 'bound', [messageType.discover, messageType.request]],
    ['renew', 'bound', [messageType.request]],
    ['rebind', 'bound', [messageType.request]],
    ['inform', 'bound', [messageType.inform]],
    ['init-reboot', 'bound', [messageType.request]],
    ['release', 'init', [messageType.release]],
    ['init-reboot', 'bound', [messageType.request]],
    ['decline', 'declined', [messageType.decline]],
  ]
  let address = 0
  for (const [act, state, said] of steps) {
    heard.length = 0
    assert.deepEqual(actAll(stage, act, 50), one, act)
    assert.equal(crowd.stateOf(1), state, act)
    assert.deepEqual(types(heard), said, act)
    const query = heard.at(-1)?.query
    const [binding] = crowd.bindings()
    address = binding?.address ?? address
    const has = (code: number): boolean => query?.options.has(code) === true
    // RFC 2131 section 4.3.2, table 4, and table 5.
    if (act === 'dora') assert.deepEqual([has(50), has(54), query?.ciaddr], [true, true, 0])
    if (act === 'renew' || act === 'rebind') assert.deepEqual([has(50), has(54), query?.ciaddr], [false, false, address])
    if (act === 'init-reboot') assert.deepEqual([has(50), has(54), query?.ciaddr], [true, false, 0])
    if (act === 'release') assert.deepEqual([has(50), has(54), query?.ciaddr], [false, true, address])
    if (act === 'decline') assert.deepEqual([has(50), has(54), query?.ciaddr], [true, true, 0])
    if (act === 'inform') assert.deepEqual([has(50), has(51), query?.ciaddr], [false, false, address])
  }
  assert.equal(stage.servers.get('one')?.leases.get(address)?.state, leaseState.declined)
  assert.deepEqual(crowd.groups(), [{ id: group, title: '02:00:00:00:00:01', count: 1, bound: 0, lives: false }])
  const { dora, release } = crowd.results()
  assert.deepEqual(dora, { begun: 1, done: 1, refused: 0, unanswered: 0, latency: { median: 4, p99: 4, most: 4 } })
  assert.equal(release.done, 1)
  crowd.close()
  assert.equal(stage.timers(), 0)
})

test('what cannot be done without a lease is refused, and told', () => {
  const stage = createStage()
  stage.crowd.add(plainProfile, 1, { lives: false })
  for (const act of ['renew', 'rebind', 'release', 'decline', 'init-reboot', 'inform'] as const) assert.deepEqual(actAll(stage, act, 50), { done: 0, refused: 1, unanswered: 0 }, act)
  assert.equal(stage.heard.length, 0)
  assert.match(stage.crowd.window(0, 1, '').rows[0]?.last ?? '', /no address/)
})

test('what is lost is said again, more and more seldom, with the seconds counting', () => {
  for (const [rhythm, waits] of [[undefined, [500, 500, 500, 500, 500, 500, 500, 500, 1000, 2000]], [rfcRhythm, [4000, 8000, 16_000, 32_000]]] as const) {
    const stage = createStage(rhythm ? { rhythm } : {})
    stage.lose = () => true
    stage.crowd.add(plainProfile, 1, { lives: false })
    assert.deepEqual(actAll(stage, 'dora', 130_000), { done: 0, refused: 0, unanswered: 1 })
    const { heard } = stage
    for (const [at, wait] of waits.entries()) {
      const gap = (heard[at + 1]?.at ?? 0) - (heard[at]?.at ?? 0)
      assert.ok(Math.abs(gap - wait) <= (rhythm?.jitter ?? 50), `${gap} after ${wait}`)
    }
    assert.equal(new Set(heard.map(({ query }) => query.xid)).size, 1)
    for (const { at, query } of heard) assert.equal(query.secs, Math.floor((at - start) / 1000))
    assert.equal(stage.crowd.stateOf(1), 'init')
    assert.equal(stage.timers(), 0, 'nothing waits any more')
  }
})

test('a REQUEST that nobody answers leads back to DISCOVER', () => {
  const stage = createStage()
  stage.lose = (said) => typeOf(said) === messageType.request && said.at < start + 5000
  stage.crowd.add(plainProfile, 1, { lives: false })
  assert.deepEqual(actAll(stage, 'dora', 20_000), one)
  const { discover, request } = messageType
  assert.deepEqual(types(stage.heard).slice(0, 6), [discover, request, request, request, request, discover])
  const [first, second] = stage.heard
  assert.deepEqual([second?.query.xid, second?.query.secs], [first?.query.xid, first?.query.secs], 'the REQUEST repeats xid and secs of the DISCOVER (RFC 2131 section 4.4.1)')
})

test('a client that moved is refused, and begins anew', () => {
  const stage = createStage()
  const { crowd } = stage
  crowd.add({ ...plainProfile, requestedAddress: '192.0.2.77' }, 1, { lives: false })
  assert.deepEqual(actAll(stage, 'init-reboot', 50), { done: 0, refused: 1, unanswered: 0 })
  assert.equal(crowd.stateOf(1), 'refused')
  crowd.add({ ...plainProfile, hwaddr: '02:00:00:00:01:00', requestedAddress: '192.0.2.77' }, 1, { lives: true })
  crowd.act({ client: 2 }, 'init-reboot')
  stage.pass(5000)
  assert.equal(crowd.stateOf(2), 'bound', 'one that lives looks anew after its NAK')
})

test('two clones with one client identifier get one address', () => {
  const stage = createStage()
  stage.crowd.add({ ...plainProfile, clientId: "'image'", isCloned: true }, 2, { lives: false })
  for (const client of [1, 2]) {
    stage.crowd.act({ client }, 'dora')
    stage.pass(100)
  }
  assert.equal(new Set([...stage.crowd.bindings()].map(({ address }) => address)).size, 1)
  assert.equal(new Set([...stage.crowd.bindings()].map(({ hwaddr }) => hwaddr)).size, 2)
})

test('of two servers the first offer is taken, and only its server renews', () => {
  const stage = createStage({ servers: ['one', 'two'] })
  const { crowd, heard, servers } = stage
  crowd.add(plainProfile, 20, { lives: false })
  assert.equal(actAll(stage, 'dora', 1000)?.done, 20)
  const [binding] = crowd.bindings()
  assert.equal(leasesOf(servers.get('one')) + leasesOf(servers.get('two')), 20)
  heard.length = 0
  crowd.act({ client: 1 }, 'renew')
  stage.pass(100)
  assert.deepEqual(heard.map(({ server }) => server), [binding?.server])
  heard.length = 0
  crowd.act({ client: 1 }, 'rebind')
  stage.pass(100)
  assert.deepEqual(heard.map(({ server }) => server), ['one', 'two'])
})

test('a client reaches the servers of its profile only', () => {
  const stage = createStage({ servers: ['one', 'two'] })
  stage.crowd.add({ ...plainProfile, servers: ['two'] }, 3, { lives: false })
  assert.equal(actAll(stage, 'dora', 1000)?.done, 3)
  assert.deepEqual(new Set(stage.heard.map(({ server }) => server)), new Set(['two']))
})

test('behind a relay all goes through it but what is sent to one server', () => {
  const stage = createStage()
  const profile: ClientProfile = { ...plainProfile, relay: { address: '10.1.0.200', circuitId: 'port-{n}', remoteId: '', linkSelection: '' } }
  stage.crowd.add(profile, 1, { lives: false })
  for (const [act, relayed] of [['dora', true], ['renew', false], ['rebind', true], ['inform', true], ['release', false]] as const) {
    stage.heard.length = 0
    assert.deepEqual(actAll(stage, act, 50), one, act)
    for (const { query } of stage.heard) assert.deepEqual([query.giaddr, query.options.has(82)], relayed ? [0x0a0100c8, true] : [0, false], act)
  }
})

test('who lives renews at T1, rebinds at T2, and begins anew when the lease is over', () => {
  const stage = createStage({ lifetime: 100 })
  const { crowd, heard } = stage
  crowd.add(plainProfile, 1, { lives: true })
  actAll(stage, 'dora', 1000)
  heard.length = 0
  stage.pass(54_000)
  assert.deepEqual(types(heard), [messageType.request])
  assert.ok(Math.abs((heard[0]?.at ?? 0) - start - 50_000) < 20, 'T1 is half of the lifetime')
  heard.length = 0
  stage.lose = () => true
  stage.pass(55_000)
  assert.equal(crowd.stateOf(1), 'renewing')
  stage.pass(30_000)
  assert.equal(crowd.stateOf(1), 'rebinding')
  stage.pass(12_000)
  assert.equal(crowd.stateOf(1), 'selecting')
  assert.equal(crowd.counts().bound, 0)
  assert.equal(typeOf(heard.at(-1) ?? assert.fail()), messageType.discover)
  stage.lose = () => false
  stage.pass(20_000)
  assert.equal(crowd.stateOf(1), 'bound')
  const { dora, renew, rebind } = crowd.results()
  assert.deepEqual([dora.done, renew.done, renew.unanswered, rebind.unanswered], [2, 1, 1, 1])
})

test('who does not live keeps its lease to its end, and is then without one', () => {
  const stage = createStage({ lifetime: 100 })
  stage.crowd.add(plainProfile, 5, { lives: false })
  actAll(stage, 'dora', 1000)
  stage.pass(98_000)
  assert.equal(stage.crowd.counts().bound, 5)
  const said = stage.heard.length
  stage.pass(2000)
  assert.deepEqual([stage.crowd.counts().bound, stage.heard.length], [0, said])
  assert.equal(stage.timers(), 0)
})

test('the same message for another client, garbage and late answers change nothing', () => {
  const stage = createStage()
  const { crowd } = stage
  crowd.add(plainProfile, 1, { lives: false })
  let stolen: Buffer | undefined
  stage.lose = ({ query }) => {
    const octets = Buffer.from(query.octets)
    octets[0] = 2
    octets[28] = 0xee
    octets.writeUInt32BE(0x0a0100ff, 16)
    octets[242] = messageType.offer
    stolen = octets
    return true
  }
  crowd.act('all', 'dora')
  assert.ok(stolen)
  crowd.receive('one', stolen)
  crowd.receive('one', Buffer.from('nonsense'))
  crowd.receive('one', Buffer.alloc(300))
  assert.equal(crowd.stateOf(1), 'selecting')
  stolen[28] = 0x02
  crowd.receive('one', stolen)
  assert.equal(crowd.stateOf(1), 'requesting', 'the same one with its own hardware address is taken')
})

test('one client of many is described by itself', () => {
  const stage = createStage()
  const profile: ClientProfile = { ...plainProfile, clientId: 'hwaddr', hostname: 'pc-{n}' }
  stage.crowd.add(profile, 300, { lives: false })
  const own = stage.crowd.profileOf(300)
  assert.deepEqual([own?.hwaddr, own?.clientId, own?.hostname], ['02:00:00:00:01:2c', '01:02:00:00:00:01:2c', 'pc-299'])
  assert.equal(stage.crowd.profileOf(301), undefined)
})

test('other servers know nothing of them', () => {
  const stage = createStage()
  stage.crowd.add(plainProfile, 3, { lives: false })
  actAll(stage, 'dora', 100)
  stage.crowd.restart(['other'])
  assert.deepEqual([stage.crowd.counts(), stage.crowd.results().dora.begun], [{ total: 3, bound: 0, asking: 0 }, 0])
  stage.heard.length = 0
  stage.crowd.act('all', 'dora')
  assert.deepEqual(stage.heard.map(({ server }) => server), ['other', 'other', 'other'])
})
