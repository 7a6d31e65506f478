/** The commands of High Availability and what status-get tells, from ours and from real Kea in the same role. */
import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import type { Release } from '../../../src/config/release'
import { bothReach, meet, reach, statusOf } from '../looks'
import type { Member } from '../members'
import type { Pair, Scenario } from '../stage'
import { until } from '../until'

type Asked = readonly [command: string, args?: unknown]

/** Good and bad, in this order. `PARTNER` and `OWN` stand for names. */
const asked: readonly Asked[] = [
  ['ha-heartbeat'],
  ['ha-heartbeat', {}],
  ['ha-heartbeat', []],
  ['ha-heartbeat', { 'server-name': 'OWN' }],
  ['ha-heartbeat', { 'server-name': 'PARTNER' }],
  ['ha-heartbeat', { 'server-name': 'third' }],
  ['ha-heartbeat', { 'server-name': 5 }],
  ['ha-continue'],
  ['ha-continue', {}],
  ['ha-continue', 7],
  ['ha-continue', { 'server-name': 'third' }],
  ['ha-sync'],
  ['ha-sync', {}],
  ['ha-sync', []],
  ['ha-sync', { 'server-name': 5 }],
  ['ha-sync', { 'server-name': 'OWN' }],
  ['ha-sync', { 'server-name': 'third' }],
  ['ha-sync', { 'server-name': 'PARTNER', 'max-period': 'x' }],
  ['ha-sync', { 'server-name': 'PARTNER', 'max-period': 0 }],
  ['ha-sync', { 'server-name': 'PARTNER', 'max-period': -1 }],
  ['ha-sync', { 'server-name': 'PARTNER', 'max-period': 5 }],
  ['ha-sync', { 'server-name': 'PARTNER' }],
  ['ha-scopes'],
  ['ha-scopes', {}],
  ['ha-scopes', []],
  ['ha-scopes', { scopes: 'primary' }],
  ['ha-scopes', { scopes: [1] }],
  ['ha-scopes', { scopes: ['third'] }],
  ['ha-scopes', { scopes: ['primary'], 'server-name': 'third' }],
  ['ha-scopes', { scopes: ['primary', 'standby'] }],
  ['ha-heartbeat'],
  ['ha-scopes', { scopes: [] }],
  ['ha-heartbeat'],
  ['ha-maintenance-cancel'],
  ['ha-maintenance-notify'],
  ['ha-maintenance-notify', {}],
  ['ha-maintenance-notify', { cancel: 'no' }],
  ['ha-maintenance-notify', { cancel: true }],
  ['ha-maintenance-notify', { cancel: true, state: 5 }],
  ['ha-maintenance-notify', { cancel: false, 'server-name': 'third' }],
  ['ha-sync-complete-notify', { 'origin-id': 'x' }],
  ['ha-sync-complete-notify', { origin: 'x' }],
  ['ha-sync-complete-notify', { 'server-name': 'third' }],
  ['ha-sync-complete-notify', { 'origin-id': 2000 }],
  ['ha-sync-complete-notify'],
  ['ha-reset', { 'server-name': 'third' }],
  ['ha-reset', []],
  ['dhcp-disable', { origin: 'ha-partner' }],
  ['dhcp-disable', { origin: 'ha-partner', 'origin-id': 2000, 'max-period': 1 }],
  ['dhcp-enable', { origin: 'ha-partner', 'origin-id': 2000 }],
  ['dhcp-enable', { origin: 'ha-partner' }],
  ['dhcp-disable', { origin: 2000 }],
  ['dhcp-enable', { origin: 2000 }],
  ['ha-reset'],
]

/** What differs still: the command with its arguments, and the releases of real Kea that say something else. */
const known: Readonly<Record<string, readonly Release[]>> = {
  // 2.6 does not know the argument.
  'ha-maintenance-notify {"cancel":true,"state":5}': ['2.6'],
}

async function twoPairs(stage: Parameters<Scenario['play']>[0]): Promise<readonly [Pair, Pair]> {
  const [one, other] = await Promise.all((['standby', 'primary'] as const).map((ours) => stage.setUp({ mode: 'hot-standby', ours })))
  assert.ok(one && other)
  await Promise.all([one, other].map((pair) => meet(pair, 'hot-standby')))
  return [one, other]
}

function argsFor(member: Member, args: unknown): unknown {
  if (args === undefined) return undefined
  const partner = member.name === 'primary' ? 'standby' : 'primary'
  return JSON.parse(JSON.stringify(args).replace('OWN', member.name).replace('PARTNER', partner))
}

/** Without what differs between two pairs or two moments. */
function timeless(value: unknown): unknown {
  const text = JSON.stringify(value)
  return JSON.parse(text.replace(/127\.0\.0\.1:\d+/g, 'PEER').replace(/\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT/g, 'DATE').replace(/\d{4}-\d\d-\d\d [\d:]{8}/g, 'TIME').replace(/"(age|clock-skew)":-?\d/g, '"$1":0'))
}

async function statusAs(member: Member): Promise<unknown> {
  return timeless(await statusOf(member))
}

export const commandScenarios: readonly Scenario[] = [
  {
    name: `${asked.length} commands of High Availability are answered as real Kea answers them`,
    play: async (stage) => {
      const [a, b] = await twoPairs(stage)
      const differences = new Map<string, unknown>()
      for (const [ours, real] of [[a.ours, b.real], [b.ours, a.real]] as const) {
        for (const [command, args] of asked) {
          const [own, theirs] = await Promise.all([ours, real].map(async (member) => timeless(await member.command(command, argsFor(member, args)))))
          if (!isDeepStrictEqual(own, theirs)) differences.set(args === undefined ? command : `${command} ${JSON.stringify(args)}`, { role: ours.name, ours: own, real: theirs })
        }
        await Promise.all([bothReach(a, 'hot-standby'), bothReach(b, 'hot-standby')])
      }
      const names = await Promise.all([a.ours, a.real].map(async (member) => ((await member.command('list-commands')).arguments as string[]).filter((name) => name.startsWith('ha-'))))
      assert.deepEqual(names[0], names[1])
      const expected = Object.keys(known).filter((name) => known[name]?.includes(stage.release))
      assert.deepEqual([...differences.keys()], expected, JSON.stringify([...differences], undefined, 2))
    },
  },
  {
    name: 'status-get tells of the pair what it tells at real Kea',
    play: async (stage) => {
      const [a, b] = await twoPairs(stage)
      for (const member of [a.ours, a.real, b.ours, b.real]) await until('a heartbeat', async () => (await statusOf(member))?.['ha-servers'].remote['last-state'] === 'hot-standby')
      for (const [ours, real] of [[a.ours, b.real], [b.ours, a.real]] as const) assert.deepEqual(await statusAs(ours), await statusAs(real))
      await Promise.all([a.primary.crash(), b.primary.crash()])
      await Promise.all([reach(a.second, 'partner-down'), reach(b.second, 'partner-down')])
      assert.deepEqual(await statusAs(a.ours), await statusAs(b.real))
    },
  },
]
