import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Frame, HaView, NoticeView, ServerView } from '../../../../server/src/lab/frame'
import { createNoticeReader, statusOf } from './pair-status'
import { itemsOf, mostLeases } from './tree-items'
import type { Item } from './tree-items'
import { english } from '../../words'

function server(name: string, process: ServerView['process'], state?: string): ServerView {
  const ha: HaView = {
    name, mode: 'hot-standby', role: name === 'one' ? 'primary' : 'standby', state: state ?? '', scopes: name === 'one' ? ['one'] : [], partner: name === 'one' ? 'two' : 'one',
    partnerState: 'hot-standby', heartbeatAge: 10, heartbeatDelay: 1000, maxResponseDelay: 4000, isInterrupted: false, unacked: 0, unackedLimit: 2, clockSkew: 0, backlog: 0,
  }
  return {
    name, config: `/site/${name}/kea-dhcp4.conf`, process, dhcp: process === 'down' ? '' : '127.0.0.1:6767', doors: [{ configured: 'http://192.0.2.1:8000/', at: '127.0.0.1:8100' }],
    ha: state === undefined ? [] : [ha], leases: 1200, declined: 0, skew: 0, rates: { answered: 0, unanswered: 0 }, latency: null, findings: [],
  }
}

function frame(servers: readonly ServerView[], more: Partial<Frame> = {}): Frame {
  return {
    at: 0, title: 'site', release: '3.0', run: 'running', time: 'real', speed: 1, servers, links: [], groups: [], clients: { total: 50, bound: 49, asking: 1 },
    load: null, isRecording: false, playing: null, ...more,
  }
}

function notice(at: number, kind: NoticeView['kind']): NoticeView {
  return { at, server: 'two', kind, text: `${kind} at ${at}` }
}

function find(items: readonly Item[], id: string): Item {
  const found = items.flatMap((item) => [item, ...(item.children ?? [])]).find((item) => item.id === id)
  assert.ok(found, `${id} is there`)
  return found
}

test('the status says each server\'s state, and worries when one does without its partner', () => {
  const fine = statusOf(frame([server('one', 'running', 'hot-standby'), server('two', 'running', 'hot-standby')]), english)
  assert.equal(fine.text, 'one hot-standby | two hot-standby')
  assert.equal(fine.level, 'fine')
  assert.match(fine.detail, /^one: hot-standby, 1,200 leases\n.*\n50 clients, 49 with a lease\nreal time$/)
  assert.deepEqual(statusOf(frame([server('one', 'down', 'hot-standby'), server('two', 'running', 'partner-down')]), english).text, 'one down | two partner-down')
  assert.equal(statusOf(frame([server('one', 'running', 'partner-down')]), english).level, 'warning')
  assert.equal(statusOf(frame([server('one', 'paused', 'hot-standby'), server('two', 'running', 'hot-standby')]), english).level, 'warning')
  assert.equal(statusOf(frame([server('one', 'down'), server('two', 'refused')]), english).level, 'error')
  assert.equal(statusOf(frame([server('one', 'starting')], { run: 'booting' }), english).level, 'fine')
})

test('a server\'s line has the words that the menus ask for', () => {
  const items = itemsOf(frame([server('one', 'running', 'hot-standby'), server('two', 'down', 'waiting'), server('three', 'refused'), server('four', 'paused')]), english)
  assert.deepEqual(items.map((item) => item.context), ['server running ha', 'server down ha', 'server down', 'server paused'])
  assert.deepEqual(items.map((item) => item.description), ['hot-standby', 'down', 'refused', 'paused'])
  assert.deepEqual(items.map((item) => item.tone), ['good', 'quiet', 'error', 'warning'])
})

test('below a server stand its role, whom it serves, its doors and what was found in its file', () => {
  const place = { file: '/site/one/kea-dhcp4.conf', line: 3, column: 5 }
  const one = { ...server('one', 'running', 'hot-standby'), findings: [{ ...notice(1, 'finding'), place }] }
  const items = itemsOf(frame([one]), english)
  const told = (items[0]?.children ?? []).map((item) => [item.label, item.description].filter(Boolean).join(': '))
  assert.deepEqual(told, ['primary: hot-standby', 'serves one', 'partner two: hot-standby', '1,200 leases', 'DHCP: 127.0.0.1:6767', 'http://192.0.2.1:8000/: 127.0.0.1:8100', 'finding at 1'])
  assert.deepEqual(find(items, 'server one finding 0').place, place)
})

test('a partner that is not heard of is told with the clients that nobody answers', () => {
  const two = server('two', 'running', 'communication-recovery')
  const lonely = { ...two, ha: two.ha.map((one) => ({ ...one, isInterrupted: true, unacked: 1 })) }
  const items = itemsOf(frame([lonely]), english)
  assert.equal(find(items, 'server two ha two partner').description, 'not heard of')
  assert.equal(find(items, 'server two ha two unacked').label, '1 of 2 clients unanswered')
})

test('of many leases the first are told, and how many more there are', () => {
  const side = { hwaddr: '02:00:00:00:00:01', clientId: '', hostname: 'host', state: 'assigned' as const, expires: null }
  const rows = Array.from({ length: 150 }, (_, at) => ({ address: `192.0.2.${at}`, subnet: 1, sides: at === 0 ? [null, side] : [side, side], difference: at === 0 ? 'only two has it' : '' }))
  const items = itemsOf(frame([server('one', 'running')], { leases: { from: 0, total: 1500, different: 1, rows } }), english)
  const leases = find(items, 'leases')
  assert.equal(leases.description, '1,500, 1 not the same on all servers')
  assert.equal(leases.children?.length, mostLeases + 1)
  assert.equal(leases.children.at(-1)?.label, 'and 1,400 more, on the page')
  assert.equal(find(items, 'lease 192.0.2.0').tooltip, '192.0.2.0: only two has it')
  assert.equal(find(items, 'lease 192.0.2.1').description, 'host 02:00:00:00:00:01')
})

test('subnets tell what is used of them, pool by pool', () => {
  const pool = { text: '192.0.2.10 - 192.0.2.59', total: 50, used: 50, declined: 2, free: 0 }
  const subnet = { id: 7, text: '192.0.2.0/24', network: 'floor', pools: [pool], total: 50, used: 50, reserved: 3, declined: 2, free: 0 }
  const items = itemsOf(frame([server('one', 'running')], { addresses: { server: 'one', subnets: [subnet], subnet: 7, first: '192.0.2.10', perCell: 1, cells: '' } }), english)
  const item = find(items, 'subnet 7')
  assert.equal(item.description, '50 of 50 used')
  assert.equal(item.tone, 'warning')
  assert.equal(item.children?.[0]?.description, '50 of 50 used, 2 declined')
})

test('what an edited file changed is told once, and nothing of what was before', () => {
  const read = createNoticeReader()
  const of = (...notices: NoticeView[]): string[] => read(frame([], { notices })).map((one) => one.text)
  assert.deepEqual(of(notice(1, 'change')), [])
  assert.deepEqual(of(notice(1, 'change'), notice(2, 'notice'), notice(3, 'change')), ['change at 3'])
  assert.deepEqual(of(notice(3, 'change'), notice(4, 'refused')), ['refused at 4'])
  assert.deepEqual(of(notice(3, 'change'), notice(4, 'refused')), [])
  assert.deepEqual(read(undefined), [])
  assert.deepEqual(of(notice(1, 'change')), [])
  assert.deepEqual(of(notice(1, 'change'), notice(2, 'change')), ['change at 2'])
})
