/** Deployments that are not as the sample is: a file that Kea would refuse beside a good one, all refused, files that come and go while servers run. */
import assert from 'node:assert/strict'
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { areNormal, officeClient, openOnlooker, stateOf } from './onlooker'
import type { Onlooker } from './onlooker'

const open: Onlooker[] = []
after(() => Promise.all(open.map((one) => one.close())))

function begin(): Onlooker {
  const onlooker = openOnlooker()
  open.push(onlooker)
  return onlooker
}

const fileOf = (page: Onlooker, server: string): string => path.join(page.folder, server, 'kea-dhcp4.conf')

function edit(page: Onlooker, server: string, from: string, to: string): void {
  const text = readFileSync(fileOf(page, server), 'utf8')
  assert.ok(text.includes(from), `${from} is in the file`)
  writeFileSync(fileOf(page, server), text.replace(from, to))
}

const said = (page: Onlooker): string => (page.frame().notices ?? []).map((notice) => `${notice.server}: ${notice.text}`).join('\n')

for (const time of ['virtual', 'real'] as const) {
  const pass = time === 'virtual' ? { pass: 500 } : {}

  test(`${time}: beside a server whose file Kea would refuse, the other one serves`, { timeout: 60_000 }, async () => {
    const page = begin()
    edit(page, 'sserver', '"valid-lifetime": 4000', '"valid-lifetime": "long"')
    await page.ask({ ask: 'boot', time })
    // It asks every server, the one that is not there too.
    await page.ask({ ask: 'add-clients', profile: officeClient(), count: 3, act: 'dora', lives: true })
    await page.until('the server is alone', (frame) => stateOf(frame, 'mserver') === 'partner-down', { ...pass, within: 40_000 })
    await page.until('they are served', (frame) => frame.clients.bound === 3, pass)
    assert.equal(stateOf(page.frame(), 'sserver'), 'refused')
    await assert.rejects(page.ask({ ask: 'server', server: 'sserver', act: 'start' }), /valid-lifetime/)
    await assert.rejects(page.ask({ ask: 'server', server: 'sserver', act: 'kill' }), /not running/)
    await page.until('a frame more', () => true, pass)
    assert.equal(stateOf(page.frame(), 'sserver'), 'refused', 'it still says why it is down')
    assert.doesNotMatch(said(page), /sserver is (started|killed)/)
    edit(page, 'sserver', '"valid-lifetime": "long"', '"valid-lifetime": 4000')
    await page.until('both are normal', areNormal, pass)
  })

  test(`${time}: where Kea would refuse every file there is no pair, and the reason is told`, { timeout: 60_000 }, async () => {
    const page = begin()
    for (const server of ['mserver', 'sserver']) edit(page, server, '"valid-lifetime": 4000', '"valid-lifetime": "long"')
    await assert.rejects(page.ask({ ask: 'boot', time }), /valid-lifetime/)
    assert.equal(page.frame().run, 'ready')
  })

  test(`${time}: a server whose file goes, and one that comes, while it runs`, { timeout: 60_000 }, async () => {
    const page = begin()
    await page.ask({ ask: 'boot', time })
    await page.until('both are normal', areNormal, pass)
    cpSync(path.dirname(fileOf(page, 'mserver')), path.join(page.folder, 'third'), { recursive: true })
    renameSync(fileOf(page, 'sserver'), `${fileOf(page, 'sserver')}.away`)
    await page.until('it is told', () => /^sserver: .*is gone: it goes on with what it had$/m.test(said(page)), pass)
    await page.until('the new one is told', () => /^: third is new in the files/m.test(said(page)), pass)
    assert.deepEqual(page.frame().servers.map((server) => server.name), ['mserver', 'sserver'], 'those that were booted')
    assert.equal(stateOf(page.frame(), 'sserver'), 'hot-standby')
    rmSync(path.join(page.folder, 'third'), { recursive: true })
    renameSync(`${fileOf(page, 'sserver')}.away`, fileOf(page, 'sserver'))
    await page.until('both are normal', areNormal, pass)
  })
}
