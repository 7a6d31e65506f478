/** The control channel beside real Kea: the same commands, whole answers compared. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Case } from './case'
import { exchangeCases } from './cases/exchanges'
import { compareCase } from './compare'
import { startOurs, startReal } from './servers'
import type { Peer } from './servers'

const oracle = process.env['KEA_ORACLE']

const setting: Case = {
  name: 'commands',
  config: {
    'valid-lifetime': 4000,
    'shared-networks': [{ name: 'floor', subnet4: [{ id: 2, subnet: '10.2.0.0/24', pools: [{ pool: '10.2.0.10 - 10.2.0.20' }] }] }],
    subnet4: [
      { id: 1, subnet: '10.1.0.0/24', pools: [{ pool: '10.1.0.10 - 10.1.0.20' }, { pool: '10.1.0.30 - 10.1.0.39', 'pool-id': 7 }], reservations: [{ 'hw-address': '02:00:00:00:00:aa', 'ip-address': '10.1.0.100', hostname: 'reserved' }] },
      { id: 3, subnet: '10.3.0.0/24' },
    ],
  },
  hooks: ['libdhcp_stat_cmds', 'libdhcp_host_cmds', 'libdhcp_subnet_cmds'],
  steps: [],
}

const lease = (more: object): object => ({ 'ip-address': '10.1.0.11', 'hw-address': '02:00:00:00:00:01', ...more })

/** In order: later ones see what earlier ones did. */
const asked: readonly (readonly [string, unknown?])[] = [
  ['no-such-command'],
  ['list-commands', []],
  ['config-test'],
  ['config-test', {}],
  ['config-test', { Dhcp4: 7 }],
  ['config-test', { Dhcp4: {}, Other: 1 }],
  ['config-set', { Dhcp6: {} }],
  ['dhcp-disable', { 'max-period': 'x' }],
  ['dhcp-disable', { 'max-period': -1 }],
  ['dhcp-disable', { 'max-period': 20 }],
  ['dhcp-disable'],
  ['dhcp-enable', { origin: 'nobody' }],
  ['dhcp-enable', { origin: 'user' }],
  ['dhcp-enable'],
  ['leases-reclaim'],
  ['leases-reclaim', {}],
  ['leases-reclaim', { remove: 'yes' }],
  ['leases-reclaim', { remove: true }],
  ['lease4-get-all'],
  ['lease4-get-all', {}],
  ['lease4-get-all', { subnets: 1 }],
  ['lease4-get-all', { subnets: [1, 2] }],
  ['lease4-add'],
  ['lease4-add', {}],
  ['lease4-add', { 'ip-address': 'x' }],
  ['lease4-add', { 'ip-address': '10.1.0.11' }],
  ['lease4-add', { 'ip-address': '10.9.0.11', 'hw-address': '02:00:00:00:00:01' }],
  ['lease4-add', lease({ 'subnet-id': 9 })],
  ['lease4-add', lease({ 'subnet-id': 2 })],
  ['lease4-add', lease({ 'subnet-id': 1, hostname: 'Name.Example' })],
  ['lease4-add', lease({})],
  ['lease4-add', { 'ip-address': '10.1.0.31', 'hw-address': '02:00:00:00:00:02', 'client-id': '01:02:03', 'valid-lft': 500, 'fqdn-fwd': true, hostname: 'two', 'user-context': { a: [1, { b: 'c' }] } }],
  ['lease4-add', { 'ip-address': '10.2.0.10', 'hw-address': '02:00:00:00:00:01', 'subnet-id': 2, state: 1 }],
  ['lease4-add', { 'ip-address': '10.2.0.11', 'hw-address': '02:00:00:00:00:03', state: 9 }],
  ['lease4-get'],
  ['lease4-get', { 'ip-address': '10.1.0.11' }],
  ['lease4-get', { 'ip-address': '10.1.0.99' }],
  ['lease4-get', { 'ip-address': 'x' }],
  ['lease4-get', { 'identifier-type': 'hw-address', identifier: '02:00:00:00:00:01', 'subnet-id': 1 }],
  ['lease4-get', { 'identifier-type': 'client-id', identifier: '01:02:03', 'subnet-id': 1 }],
  ['lease4-get', { 'identifier-type': 'client-id', identifier: '01:02:03' }],
  ['lease4-get-by-hw-address', { 'hw-address': '02:00:00:00:00:01' }],
  ['lease4-get-by-hw-address', { 'hw-address': '02:00:00:00:00:77' }],
  ['lease4-get-by-hw-address'],
  ['lease4-get-by-hw-address', {}],
  ['lease4-get-by-client-id', { 'client-id': '01:02:03' }],
  ['lease4-get-by-client-id', {}],
  ['lease4-get-by-hostname', { hostname: 'NAME.example' }],
  ['lease4-get-by-hostname', { hostname: 'none' }],
  ['lease4-get-by-hostname', {}],
  ['lease4-get-page'],
  ['lease4-get-page', { from: 'start' }],
  ['lease4-get-page', { from: 'start', limit: 2 }],
  ['lease4-get-page', { from: '10.1.0.31', limit: 10 }],
  ['lease4-get-page', { from: '10.2.0.10', limit: 10 }],
  ['lease4-get-page', { from: 'here', limit: 1 }],
  ['lease4-get-page', { from: 'start', limit: 0 }],
  ['lease4-update'],
  ['lease4-update', lease({ hostname: 'changed' })],
  ['lease4-update', { 'ip-address': '10.1.0.12', 'hw-address': '02:00:00:00:00:05' }],
  ['lease4-update', { 'ip-address': '10.1.0.12', 'hw-address': '02:00:00:00:00:05', 'force-create': true }],
  ['lease4-update', { 'ip-address': '10.9.0.12', 'hw-address': '02:00:00:00:00:05', 'force-create': true }],
  ['lease4-update', lease({ state: 3, 'valid-lft': 0 })],
  ['stat-lease4-get'],
  ['stat-lease4-get', { 'subnet-id': 1 }],
  ['stat-lease4-get', { 'subnet-id': 9 }],
  ['statistic-get', { name: 'subnet[1].assigned-addresses' }],
  ['statistic-get', { name: 'subnet[1].total-addresses' }],
  ['statistic-get', { name: 'subnet[1].pool[7].assigned-addresses' }],
  ['statistic-get', { name: 'subnet[2].declined-addresses' }],
  ['statistic-get', { name: 'none' }],
  ['statistic-get', {}],
  ['statistic-get'],
  ['statistic-reset', { name: 'none' }],
  ['statistic-reset', { name: 'pkt4-received' }],
  ['statistic-remove', { name: 'none' }],
  ['lease4-del', { 'ip-address': '10.1.0.99' }],
  ['lease4-del', { 'ip-address': '10.1.0.31' }],
  ['lease4-del', {}],
  ['lease4-resend-ddns', { 'ip-address': '10.1.0.12' }],
  ['lease4-resend-ddns', { 'ip-address': '10.1.0.99' }],
  ['lease4-wipe', { 'subnet-id': 9 }],
  ['lease4-wipe', { 'subnet-id': 2 }],
  ['lease4-wipe'],
  ['lease4-wipe'],
  ['reservation-get', { 'subnet-id': 1, 'ip-address': '10.1.0.100' }],
  ['reservation-get', { 'subnet-id': 1, 'identifier-type': 'hw-address', identifier: '02:00:00:00:00:aa' }],
  ['reservation-get', { 'subnet-id': 1, 'ip-address': '10.1.0.101' }],
  ['reservation-get-all', {}],
  ['reservation-get-by-hostname', { hostname: 'nobody' }],
  ['subnet4-list'],
  ['network4-list'],
  ['subnet4-get', { id: 77 }],
  ['network4-get', { name: 'none' }],
  ['server-tag-get'],
  ['config-backend-pull'],
]

