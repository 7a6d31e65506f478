/** Beside a real Kea: what an explanation says that a client gets is what real Kea gives it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeMessage } from '../../src/clients/message'
import { plainProfile } from '../../src/clients/profile'
import type { ClientProfile } from '../../src/clients/profile'
import { textOfAddress } from '../../src/dhcp/leases/csv'
import { readQuery } from '../../src/dhcp/packet/query'
import type { Query } from '../../src/dhcp/packet/query'
import { clientFor } from '../../src/explain/client-for'
import { explain } from '../../src/explain/explain'
import type { ExplainedServer } from '../../src/explain/explained-server'
import type { ServerExplanation } from '../../src/explain/explanation'
import type { ClientSubject } from '../../src/explain/subject-at'
import { serversOf } from '../explain/deployments'
import type { Config } from './case'
import { startReal } from './servers'
import type { Peer } from './servers'

const oracle = process.env['KEA_ORACLE']
const port = 17060

/** As it is alone: real Kea has no partner here. */
function alone(server: ExplainedServer): ExplainedServer {
  return { ...server, relationships: [] }
}

/** Without what only a machine of its own has; all clients here come through relays. */
function configOf({ plan }: ExplainedServer): Config {
  const left = ['interfaces-config', 'hooks-libraries', 'interface']
  return JSON.parse(JSON.stringify(plan.source, (key, value: unknown) => (left.includes(key) ? undefined : value))) as Config
}

function compare(told: ServerExplanation, reply: Query | undefined, where: string): void {
  const type = reply?.options.get(53)?.[0]
  assert.equal(told.answer, type === undefined ? 'none' : ({ 2: 'OFFER', 5: 'ACK', 6: 'NAK' }[type] ?? ''), where)
  assert.equal(told.address, reply ? textOfAddress(reply.yiaddr) : '', where)
  const said = told.steps.filter((step) => step.kind === 'option' && step.verdict === 'yes').map((step) => Number(/\((\d+)\)/.exec(step.text)?.[1]))
  const sent = [...(reply?.options.keys() ?? [])].filter((code) => ![51, 53, 58, 59].includes(code))
  assert.deepEqual(said.sort(), sent.sort(), where)
}

function subjectsOf({ plan }: ExplainedServer): ClientSubject[] {
  return [
    ...plan.classes.map((one) => ({ kind: 'class', one }) as const),
    ...plan.subnets.flatMap((subnet) => [{ kind: 'subnet', subnet } as const, ...subnet.pools.map((pool) => ({ kind: 'pool', subnet, pool }) as const)]),
    ...plan.hosts.all().map((host) => ({ kind: 'reservation', host }) as const),
  ]
}

/** Behind a relay, since loopback is no link of the fixtures. */
function relayed(profile: ClientProfile, { plan }: ExplainedServer): ClientProfile {
  const [subnet] = plan.subnets
  return profile.relay || !subnet ? profile : { ...profile, relay: { address: textOfAddress(subnet.first + 1), circuitId: '', remoteId: '', linkSelection: '' } }
}

describe('explanations beside Kea 3.0', { skip: oracle === undefined ? 'real Kea is not here (KEA_ORACLE)' : false }, () => {
  let real: Peer
  before(async () => {
    real = await startReal(oracle ?? '', '3.0', port)
  })
  after(() => real.stop())

  const ask = async (octets: Buffer): Promise<Query | undefined> => {
    real.replies.length = 0
    real.send(octets)
    for (let tries = 0; tries < 20 && real.replies.length === 0; tries++) await sleep(10)
    const [reply] = real.replies
    return reply && readQuery(reply)
  }
  const dora = async (profile: ClientProfile): Promise<Query | undefined> => {
    const offer = await ask(writeMessage(profile, { type: 1, n: 0, xid: 1, secs: 0 }))
    const serverId = offer?.options.get(54)
    if (!offer || !serverId) return offer
    return ask(writeMessage(profile, { type: 3, n: 0, xid: 2, secs: 0, requestedAddress: offer.yiaddr, serverId }))
  }

  for (const name of ['pair', 'campus'] as const) {
    test(`the clients of every subject of ${name}`, async () => {
      const server = serversOf(name).map(alone)[0]
      assert.ok(server)
      const flexId = server.plan.source['hooks-libraries']
      const parameters = Array.isArray(flexId) && name === 'campus' ? (flexId[0] as { parameters: Record<string, unknown> }).parameters : undefined
      const hooks = parameters ? [{ name: 'libdhcp_flex_id', parameters }] : []
      let compared = 0
      for (const subject of subjectsOf(server)) {
        assert.equal(await real.configure({ name, config: configOf(server), hooks, steps: [] }), undefined)
        await real.command('lease4-wipe')
        const profile = relayed(clientFor(server, subject), server)
        const told: ServerExplanation | undefined = explain({ servers: [server], profile: { ...plainProfile, ...profile }, act: 'dora', now: Date.now() }).servers[0]
        assert.ok(told)
        compare(told, await dora(profile), `${JSON.stringify(profile)}: ${told.summary}`)
        compared++
      }
      console.log(`${name}: ${compared} clients`)
      assert.ok(compared > 15)
    })
  }
})
