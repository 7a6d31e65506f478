/** A failover as somebody sees it who looks on: in virtual time, and between real processes. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { areNormal, officeClient, openOnlooker, stateOf } from './onlooker'
import type { Onlooker } from './onlooker'

const open: Onlooker[] = []
after(() => Promise.all(open.map((one) => one.close())))

function begin(): Onlooker {
  const onlooker = openOnlooker()
  open.push(onlooker)
  return onlooker
}

for (const time of ['virtual', 'real'] as const) {
  const pass = time === 'virtual' ? { pass: 500 } : {}
  test(`${time} time: 50 clients lease, the primary dies, the standby takes over, the primary comes back`, { timeout: 120_000 }, async () => {
    const page = begin()
    page.look({ chart: true, logs: true, leases: { from: 0, count: 10, only: 'all', search: '' }, packets: { from: 'end', count: 50, only: 'all', search: '' } })
    await page.ask({ ask: 'boot', time })
    await page.until('both are in hot-standby', areNormal, pass)
    await page.ask({ ask: 'add-clients', profile: officeClient({ hostname: 'pc-{n}' }), count: 50, act: 'dora', lives: false })
    const leased = await page.until('50 have a lease, and both know all', (frame) => frame.clients.bound === 50 && frame.servers.every((server) => server.leases === 50) && frame.leases?.different === 0, pass)
    assert.equal(leased.leases?.total, 50)
    assert.equal(leased.leases.rows[0]?.address, '192.168.1.0')
    assert.equal(leased.leases.rows[0].sides[0]?.hwaddr, leased.leases.rows[0].sides[1]?.hwaddr)

    const pids = new Map(page.events.flatMap((event) => (event.event === 'ready' ? event.servers : [])).map((server) => [server.name, server.pid]))
    await page.ask({ ask: 'server', server: 'mserver', act: 'kill' })
    await page.ask({ ask: 'add-clients', profile: officeClient({ hwaddr: '02:00:00:00:09:00' }), count: 6, act: 'dora', lives: false })
    const alone = await page.until('sserver has taken over, and serves the newcomers', (frame) => stateOf(frame, 'sserver') === 'partner-down' && frame.clients.bound === 56, pass)
    assert.equal(stateOf(alone, 'mserver'), 'down')
    const step = alone.timeline?.findLast((one) => one.server === 'sserver' && one.state === 'partner-down')
    assert.match(step?.cause ?? '', /does not answer.* s after: mserver is killed/)
    assert.ok((alone.servers[1]?.ha[0]?.unacked ?? 0) > 2)
    await page.ask({ ask: 'act', clients: { group: 1 }, act: 'rebind' })
    await page.until('all of before have their lease from sserver', (frame) => frame.clients.asking === 0 && frame.servers[1]?.leases === 56, pass)

    await page.ask({ ask: 'server', server: 'mserver', act: 'start' })
    const again = await page.until('both are normal again, with the same leases', (frame) => areNormal(frame) && frame.leases?.different === 0 && frame.leases.total === 56, pass)
    const states = again.timeline?.filter((one) => one.server === 'mserver' && one.state !== '').map((one) => one.state) ?? []
    assert.deepEqual(states.slice(-5), ['down', 'waiting', 'syncing', 'ready', 'hot-standby'])
    assert.ok(again.packets?.rows.every((row) => row.type !== '?' && /^02:00/.test(row.hwaddr)))
    assert.ok([...page.logs.keys()].includes('sserver'))

    await page.ask({ ask: 'end' })
    const over = await page.until('all is over', (frame) => frame.run === 'ready')
    assert.ok(over.servers.every((server) => server.process === 'down'))
    assert.equal(over.leases?.total, 56, 'what was seen stays')
    for (const [name, pid] of pids) assert.throws(() => process.kill(pid, 0), `${name} is gone`)
  })
}

describe('in virtual time', () => {
  test('packets that the standby leaves to its partner are told with that reason', { timeout: 60_000 }, async () => {
    const page = begin()
    page.look({ packets: { from: 0, count: 100, only: 'unanswered', search: '' } })
    await page.ask({ ask: 'boot', time: 'virtual' })
    await page.until('both are normal', areNormal, { pass: 500 })
    await page.ask({ ask: 'add-clients', profile: officeClient(), count: 1, act: 'dora', lives: false })
    const seen = await page.until('it has a lease', (frame) => frame.clients.bound === 1 && (frame.packets?.total ?? 0) >= 2, { pass: 500 })
    assert.deepEqual([...new Set(seen.packets?.rows.map((row) => `${row.server} ${row.outcome} ${row.reason}`))], ['sserver none other-scope'])
    const [row] = seen.packets?.rows ?? []
    const detail = await page.ask({ ask: 'packet', packet: row?.id ?? 0 })
    assert.match(detail.reason, /partner answers/)
    assert.ok(detail.query.options.some((option) => option.code === 53 && /DISCOVER/i.test(option.value)))
    assert.equal(detail.reply, undefined)
  })

  test('a link that is cut loses what is sent over it, and is told; mended, it carries again', { timeout: 60_000 }, async () => {
    const page = begin()
    page.look({ packets: { from: 'end', count: 100, only: 'unanswered', search: '' } })
    await page.ask({ ask: 'boot', time: 'virtual' })
    await page.until('both are normal', areNormal, { pass: 500 })
    await page.ask({ ask: 'link', from: 'clients', to: 'mserver', bothWays: false, change: { isCut: true } })
    await page.ask({ ask: 'add-clients', profile: officeClient(), count: 1, act: 'dora', lives: false })
    await page.ask({ ask: 'pass', ms: 3000 })
    const cut = await page.until('what was sent to mserver is lost', (frame) => frame.packets?.rows.some((row) => row.outcome === 'lost' && row.server === 'mserver') === true)
    assert.equal(cut.clients.bound, 0)
    assert.equal(cut.links.find((link) => link.from === 'clients' && link.to === 'mserver')?.isCut, true)
    assert.equal(cut.links.find((link) => link.from === 'mserver' && link.to === 'clients')?.isCut, false)
    await page.ask({ ask: 'mend-links' })
    await page.until('it has a lease', (frame) => frame.clients.bound === 1, { pass: 2000 })
  })

  test('answers that are lost on their way back are told as such', { timeout: 60_000 }, async () => {
    const page = begin()
    page.look({ packets: { from: 'end', count: 100, only: 'unanswered', search: '' } })
    await page.ask({ ask: 'boot', time: 'virtual' })
    await page.until('both are normal', areNormal, { pass: 500 })
    await page.ask({ ask: 'link', from: 'mserver', to: 'clients', bothWays: false, change: { loss: 1 } })
    await page.ask({ ask: 'add-clients', profile: officeClient(), count: 1, act: 'dora', lives: false })
    await page.ask({ ask: 'pass', ms: 3000 })
    const seen = await page.until('an offer is lost', (frame) => frame.packets?.rows.some((row) => row.reason === 'lost-answer' && row.type === 'OFFER') === true)
    assert.equal(seen.clients.bound, 0)
  })

  test('the pair parts: over a cut link each thinks itself alone, and the time line says why', { timeout: 60_000 }, async () => {
    const page = begin()
    await page.ask({ ask: 'boot', time: 'virtual' })
    await page.until('both are normal', areNormal, { pass: 500 })
    await page.ask({ ask: 'link', from: 'mserver', to: 'sserver', bothWays: true, change: { isCut: true } })
    const parted = await page.until('the primary is alone', (frame) => stateOf(frame, 'mserver') === 'partner-down', { pass: 1000 })
    assert.match(parted.timeline?.findLast((one) => one.state === 'partner-down')?.cause ?? '', /The link between mserver and sserver is cut/)
  })

  test('a clock that is more than a minute ahead ends the partnership, with that cause', { timeout: 60_000 }, async () => {
    const page = begin()
    await page.ask({ ask: 'boot', time: 'virtual' })
    await page.until('both are normal', areNormal, { pass: 500 })
    await page.ask({ ask: 'skew', server: 'sserver', ms: 75_000 })
    const ended = await page.until('both terminate', (frame) => stateOf(frame, 'mserver') === 'terminated' && stateOf(frame, 'sserver') === 'terminated', { pass: 1000 })
    assert.match(ended.timeline?.find((one) => one.state === 'terminated')?.cause ?? '', /differ by more than 60 s/)
    assert.equal(ended.servers[1]?.skew, 75_000)
  })

  test('a clock that is put back ends it as soon, since heartbeats go on', { timeout: 60_000 }, async () => {
    const page = begin()
    await page.ask({ ask: 'boot', time: 'virtual' })
    const { at } = await page.until('both are normal', areNormal, { pass: 500 })
    await page.ask({ ask: 'skew', server: 'mserver', ms: -3_600_000 })
    const ended = await page.until('both terminate', (frame) => ['mserver', 'sserver'].every((server) => stateOf(frame, server) === 'terminated'), { pass: 1000, within: 10_000 })
    assert.ok(ended.at - at < 60_000, `${(ended.at - at) / 1000} s`)
  })

  test('real servers tell the leases that they find on their disks', { timeout: 60_000 }, async () => {
    const page = openOnlooker(undefined, { keepsDisks: true })
    open.push(page)
    await page.ask({ ask: 'boot', time: 'real' })
    await page.until('both are normal', areNormal)
    await page.ask({ ask: 'add-clients', profile: officeClient(), count: 20, act: 'dora', lives: false })
    await page.until('both have them', (frame) => frame.servers.every((server) => server.leases === 20))
    await page.ask({ ask: 'end' })
    await page.ask({ ask: 'boot', time: 'real' })
    // They report twice at least.
    await page.ask({ ask: 'play', scenario: 'wait 1 s' })
    const again = await page.until('both are normal', areNormal)
    assert.deepEqual(again.servers.map((server) => server.leases), [20, 20])
  })

  test('a lost lease database is fetched again from the partner', { timeout: 60_000 }, async () => {
    const page = begin()
    page.look({ leases: { from: 0, count: 5, only: 'different', search: '' } })
    await page.ask({ ask: 'boot', time: 'virtual' })
    await page.until('both are normal', areNormal, { pass: 500 })
    await page.ask({ ask: 'add-clients', profile: officeClient(), count: 20, act: 'dora', lives: false })
    await page.until('both have 20', (frame) => frame.servers.every((server) => server.leases === 20), { pass: 500 })
    await page.ask({ ask: 'server', server: 'sserver', act: 'lose-leases' })
    await page.until('it comes back without any', (frame) => frame.servers[1]?.leases === 0)
    await page.until('and has all of them', (frame) => areNormal(frame) && frame.servers[1]?.leases === 20 && frame.leases?.total === 0, { pass: 500 })
  })

  test('a frozen server comes back where it was, and the others have noticed', { timeout: 60_000 }, async () => {
    const page = begin()
    await page.ask({ ask: 'boot', time: 'virtual' })
    await page.until('both are normal', areNormal, { pass: 500 })
    await page.ask({ ask: 'server', server: 'sserver', act: 'pause' })
    await page.until('the primary is alone', (frame) => stateOf(frame, 'mserver') === 'partner-down' && stateOf(frame, 'sserver') === 'paused', { pass: 1000 })
    await page.ask({ ask: 'server', server: 'sserver', act: 'continue' })
    await page.until('both are normal', areNormal, { pass: 1000 })
  })

  test('maintenance is started and taken back', { timeout: 60_000 }, async () => {
    const page = begin()
    await page.ask({ ask: 'boot', time: 'virtual' })
    await page.until('both are normal', areNormal, { pass: 500 })
    await page.ask({ ask: 'server', server: 'sserver', act: 'maintenance-start' })
    await page.until('the primary is in maintenance', (frame) => stateOf(frame, 'mserver') === 'in-maintenance' && stateOf(frame, 'sserver') === 'partner-in-maintenance', { pass: 500 })
    await page.ask({ ask: 'server', server: 'sserver', act: 'maintenance-cancel' })
    await page.until('both are normal', areNormal, { pass: 1000 })
  })

  test('an hour passes when asked to, and clients live through it', { timeout: 60_000 }, async () => {
    const page = begin()
    await page.ask({ ask: 'boot', time: 'virtual' })
    await page.until('both are normal', areNormal, { pass: 500 })
    await page.ask({ ask: 'add-clients', profile: officeClient(), count: 40, act: 'dora', lives: true })
    await page.until('40 have a lease', (frame) => frame.clients.bound === 40, { pass: 500 })
    const before = page.frame().at
    await page.ask({ ask: 'pass', ms: 3_600_000 })
    const later = await page.until('the frame is of later', (frame) => frame.at >= before + 3_600_000)
    assert.equal(later.clients.bound, 40)
    const seconds = later.chart?.at.length ?? 0
    assert.ok(seconds <= 600, 'the chart is bounded')
    // renew-timer is 1000 s: each renews at least three times.
    const renewals = page.lab.run?.crowd.results().renew
    assert.ok((renewals?.done ?? 0) >= 120, `${renewals?.done ?? 0} renewals`)
  })

  test('booted again, everything begins anew', { timeout: 60_000 }, async () => {
    const page = begin()
    await page.ask({ ask: 'boot', time: 'virtual' })
    await page.until('both are normal', areNormal, { pass: 500 })
    await page.ask({ ask: 'add-clients', profile: officeClient(), count: 3, act: 'dora', lives: false })
    await page.until('they have a lease', (frame) => frame.clients.bound === 3, { pass: 500 })
    await page.ask({ ask: 'boot', time: 'virtual' })
    const fresh = await page.until('it is running', (frame) => frame.run === 'running' && frame.clients.total === 0)
    assert.equal(fresh.servers[0]?.leases, 0)
    assert.ok((fresh.timeline?.length ?? 0) < 10)
  })
})

test('nothing is left on the disk once it is closed', { timeout: 60_000 }, async () => {
  const page = openOnlooker()
  await page.ask({ ask: 'boot', time: 'real' })
  await page.until('both are up', (frame) => frame.servers.every((server) => server.process === 'running'))
  assert.ok(existsSync(path.join(page.scratch, 'state')))
  const pids = page.events.flatMap((event) => (event.event === 'ready' ? event.servers.map((server) => server.pid) : []))
  assert.equal(pids.length, 2)
  await page.close()
  assert.equal(existsSync(page.scratch), false)
  for (const pid of pids) assert.throws(() => process.kill(pid, 0))
})
