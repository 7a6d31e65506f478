/** What is done by hand is written down, and played again it comes out the same. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { presets } from '../../src/clients/presets'
import { plainProfile } from '../../src/clients/profile'
import type { ClientProfile } from '../../src/clients/profile'
import { profileWords, readProfileWords } from '../../src/clients/profile-words'
import { wordsOfLine } from '../../src/ha/world/script-words'
import { areNormal, officeClient, openOnlooker, stateOf } from './onlooker'
import type { Onlooker } from './onlooker'

const root = process.env['KEA_PROJECT'] ?? process.cwd()
const open: Onlooker[] = []
after(() => Promise.all(open.map((one) => one.close())))

async function begin(): Promise<Onlooker> {
  const onlooker = openOnlooker()
  open.push(onlooker)
  await onlooker.ask({ ask: 'boot', time: 'virtual' })
  return onlooker
}

const pass = { pass: 500 }

test('a recorded scenario says what was done, with the time between, and plays to the same end', { timeout: 90_000 }, async () => {
  const page = await begin()
  await page.until('both are normal', areNormal, pass)
  await page.ask({ ask: 'record', on: true })
  assert.equal((await page.until('it records', (frame) => frame.isRecording)).isRecording, true)
  await page.ask({ ask: 'add-clients', profile: officeClient({ hostname: 'pc {n} "x"', hwaddr: '02:00:00:00:77:01' }), count: 5, act: 'dora', lives: false })
  await page.ask({ ask: 'pass', ms: 4000 })
  await page.ask({ ask: 'link', from: 'mserver', to: 'sserver', bothWays: true, change: { delay: [5, 20], loss: 0.025 } })
  await page.ask({ ask: 'server', server: 'mserver', act: 'kill' })
  await page.ask({ ask: 'pass', ms: 2000 })
  await page.ask({ ask: 'server', server: 'mserver', act: 'start' })
  const { scenario } = await page.ask({ ask: 'record', on: false })
  const lines = scenario.split('\n')
  assert.deepEqual(
    lines.filter((line) => !/^(#|wait|$)/.test(line)),
    ['clients group-1 5 plain hwaddr=02:00:00:00:77:01 hostname="pc {n} \\"x\\"" relay=192.168.0.1', 'act group-1 dora', 'slow mserver sserver 5..20 ms', 'lose mserver sserver 2.5 %', 'kill mserver', 'start mserver'],
  )
  assert.ok(lines.some((line) => /^wait 4(\.\d)? s$/.test(line)), scenario)
  assert.ok(lines.some((line) => /^wait 2(\.\d)? s$/.test(line)), scenario)

  const other = await begin()
  await other.until('both are normal', areNormal, pass)
  await other.ask({ ask: 'play', scenario: `${scenario}\nbound group-1 5 within 20 s\nexpect mserver hot-standby within 60 s\nsame mserver sserver` })
  const end = await other.until('its frame is there', (frame) => frame.clients.bound === 5 && frame.playing === null)
  assert.deepEqual(end.links.find((link) => link.from === 'sserver' && link.to === 'mserver')?.delay, [5, 20])
  assert.equal(end.links.find((link) => link.from === 'sserver' && link.to === 'mserver')?.loss, 0.025)
})

test('a line that does not come true ends the scenario and is named', { timeout: 60_000 }, async () => {
  const page = await begin()
  await assert.rejects(page.ask({ ask: 'play', scenario: '# comment\nexpect mserver hot-standby within 30 s\nexpect mserver partner-down within 2 s\nkill mserver' }), /line 3, "expect mserver partner-down within 2 s"/)
  assert.equal(stateOf(page.frame(), 'mserver'), 'hot-standby', 'what stands behind it is not done')
})

test('lines that say nothing are named before anything is done', { timeout: 60_000 }, async () => {
  const page = await begin()
  for (const line of ['fly mserver', 'clients office many', 'act office', 'load office renew fast', 'bound office few', 'wait a while', 'wait', 'expect mserver hot-standby within moments', 'slow mserver sserver', 'lose mserver sserver some', 'skew mserver much']) {
    await assert.rejects(page.ask({ ask: 'play', scenario: `kill mserver\n${line}` }), /line 2: .*says nothing/, line)
  }
  const about: readonly (readonly [string, RegExp])[] = [
    ['clients office 2 windoze-13 nonsense', /says nothing of a client/],
    ['clients office 2 hwaddr=elephant', /hardware address/],
    ['clients office 2 servers=mserver,nobody', /there is no server nobody here: mserver, sserver/],
    ['act office dora', /there are no clients office/],
    ['act all fly', /there is no act fly/],
    ['kill mserver nobody', /there is no server nobody here: mserver, sserver/],
    ['slow mserver nobody 1..2 ms', /there is no server nobody here/],
    ['lease alice from nobody-else', /there is no server nobody-else here/],
  ]
  for (const [line, said] of about) await assert.rejects(page.ask({ ask: 'play', scenario: `kill mserver\n${line}` }), (error: Error) => error.message.startsWith(`line 2, "${line}": `) && said.test(error.message), line)
  await page.until('a frame more', (frame) => frame.at > 0, pass)
  assert.notEqual(stateOf(page.frame(), 'mserver'), 'down')
})

test('a scenario is broken off', { timeout: 60_000 }, async () => {
  const page = await begin()
  const played = page.ask({ ask: 'play', scenario: Array.from({ length: 100_000 }, () => 'wait 1 s').join('\n') })
  const failed = assert.rejects(played, /broken off/)
  await page.until('it plays', (frame) => (frame.playing?.line ?? 0) > 3)
  await assert.rejects(page.ask({ ask: 'play', scenario: 'wait 1 s' }), /played already/)
  await page.ask({ ask: 'stop-playing' })
  await failed
})

test('a line that waits is broken off at once, and by the end of the pair', { timeout: 60_000 }, async () => {
  const page = openOnlooker()
  open.push(page)
  for (const time of ['real', 'virtual'] as const) {
    for (const body of [{ ask: 'stop-playing' }, { ask: 'end' }] as const) {
      await page.ask({ ask: 'boot', time })
      const failed = assert.rejects(page.ask({ ask: 'play', scenario: 'wait 3000000 s\nkill mserver' }), /broken off/)
      await page.until('it plays', (frame) => frame.playing?.line === 1)
      await page.ask(body)
      await failed
      await page.until('nothing is played', (frame) => frame.playing === null)
    }
  }
  await page.ask({ ask: 'boot', time: 'virtual' })
  await page.ask({ ask: 'play', scenario: 'wait 1 s' })
})

test('what was recorded outlives the pair, and the time between two pairs is no pause', { timeout: 60_000 }, async () => {
  const page = await begin()
  await page.ask({ ask: 'record', on: true })
  await page.ask({ ask: 'pass', ms: 3_600_000 })
  await page.ask({ ask: 'server', server: 'mserver', act: 'kill' })
  await page.ask({ ask: 'end' })
  await page.ask({ ask: 'boot', time: 'virtual' })
  await page.ask({ ask: 'server', server: 'sserver', act: 'kill' })
  await page.ask({ ask: 'end' })
  const { scenario } = await page.ask({ ask: 'record', on: false })
  const [, wait = '', first, ...others] = scenario.trimEnd().split('\n')
  assert.equal(first, 'kill mserver')
  assert.ok(Number(/^wait (\S+) s$/.exec(wait)?.[1]) >= 3600, scenario)
  assert.equal(others.at(-1), 'kill sserver')
  assert.ok(others.length === 1 || Number(/^wait (\S+) s$/.exec(others[0] ?? '')?.[1]) < 60, scenario)
})

test('a step that waits is broken off at once, and so is one whose servers are gone', { timeout: 60_000 }, async () => {
  for (const time of ['virtual', 'real'] as const) {
    for (const how of ['stop-playing', 'end', 'boot'] as const) {
      for (const line of ['wait 100 h', 'expect mserver terminated within 100 h']) {
        const page = openOnlooker()
        open.push(page)
        await page.ask({ ask: 'boot', time })
        const failed = assert.rejects(page.ask({ ask: 'play', scenario: line }), /broken off/)
        await page.until('it plays', (frame) => frame.playing?.line === 1)
        const begun = Date.now()
        await (how === 'boot' ? page.ask({ ask: how, time }) : page.ask({ ask: how }))
        await failed
        assert.ok(Date.now() - begun < 10_000, `${time} ${how} ${line}`)
        if (how === 'stop-playing') await page.ask({ ask: 'play', scenario: 'kill mserver\nexpect mserver down' })
        await page.close()
      }
    }
  }
})

test('what cannot be done is not recorded; a link that is mended keeps its delay when it is played again', { timeout: 60_000 }, async () => {
  const page = await begin()
  await page.ask({ ask: 'record', on: true })
  await assert.rejects(page.ask({ ask: 'server', server: 'mserver', act: 'start' }), /running already/)
  await assert.rejects(page.ask({ ask: 'server', server: 'mserver', act: 'continue' }), /not paused/)
  await page.ask({ ask: 'server', server: 'mserver', act: 'kill' })
  for (const act of ['kill', 'stop', 'pause', 'maintenance-start'] as const) await assert.rejects(page.ask({ ask: 'server', server: 'mserver', act }), /not running/)
  for (const change of [{ delay: [5, 9] as const, loss: 0.125 }, { isCut: true }, { isCut: false }]) await page.ask({ ask: 'link', from: 'mserver', to: 'sserver', bothWays: false, change })
  const { scenario } = await page.ask({ ask: 'record', on: false })
  assert.deepEqual(scenario.split('\n').slice(1, -1), ['kill mserver', 'slow mserver to sserver 5..9 ms', 'lose mserver to sserver 12.5 %', 'cut mserver to sserver', 'mend mserver to sserver', 'slow mserver to sserver 5..9 ms', 'lose mserver to sserver 12.5 %'])
  await page.ask({ ask: 'mend-links' })
  await page.ask({ ask: 'server', server: 'mserver', act: 'start' })
  await page.ask({ ask: 'play', scenario })
  const frame = await page.until('it is over', ({ playing }) => playing === null)
  const link = frame.links.find(({ from, to }) => from === 'mserver' && to === 'sserver')
  assert.deepEqual([link?.isCut, link?.delay, link?.loss], [false, [5, 9], 0.125])
})

describe('the failures that the pair is tested with play on the laboratory too', () => {
  // Those of a hot-standby pair, their servers' names put in place of theirs.
  for (const name of readdirSync(path.join(root, 'test-fixtures/ha')).filter((file) => file.endsWith('.script'))) {
    const text = readFileSync(path.join(root, 'test-fixtures/ha', name), 'utf8')
    if (!/^workspace hot-standby$/m.test(text)) continue
    test(name, { timeout: 90_000 }, async () => {
      const onlooker = openOnlooker('test-fixtures/ha/hot-standby')
      open.push(onlooker)
      await onlooker.ask({ ask: 'boot', time: 'virtual' })
      for (const server of ['one', 'two']) await onlooker.ask({ ask: 'server', server, act: 'kill' })
      await onlooker.ask({ ask: 'play', scenario: text })
    })
  }
})

describe('a described client as words', () => {
  const some: readonly ClientProfile[] = [
    plainProfile,
    { ...plainProfile, hwaddr: 'aa:bb:cc:00:00:01', clientId: "'a b'", isCloned: true, hostname: 'say "{n}" # now', fqdn: 'x.example.', vendorClass: 'MSFT 5.0', userClass: 'u', requestList: [], requestedAddress: '192.0.2.9', secs: 7, broadcast: true },
    { ...plainProfile, relay: { address: '192.0.2.1', circuitId: 'port 7', remoteId: '01:02', linkSelection: '192.0.2.2' }, options: [{ code: 93, data: '0007' }, { code: 43, data: '01:02' }], servers: ['one', 'two'] },
    ...presets.map((preset) => ({ ...preset.profile, preset: preset.name })),
    ...presets.map((preset) => ({ ...preset.profile, preset: preset.name, hwaddr: '0a:00:00:00:00:01', options: [], hostname: '', broadcast: !preset.profile.broadcast })),
  ]
  for (const profile of some) {
    const words = profileWords(profile)
    test(words, () => {
      const said = readProfileWords(wordsOfLine(words))
      assert.deepEqual(said.others, [])
      assert.deepEqual(said.profile, profile)
    })
  }
  test('there are presets', () => assert.ok(presets.length >= 8))
})
