/** Who may ask a member's listener, and for what. */
import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import type { Link } from '../link'
import { agree, meet } from '../looks'
import type { Member } from '../members'
import type { Scenario } from '../stage'
import { hostsOf, obtainAll } from './leases'

interface Answered {
  readonly status: number
  readonly body: unknown
}

/** One connection a request, as Kea closes them after a refusal. */
async function post(member: Member, body: string, headers: Readonly<Record<string, string>> = {}, path = '/'): Promise<Answered> {
  const response = await fetch(`http://127.0.0.1:${member.haPort}${path}`, { method: 'POST', body, headers: { 'Content-Type': 'application/json', Connection: 'close', ...headers } })
  // Real Kea says where in the text, too.
  const text = (await response.text()).replace(/ \(<string>:\d+:\d+\)/g, '')
  return { status: response.status, body: JSON.parse(text) }
}

function basic(user: string, password: string): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
}

const heartbeat = JSON.stringify({ command: 'ha-heartbeat', service: ['dhcp4'] })
const forbidden = { status: 403, body: { result: 403, text: 'Forbidden' } }

const refused = { status: 401, body: { result: 401, text: 'Unauthorized' } }
const auth = { primary: { user: 'one', password: 'first: word' }, standby: { user: 'two', password: 'x/+"' } }

/** What a member told the listener behind a link of itself. */
function credentialsIn(link: Link | undefined): string[] {
  const found = [...(link?.asked() ?? '').matchAll(/^Authorization: (.*)\r$/gim)].map(([, value]) => value ?? '')
  return [...new Set(found)]
}

const authScenarios = (['standby', 'primary'] as const).flatMap((role): Scenario[] => [
  {
    name: `ours is the ${role}; each peer has a user and a password`,
    play: async (stage) => {
      const pair = await stage.setUp({ mode: 'hot-standby', ours: role, auth, linked: true })
      await meet(pair, 'hot-standby')
      await obtainAll(pair, pair.primary, hostsOf(1, 2))
      assert.equal((await agree(pair)).length, 2)
      // What both told each other. Up to 3.2, Kea's listener takes anything.
      assert.deepEqual(pair.links.map(credentialsIn), [auth.primary, auth.standby].map(({ user, password }) => [basic(user, password)['Authorization']]))
      for (const member of [pair.ours, pair.real]) assert.equal((await post(member, heartbeat)).status, 200)
    },
  },
  {
    name: `ours is the ${role}; the control socket of real Kea asks for a user and a password`,
    since: '3.0',
    play: async (stage) => {
      const real = role === 'standby' ? 'primary' : 'standby'
      const pair = await stage.setUp({ mode: 'hot-standby', ours: role, auth: { [real]: auth[real] }, realAsks: auth[real] })
      await meet(pair, 'hot-standby')
      await obtainAll(pair, pair.primary, hostsOf(1, 2))
      assert.equal((await agree(pair)).length, 2)
      assert.deepEqual(await post(pair.real, heartbeat), refused)
    },
  },
])

/** Bodies that a partner never sends. */
const strange: readonly (readonly [string, string, Record<string, string>?, string?])[] = [
  ['no JSON', '{'],
  ['nothing', ''],
  ['a list', '[]'],
  ['no command', '{}'],
  ['another type', heartbeat, { 'Content-Type': 'text/plain' }],
  ['no lease', JSON.stringify({ command: 'lease4-get-page', service: ['dhcp4'], arguments: { from: 'start', limit: 10 } })],
  ['a lease that is not there', JSON.stringify({ command: 'lease4-del', service: ['dhcp4'], arguments: { 'ip-address': '10.9.9.9' } })],
  ['an update without an address', JSON.stringify({ command: 'lease4-update', service: ['dhcp4'], arguments: {} })],
  ['an address of no subnet', JSON.stringify({ command: 'lease4-update', service: ['dhcp4'], arguments: { 'ip-address': '192.0.2.1', 'subnet-id': 1, 'hw-address': '02:00:00:00:00:01', 'force-create': true } })],
  ['an unknown subnet', JSON.stringify({ command: 'lease4-update', service: ['dhcp4'], arguments: { 'ip-address': '10.9.9.9', 'subnet-id': 9, 'hw-address': '02:00:00:00:00:01', 'force-create': true } })],
  ['an unknown server', JSON.stringify({ command: 'ha-heartbeat', service: ['dhcp4'], arguments: { 'server-name': 'third' } })],
]

/** What still differs. */
const knownStrange: readonly string[] = []

export const accessScenarios: readonly Scenario[] = [
  ...authScenarios,
  {
    name: "with restrict-commands, what is none of a partner's business is forbidden, as at real Kea",
    play: async (stage) => {
      const pair = await stage.setUp({ mode: 'hot-standby', ours: 'standby', ha: { 'restrict-commands': true } })
      await meet(pair, 'hot-standby')
      for (const member of [pair.ours, pair.real]) {
        for (const command of ['config-get', 'version-get', 'lease4-add', 'shutdown', 'ha-maintenance-start', 'no-such-command']) {
          assert.deepEqual(await post(member, JSON.stringify({ command, service: ['dhcp4'] })), forbidden, `${member.kind}: ${command}`)
        }
        const { status, body } = await post(member, heartbeat, {}, '/any/path')
        assert.equal(status, 200)
        assert.ok(Array.isArray(body) && body.length === 1)
      }
      const differences = new Map<string, unknown>()
      for (const [what, ...request] of strange) {
        const [ours, real] = await Promise.all([post(pair.ours, ...request), post(pair.real, ...request)])
        if (!isDeepStrictEqual(ours, real)) differences.set(what, { ours, real })
      }
      assert.deepEqual([...differences.keys()], knownStrange, JSON.stringify([...differences], undefined, 2))
    },
  },
  {
    name: 'without restrict-commands, any command is answered, as at real Kea',
    play: async (stage) => {
      const pair = await stage.setUp({ mode: 'hot-standby', ours: 'standby', ha: { 'restrict-commands': false } })
      await meet(pair, 'hot-standby')
      for (const asked of [{ command: 'no-such-command' }, { command: 'lease4-get', arguments: { 'ip-address': '10.9.9.9' } }]) {
        const body = JSON.stringify({ ...asked, service: ['dhcp4'] })
        const [own, theirs] = await Promise.all([post(pair.ours, body), post(pair.real, body)])
        assert.equal(own.status, 200)
        assert.deepEqual(own, theirs, asked.command)
      }
    },
  },
]
