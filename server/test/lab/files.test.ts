/** Files that are edited while the pair runs: what runs follows them, and what they change for the clients is told. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { areNormal, officeClient, openOnlooker, stateOf } from './onlooker'
import type { Onlooker } from './onlooker'

const open: Onlooker[] = []
after(() => Promise.all(open.map((one) => one.close())))

async function begin(time: 'real' | 'virtual'): Promise<Onlooker> {
  const onlooker = openOnlooker()
  open.push(onlooker)
  await onlooker.ask({ ask: 'boot', time })
  await onlooker.until('both are normal', areNormal, time === 'virtual' ? { pass: 500 } : {})
  return onlooker
}

function edit(page: Onlooker, server: string, from: string, to: string): void {
  const file = path.join(page.folder, server, 'kea-dhcp4.conf')
  const text = readFileSync(file, 'utf8')
  assert.ok(text.includes(from), `${from} is in the file`)
  writeFileSync(file, text.replace(from, to))
}

const changes = (page: Onlooker): string[] => (page.frame().notices ?? []).filter((notice) => notice.kind === 'change').map((notice) => `${notice.server}: ${notice.text}`)

for (const time of ['virtual', 'real'] as const) {
  const pass = time === 'virtual' ? { pass: 500 } : {}
  test(`${time}: another router is told with the place in the file, and new clients get it`, { timeout: 90_000 }, async () => {
    const page = await begin(time)
    edit(page, 'mserver', '"data": "192.168.0.1"', '"data": "192.168.0.254"')
    await page.until('the change is told', () => changes(page).length > 0, pass)
    const [told = ''] = changes(page)
    assert.match(told, /^mserver: a client in 192\.168\.0\.0\/22: /)
    assert.match(told, /192\.168\.0\.254/)
    assert.match(told, /no longer: .*192\.168\.0\.1/)
    assert.doesNotMatch(changes(page).join(), /192\.168\.8\.0/, 'the other subnet is as it was')
    const notice = page.frame().notices?.find((one) => one.kind === 'change')
    assert.equal(path.basename(notice?.place?.file ?? ''), 'kea-dhcp4.conf')
    const line = readFileSync(path.join(page.folder, 'mserver/kea-dhcp4.conf'), 'utf8').split('\n')[(notice?.place?.line ?? 0) - 1]
    assert.match(line ?? '', /routers/)
    await page.until('it has restarted', areNormal, pass)
    page.look({ packets: { from: 'end', count: 20, only: 'all', search: 'ack' } })
    await page.ask({ ask: 'add-clients', profile: officeClient(), count: 1, act: 'dora', lives: false })
    const seen = await page.until('the client is served', (frame) => frame.clients.bound === 1 && frame.packets?.rows.some((row) => row.outcome === 'ACK') === true, pass)
    const detail = await page.ask({ ask: 'packet', packet: seen.packets?.rows.findLast((row) => row.outcome === 'ACK')?.id ?? 0 })
    assert.equal(detail.reply?.options.find((option) => option.code === 3)?.value, '192.168.0.254')
  })

  test(`${time}: a file that Kea would refuse changes nothing that runs, and is told; put right, it is followed`, { timeout: 90_000 }, async () => {
    const page = await begin(time)
    edit(page, 'sserver', '"valid-lifetime": 4000', '"valid-lifetime": "long"')
    await page.until('the refusal is told', (frame) => frame.notices?.some((notice) => notice.kind === 'refused' && notice.server === 'sserver') === true, pass)
    assert.equal(stateOf(page.frame(), 'sserver'), 'hot-standby')
    edit(page, 'sserver', '"valid-lifetime": "long"', '"valid-lifetime": 5000')
    await page.until('the new lifetime is told', () => changes(page).some((text) => text.startsWith('sserver') && /5000/.test(text)), pass)
    await page.until('both are normal', areNormal, pass)
  })
}

test('leases that no pool holds any more are counted', { timeout: 60_000 }, async () => {
  const page = await begin('virtual')
  await page.ask({ ask: 'add-clients', profile: officeClient(), count: 10, act: 'dora', lives: false })
  await page.until('10 have a lease', (frame) => frame.servers[0]?.leases === 10, { pass: 500 })
  edit(page, 'mserver', '192.168.1.0 - 192.168.3.199', '192.168.1.6 - 192.168.3.199')
  await page.until('they are counted', () => changes(page).some((text) => /in no pool.*192\.168\.1\.0, 192\.168\.1\.1, 192\.168\.1\.2, … \(6 in all\)/.test(text)), { pass: 500 })
})

test('an edit of a comment is told to change nothing', { timeout: 60_000 }, async () => {
  const page = await begin('virtual')
  edit(page, 'mserver', '// Lecture halls and offices', '// Offices')
  await page.until('it is told', () => changes(page).some((text) => /nothing does/.test(text)), { pass: 500 })
})
