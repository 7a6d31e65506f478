/** How many clients a crowd holds, and how steady its loads are. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actAll, createStage, leasesOf } from '../../test/crowd-stage'
import { plainProfile } from './profile'

test('a thousand clients live for an hour', () => {
  const stage = createStage({ lifetime: 1200, keep: false })
  const { crowd } = stage
  crowd.add(plainProfile, 1000, { lives: true })
  assert.deepEqual(actAll(stage, 'dora', 5000), { done: 1000, refused: 0, unanswered: 0 })
  stage.pass(3_600_000)
  const { renew } = crowd.results()
  assert.deepEqual([renew.done, renew.unanswered, renew.refused], [6000, 0, 0])
  assert.equal(leasesOf(stage.servers.get('one')), 1000)
  assert.equal(new Set([...crowd.bindings()].map(({ address }) => address)).size, 1000)
  assert.deepEqual(crowd.counts(), { total: 1000, bound: 1000, asking: 0 })
  crowd.remove('all')
  assert.deepEqual([crowd.counts(), crowd.groups()], [{ total: 0, bound: 0, asking: 0 }, []])
})

test('a load is as fast as it was asked for, and never faster than the answers', () => {
  const stage = createStage({ keep: false })
  const { crowd } = stage
  const group = crowd.add(plainProfile, 1000, { lives: false })
  actAll(stage, 'dora', 5000)
  for (const perSecond of [7, 300, 3000]) {
    const before = crowd.results().renew.done
    crowd.load({ group }, 'renew', perSecond)
    stage.pass(10_000)
    assert.deepEqual(crowd.currentLoad?.perSecond, perSecond)
    crowd.load('all', 'renew', 0)
    const rate = (crowd.results().renew.done - before) / 10
    assert.ok(Math.abs(rate - perSecond) <= 0.02 * perSecond, `${rate} instead of ${perSecond}`)
    stage.pass(1000)
  }
  const before = crowd.results().renew.begun
  let most = 0
  stage.lose = () => {
    most = Math.max(most, crowd.counts().asking)
    return true
  }
  crowd.load('all', 'renew', 3000)
  stage.pass(400)
  assert.ok(most <= 128 && crowd.results().renew.begun - before <= 128, `${most} under way`)
})

test('a load without leases gets them first', () => {
  const stage = createStage()
  stage.crowd.add(plainProfile, 10, { lives: false })
  stage.crowd.load('all', 'release', 100)
  stage.pass(1000)
  const { dora, release } = stage.crowd.results()
  assert.ok(release.done >= 40 && dora.done >= 40, `${release.done} and ${dora.done}`)
})

test('a hundred thousand clients wait in one queue', () => {
  const stage = createStage({ lifetime: 10_000, addresses: 0x3000, keep: false })
  const { crowd } = stage
  crowd.add(plainProfile, 100_000, { lives: true })
  crowd.act('all', 'discover')
  assert.ok(stage.timers() <= 1)
  stage.pass(2000)
  assert.equal(crowd.results().discover.done, 100_000)
  assert.equal(crowd.window(99_990, 20, '').rows.length, 10)
  assert.equal(crowd.window(0, 5, '02:00:00:01:86:a0').rows[0]?.id, 100_000)
})