/** What stays as it is: the command, whether the text or more differs, and why. */
const known: Readonly<Record<string, string>> = {
  'list-commands []': 'Kea has commands that change subnets, networks, reservations and option definitions; here the configuration is the file.',
}

describe('commands beside Kea 3.0', { skip: oracle === undefined ? 'real Kea is not here (KEA_ORACLE)' : false }, () => {
  let real: Peer
  let ours: Peer
  before(async () => {
    real = await startReal(oracle ?? '', '3.0', 17040)
    ours = await startOurs('3.0', 17045)
    assert.deepEqual(await Promise.all([real.configure(setting), ours.configure(setting)]), [undefined, undefined])
  })
  after(async () => {
    await real.stop()
    await ours.stop()
  })

  test(`${asked.length} commands, good and bad`, async () => {
    const differences: unknown[] = []
    for (const [command, args] of asked) {
      const [theirs, own] = await Promise.all([real.command(command, args), ours.command(command, args)])
      const what = `${command} ${args === undefined ? '' : JSON.stringify(args)}`
      if (known[what] === undefined && mask(theirs) !== mask(own)) differences.push({ what, real: mask(theirs), ours: mask(own) })
    }
    assert.deepEqual(differences, [])
  })
})

describe('statistics beside Kea 3.0', { skip: oracle === undefined ? 'real Kea is not here (KEA_ORACLE)' : false }, () => {
  let real: Peer
  let ours: Peer
  before(async () => {
    real = await startReal(oracle ?? '', '3.0', 17050)
    ours = await startOurs('3.0', 17055)
  })
  after(async () => {
    await real.stop()
    await ours.stop()
  })

  for (const name of ['four ways, then renewals', 'release, and the address again', 'decline is over after its period', 'a pool that runs empty', 'messages that are refused', 'expired leases', 'lease caching']) {
    test(`every statistic after: ${name}`, async () => {
      const one = exchangeCases.find((each) => each.name === name)
      assert.ok(one)
      await compareCase(one, real, ours)
      const [theirs, own] = await Promise.all([real, ours].map((peer) => valuesOf(peer)))
      assert.deepEqual(own, theirs)
    })
  }
})

async function valuesOf(peer: Peer): Promise<Record<string, unknown>> {
  const { arguments: all } = await peer.command('statistic-get-all')
  return Object.fromEntries(Object.entries(all as Record<string, [unknown, string][]>).map(([name, samples]) => [name, samples[0]?.[0]] as const).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** Keys in order, times left out. */
function mask(answer: unknown): string {
  return JSON.stringify(answer, (key, value: unknown) => {
    if (key === 'cltt' || key === 'timestamp') return 'time'
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:/.test(value)) return 'time'
    // Where in the text of a command a parameter stands is told to nobody who reads it as JSON.
    if (key === 'text' && typeof value === 'string') return value.replace(/ ?\(<wire>:\d+:\d+\)$/, '')
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}
