/** What the page works out without a browser: frames put together, lanes, cells, words for figures, its document. */
import assert from 'node:assert/strict'
import test from 'node:test'
import type { TimelineStep } from '../../../server/src/lab/frame'
import { plainProfile } from '../../../server/src/clients/profile'
import { addressFrom, cellSummary, cellText } from '../../webview/cells'
import { counted, expiry, span } from '../../webview/format'
import { memoryOf, readMemory } from '../../webview/memory'
import { mergeFrames } from '../../webview/merge-frames'
import { hwaddrAfter, numbersOf } from '../../webview/numbers'
import { axisStep, lanesOf } from '../../webview/overview/lanes'
import { pageHtml } from '../../../server/src/lab/page-html'
import { frameAt } from './fake-frames'

const script = { leases: 10, clients: 10, run: 'running', time: 'real' } as const

test('a frame keeps what the next one leaves out, and nothing else', () => {
  const first = frameAt(script, { chart: true }, 0)
  const second = frameAt(script, {}, 1)
  const merged = mergeFrames(first, second)
  assert.equal(second.timeline, undefined)
  assert.equal(merged.timeline, first.timeline)
  assert.equal(merged.chart, first.chart)
  assert.equal(merged.at, second.at)
  const third = frameAt(script, {}, 25)
  assert.equal(mergeFrames(merged, third).notices, third.notices)
})

test('a stretch lasts until the next step of the same server; what changes no state is a mark', () => {
  const step = (at: number, server: string, state: string, kind: TimelineStep['kind'] = 'state'): TimelineStep => ({ at, server, state, cause: '', kind, because: [] })
  const lanes = lanesOf([step(1, 'a', 'waiting'), step(2, 'b', 'waiting'), step(5, 'a', 'ready'), step(6, '', '', 'act'), step(7, 'a', 'down', 'act')], ['a', 'b'])
  assert.deepEqual(lanes.map((lane) => lane.server), ['a', 'b', ''])
  assert.deepEqual(lanes[0]?.stretches.map(({ from, to }) => [from, to]), [[1, 5], [5, 7], [7, undefined]])
  assert.deepEqual(lanes[0].marks.map((mark) => mark.at), [7])
  assert.deepEqual(lanes[1]?.stretches.map(({ to }) => to), [undefined])
  assert.deepEqual(lanes[2]?.marks.map((mark) => mark.at), [6])
})

test('the axis has round steps, and no more of them than there is room for', () => {
  assert.equal(axisStep(60_000, 6), 10_000)
  assert.equal(axisStep(61_000, 6), 15_000)
  assert.equal(axisStep(30 * 86_400_000, 10), 3 * 86_400_000)
})

test('a cell is told by its address, also across octets, and by how many it stands for', () => {
  assert.equal(addressFrom('10.0.0.250', 10), '10.0.1.4')
  assert.equal(addressFrom('255.255.255.0', 255), '255.255.255.255')
  assert.equal(cellText({ first: '192.0.2.0', perCell: 1, cells: '-u' }, 1), '192.0.2.1: used')
  assert.equal(cellText({ first: '10.0.0.0', perCell: 256, cells: '.d' }, 1), '10.0.1.0 to 10.0.1.255: declined')
  assert.equal(cellSummary('..uR'), '2 free, 1 used, 1 reserved and used')
})

test('spans and counts read as a person says them', () => {
  assert.deepEqual([0, 0.42, 250, 3200, 61_000, 600_000, 4_800_000, 7_200_000, 4 * 86_400_000, -1500].map(span), ['0 s', '0.4 ms', '250 ms', '3.2 s', '61 s', '10 min', '1 h 20 min', '2 h', '4 d', '−1.5 s'])
  assert.equal(counted(1, 'lease'), '1 lease')
  assert.equal(counted(1200, 'lease'), '1,200 leases')
  assert.equal(expiry(null, 5), 'never')
  assert.equal(expiry(1000, 6000), '5 s ago')
})

test('option codes are taken from what was typed: in its order, each once, none that is no code', () => {
  assert.deepEqual(numbersOf('1, 3 6;15, 3, 0, 255, x', 254), [1, 3, 6, 15])
})

test('what a page kept is taken up again; what another kept is not', () => {
  const kept = memoryOf('explain', plainProfile, { profile: plainProfile, act: 'renew', result: undefined, isAsked: false })
  assert.deepEqual(readMemory(JSON.parse(JSON.stringify(kept))), JSON.parse(JSON.stringify(kept)))
  assert.equal(readMemory({ ...kept, tab: 'settings' }), undefined)
  assert.equal(readMemory({ ...kept, profile: { ...plainProfile, hwaddr: 7 } }), undefined)
  assert.equal(readMemory(undefined), undefined)
})

test('the document loads what it was given and nothing else', () => {
  const text = pageHtml({ script: 'a.js?x=1&y=2', style: 'a.css', codiconStyle: 'i.css', cspSource: 'https://host', nonce: 'n0', title: 'A <b> & "c"' })
  assert.match(text, /default-src 'none'; script-src 'nonce-n0'; style-src https:\/\/host; font-src https:\/\/host; img-src https:\/\/host/)
  assert.match(text, /<title>A &lt;b&gt; &amp; &quot;c&quot;<\/title>/)
  assert.match(text, /<script src="a.js\?x=1&amp;y=2" nonce="n0" defer><\/script>/)
  assert.doesNotMatch(text, /<style|style=|unsafe-/)
})

test('clients that are added next have other hardware addresses than those before', () => {
  assert.equal(hwaddrAfter('02:00:00:00:00:01', 50), '02:00:00:00:00:33')
  assert.equal(hwaddrAfter('02:00:00:00:ff:ff', 1), '02:00:00:01:00:00')
  assert.equal(hwaddrAfter('ff:ff', 2), '00:01')
  assert.equal(hwaddrAfter('2:0:0:0:0:a', 6), '02:00:00:00:00:10')
  assert.equal(hwaddrAfter('nonsense', 2), 'nonsense')
})
