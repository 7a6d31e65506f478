/** A crowd lives through a failover of a hot-standby pair, and through links that lose every fifth packet. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWorld } from '../ha/world/world'
import type { World } from '../ha/world/world'
import { isExpired, leaseState } from '../dhcp/leases/lease'
import { generator } from '../../test/random'
import { serversOf } from '../../test/ha/scripts'
import { createCrowd } from './crowd'
import type { Crowd } from './crowd'
import { plainProfile } from './profile'
import type { ClientProfile } from './profile'

const behindRelay: ClientProfile = { ...plainProfile, relay: { address: '10.66.0.1', circuitId: '', remoteId: '', linkSelection: '' } }

function createPair(): { world: World; crowd: Crowd; pass: (ms: number) => void } {
  const random = generator(3)
  const world = createWorld({ servers: serversOf({ workspace: 'hot-standby', steps: [] }), release: '3.0', random, start: 1_700_000_000_000, onEvent: () => undefined })
  const { clock } = world
  const crowd: Crowd = createCrowd({
    servers: [...world.servers.keys()],
    random,
    clock: {
      now: () => clock.now,
      after: (ms, work) => {
        let isOff = false
        clock.after(ms, () => {
          if (!isOff) work()
        })
        return () => {
          isOff = true
        }
      },
    },
    send: (server, octets) => world.send(server, octets, (answer) => crowd.receive(server, answer)),
  })
  for (const name of world.servers.keys()) world.start(name)
  clock.runUntil(clock.now + 10_000)
  return { world, crowd, pass: (ms) => clock.runUntil(clock.now + ms) }
}

const stateOf = (world: World, name: string): string | undefined => world.servers.get(name)?.running?.ha.nodes[0]?.state

function leasesOf({ servers, clock }: World, name: string): string[] {
  const leases = [...(servers.get(name)?.running?.dhcp.leases.all() ?? [])]
  return leases.filter((lease) => lease.state === leaseState.assigned && !isExpired(lease, Math.floor(clock.now / 1000))).map((lease) => `${lease.address} ${lease.cltt}`)
}

test('who has its lease from the server that dies renews it with the other', () => {
  const { world, crowd, pass } = createPair()
  assert.equal(stateOf(world, 'two'), 'hot-standby')
  crowd.add(behindRelay, 100, { lives: true })
  crowd.act('all', 'dora')
  pass(5000)
  const before = [...crowd.bindings()]
  assert.deepEqual(new Set(before.map(({ server }) => server)), new Set(['one']))
  world.kill('one')
  const late = crowd.add({ ...behindRelay, hwaddr: '02:00:00:00:99:00' }, 5, { lives: true })
  crowd.act({ group: late }, 'dora')
  let served: number | undefined
  const begun = world.clock.now
  crowd.whenDone({ group: late }, ({ done }) => {
    assert.equal(done, 5)
    served = world.clock.now - begun
  })
  pass(20_000)
  assert.equal(stateOf(world, 'two'), 'partner-down')
  assert.ok(served !== undefined && served > 1000 && served < 10_000, `${served} ms: their secs made the other believe it`)
  pass(570_000)
  const after = [...crowd.bindings()].filter(({ group }) => group !== late)
  assert.deepEqual(new Set(after.map(({ server }) => server)), new Set(['two']))
  assert.deepEqual(after.map(({ address }) => address), before.map(({ address }) => address))
  const { renew, rebind } = crowd.results()
  assert.deepEqual([renew.unanswered, rebind.done >= 100], [100, true])
  world.start('one')
  pass(10_000)
  assert.equal(stateOf(world, 'one'), 'hot-standby')
  pass(700_000)
  assert.deepEqual(crowd.counts(), { total: 105, bound: 105, asking: 0 })
  assert.deepEqual(leasesOf(world, 'one').sort(), leasesOf(world, 'two').sort())
})

test('every fifth packet may be lost', () => {
  const { world, crowd, pass } = createPair()
  for (const name of ['one', 'two']) {
    world.link('clients', name).loss = 0.2
    world.link(name, 'clients').loss = 0.2
  }
  crowd.add(behindRelay, 100, { lives: true })
  crowd.act('all', 'dora')
  pass(60_000)
  assert.deepEqual(crowd.counts(), { total: 100, bound: 100, asking: 0 })
  pass(3_600_000)
  const { dora, renew } = crowd.results()
  assert.deepEqual([dora.done, renew.unanswered, renew.refused], [100, 0, 0])
  assert.ok(renew.done >= 1100, `${renew.done}`)
  assert.equal(new Set([...crowd.bindings()].map(({ address }) => address)).size, 100)
})
