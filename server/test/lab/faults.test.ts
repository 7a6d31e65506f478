/** What the laboratory is asked and cannot do is answered with one sentence, and nothing is lost of what runs. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import type { AskBody } from '../../src/lab/messages'
import { areNormal, officeClient, openOnlooker } from './onlooker'
import type { Onlooker } from './onlooker'

const page: Onlooker = openOnlooker()
after(() => page.close())

describe('before anything is booted', () => {
  const asks: readonly AskBody[] = [
    { ask: 'server', server: 'mserver', act: 'kill' },
    { ask: 'skew', server: 'mserver', ms: 1 },
    { ask: 'mend-links' },
    { ask: 'act', clients: 'all', act: 'dora' },
    { ask: 'speed', factor: 1 },
    { ask: 'pass', ms: 1 },
    { ask: 'record', on: true },
    { ask: 'play', scenario: 'wait 1 s' },
    { ask: 'packet', packet: 1 },
    { ask: 'export-packets' },
  ]
  for (const ask of asks) {
    test(`${ask.ask} has nothing to work on`, async () => {
      await assert.rejects(page.ask(ask), /^Error: (no pair is running: boot it first|nothing was booted yet)$/)
    })
  }
  test('what would a client get is answered even so', async () => {
    const told = await page.ask({ ask: 'explain', profile: officeClient(), act: 'dora' })
    assert.equal(told.servers.find((server) => server.server === 'mserver')?.address, '192.168.1.0')
    assert.equal(told.servers.find((server) => server.server === 'sserver')?.answer, 'none')
  })
  test('a place in a file brings its client', async () => {
    const file = path.join(page.folder, 'sserver', 'kea-dhcp4.conf')
    const { text } = await page.ask({ ask: 'text', file })
    const line = text.split('\n').findIndex((one) => one.includes('192.168.8.0/22')) + 1
    const client = await page.ask({ ask: 'client-for', file, line, column: 20 })
    assert.match(client.relay?.address ?? '', /^192\.168\.(8|9|10|11)\./)
  })
  test('files outside of the deployment are not read', async () => {
    writeFileSync(path.join(page.scratch, 'secret.txt'), 'x')
    for (const file of ['/etc/passwd', path.join(page.folder, '..', 'secret.txt'), path.join(page.folder, 'mserver', '..', '..', 'secret.txt')]) {
      await assert.rejects(page.ask({ ask: 'text', file }), /is no file of this deployment/)
      await assert.rejects(page.ask({ ask: 'client-for', file, line: 1, column: 1 }), /is no file of a server/)
    }
  })
})

describe('while the pair runs', () => {
  const asks: readonly (readonly [AskBody, RegExp])[] = [
    [{ ask: 'server', server: 'nobody', act: 'kill' }, /there is no server nobody here/],
    [{ ask: 'server', server: 'mserver', act: 'start' }, /running already/],
    [{ ask: 'server', server: 'mserver', act: 'continue' }, /not paused/],
    [{ ask: 'skew', server: 'mserver', ms: NaN }, /number of seconds/],
    [{ ask: 'link', from: 'mserver', to: 'nowhere', bothWays: true, change: { isCut: true } }, /there is no nowhere here/],
    [{ ask: 'link', from: 'mserver', to: 'mserver', bothWays: true, change: { isCut: true } }, /two ends/],
    [{ ask: 'link', from: 'mserver', to: 'sserver', bothWays: true, change: { delay: [9, 3] } }, /least to the most/],
    [{ ask: 'link', from: 'mserver', to: 'sserver', bothWays: true, change: { loss: 2 } }, /0 to 100/],
    [{ ask: 'add-clients', profile: officeClient({ hwaddr: 'none' }), count: 1, act: undefined, lives: false }, /hardware address/],
    [{ ask: 'add-clients', profile: officeClient({ servers: ['nobody'] }), count: 1, act: undefined, lives: false }, /there is no server nobody/],
    [{ ask: 'add-clients', profile: officeClient(), count: 0, act: undefined, lives: false }, /1 or more/],
    [{ ask: 'add-clients', profile: officeClient(), count: 200_000, act: undefined, lives: false }, /no more than 100000/],
    [{ ask: 'load', clients: 'all', act: 'renew', perSecond: -1 }, /0 to 10000/],
    [{ ask: 'speed', factor: -1 }, /a speed is/],
    [{ ask: 'pass', ms: 0 }, /more than 0/],
    [{ ask: 'packet', packet: 4711 }, /no longer kept/],
  ]
  test('it is booted', async () => {
    await page.ask({ ask: 'boot', time: 'virtual' })
    await page.until('both are normal', areNormal, { pass: 500 })
  })
  for (const [ask, sentence] of asks) {
    test(JSON.stringify(ask), async () => {
      await assert.rejects(page.ask(ask), sentence)
    })
  }
  test('and it runs as before', () => {
    assert.ok(areNormal(page.frame()))
    assert.equal(page.frame().clients.total, 0)
    assert.ok(page.frame().links.every((link) => !link.isCut && link.loss === 0))
  })
})

test('in real time, time is not made to pass', async () => {
  const other = openOnlooker()
  try {
    await other.ask({ ask: 'boot', time: 'real' })
    await assert.rejects(other.ask({ ask: 'pass', ms: 1000 }), /boot in virtual time/)
    await assert.rejects(other.ask({ ask: 'speed', factor: 60 }), /boot in virtual time/)
  } finally {
    await other.close()
  }
})
