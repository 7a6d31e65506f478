/** Whatever a client sends, the explanation's outcome is what a server gives that is asked by the same messages and knows nothing of explanations. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deployments, serversOf } from '../../test/explain/deployments'
import type { DeploymentName } from '../../test/explain/deployments'
import { generator } from '../../test/random'
import { writeMessage } from '../clients/message'
import { plainProfile } from '../clients/profile'
import type { ClientProfile } from '../clients/profile'
import { answer } from '../dhcp/answer'
import { dropReasons } from '../dhcp/exchange'
import type { Outcome } from '../dhcp/exchange'
import { arrivalOn, loopback, mapInterfaces } from '../dhcp/interfaces'
import { leaseFormat, textOfAddress } from '../dhcp/leases/csv'
import { createLeaseStore } from '../dhcp/leases/store'
import { readQuery } from '../dhcp/packet/query'
import { createServer } from '../dhcp/server'
import { createHa } from '../ha/server'
import { valueText } from '../options/decode'
import { explain } from './explain'
import type { ExplainedServer } from './explained-server'
import type { Step } from './explanation'
import { definitionsFor } from './option-value'

const now = Date.UTC(2026, 0, 1)
const clients = 400

/** A server of the deployment while its partner is up: it serves whom the mode gives it. */
function serve({ plan, relationships }: ExplainedServer): (octets: Buffer) => Outcome {
  const dhcp = createServer({ plan, leases: createLeaseStore(() => undefined, leaseFormat(plan.release)), random: () => 0, addresses: new Set(mapInterfaces(plan).map((one) => one.address)), now })
  const ha = createHa({ dhcp, relationships, perform: () => undefined, now })
  for (const node of ha.nodes) node.scopes = new Set(node.relationship.own.role === 'standby' ? [] : [node.relationship.own.name])
  const [iface] = mapInterfaces(plan)
  assert.ok(iface)
  return (octets) => answer(dhcp, arrivalOn(iface, octets, loopback, 67))
}

function dora(server: ExplainedServer, profile: ClientProfile): Outcome {
  const send = serve(server)
  const offered = send(writeMessage(profile, { type: 1, n: 0, xid: 1, secs: 0 }))
  if (offered.kind !== 'reply' || offered.reply.yiaddr === 0) return offered
  const serverId = readQuery(offered.octets).options.get(54)
  assert.ok(serverId)
  return send(writeMessage(profile, { type: 3, n: 0, xid: 1, secs: 0, requestedAddress: offered.reply.yiaddr, serverId }))
}

const hwaddrs = ['02:00:00:00:00:01', '02:00:00:00:00:02', '02:20:00:00:00:01', '02:30:00:00:00:01', '02:40:00:00:00:01', '00:80:f0:01:02:03']
const relays: Readonly<Record<DeploymentName, readonly string[]>> = {
  pair: ['', '', '10.20.0.1', '10.99.0.1', '10.99.0.2', '10.20.3.1', '10.20.4.1', '192.0.2.1'],
  balanced: ['', '', '10.30.0.1', '10.30.0.99', '192.0.2.1'],
  campus: ['', '', '10.40.0.1', '10.41.0.1', '10.98.0.1', '10.43.0.1', '192.0.2.1'],
}
const options = ['93=0007', '93=0006', '93=00', '77=766f696365', '77=61626364', '118=0a290001', '51=00000100', '51=00100000', '124=00000009070673776974636800', '125=00000de9050203626f78', '230=0007', '60=6d6f64656c2d612f62']

function clientOf(name: DeploymentName, random: () => number): ClientProfile {
  const one = <V>(list: readonly V[]): V => list[Math.floor(random() * list.length)] as V
  const address = one(relays[name])
  const circuitId = one(['', '', 'rack-7', "'port-3/1'"])
  return {
    ...plainProfile,
    hwaddr: one(hwaddrs),
    clientId: one(['', '', 'hwaddr', '01:aa:bb:cc:dd:ee:ff', 'ff:00:00:00:01:00:03:00:01:02:20:00:00:00:05', '01']),
    hostname: one(['', '', 'pc', 'blocked', 'ab-12', 'pc.example.org']),
    fqdn: one(['', '', '', 'box.example.org', 'box']),
    vendorClass: one(['', 'PXEClient:Arch:00007', 'telephone', 'model-a', 'x/B']),
    requestList: one([[1, 3, 6, 15], [], [3, 66, 67, 4, 69, 70, 230, 42, 125], [12, 81, 82, 61, 51, 58, 108]]),
    requestedAddress: one(['', '', '10.20.0.15', '10.20.0.12', '10.20.0.101', '10.30.0.25', '10.41.0.44', '192.0.2.9']),
    broadcast: random() < 0.3,
    relay: address === '' ? undefined : { address, circuitId, remoteId: one(['', '44']), linkSelection: one(['', '', '', '', '', '10.43.0.1']) },
    options: random() < 0.6 ? [] : [one(options), one(options)].map((text) => ({ code: Number(text.split('=')[0]), data: text.split('=')[1] ?? '' })),
  }
}

/** Codes and values of what the steps say is sent. */
function optionsSaid(steps: readonly Step[]): string[] {
  const lifetimes = [['The lease is valid for', 51], ['T1: it is', 58], ['T2: it is', 59]] as const
  return steps.flatMap((step) => {
    if (step.verdict !== 'yes') return []
    if (step.kind === 'lifetime') return lifetimes.filter(([head]) => step.text.startsWith(head)).map(([, code]) => `${code} ${/(\d+) s/.exec(step.text)?.[1] ?? ''}`)
    if (step.kind !== 'option') return []
    const parts = /^(?:\S+ \((\d+)\)|option (\d+)): (.*?)(?:, (?:from the|as the client|given back|after the name|put together|made by|the address of).*)\.$/.exec(step.text)
    assert.ok(parts, step.text)
    return [`${parts[1] ?? parts[2] ?? ''} ${parts[3] ?? ''}`]
  })
}

function optionsSent(outcome: Outcome, server: ExplainedServer): string[] {
  if (outcome.kind !== 'reply') return []
  const definitions = definitionsFor(server.plan)
  return [...readQuery(outcome.octets).options].filter(([code]) => code !== 53).map(([code, octets]) => {
    if (code === 51 || code === 58 || code === 59) return `${code} ${octets.readUInt32BE(0)}`
    return `${code} ${valueText(definitions.byCode('dhcp4', code), octets, definitions)}`
  })
}

for (const name of deployments) {
  test(`${clients} clients of ${name} are told what they are given`, () => {
    const servers = serversOf(name)
    const random = generator(20260101)
    const seen = new Map<string, number>()
    for (let n = 0; n < clients; n++) {
      const profile = clientOf(name, random)
      const explanation = explain({ servers, profile, act: 'dora', now })
      for (const [at, server] of servers.entries()) {
        const outcome = dora(server, profile)
        const told = explanation.servers[at]
        assert.ok(told)
        const where = `${server.name} ${JSON.stringify(profile)}\n${told.steps.map((step) => `${step.kind} ${step.verdict} ${step.text}`).join('\n')}`
        const kind = outcome.kind === 'reply' ? ({ 2: 'OFFER', 5: 'ACK', 6: 'NAK' }[outcome.reply.type] ?? '') : 'none'
        assert.equal(told.answer, kind, where)
        assert.equal(told.address, outcome.kind === 'reply' && outcome.reply.yiaddr !== 0 ? textOfAddress(outcome.reply.yiaddr) : '', where)
        if (outcome.kind === 'drop') assert.ok(told.steps.some((step) => step.kind === 'drop' && step.text.endsWith(dropReasons[outcome.reason])), where)
        if (kind !== 'NAK') assert.deepEqual(optionsSaid(told.steps).sort(), optionsSent(outcome, server).sort(), where)
        const what = outcome.kind === 'drop' ? outcome.reason : kind
        seen.set(what, (seen.get(what) ?? 0) + 1)
      }
    }
    // A run in which next to nothing was answered would show little.
    assert.ok((seen.get('ACK') ?? 0) > clients / 4, JSON.stringify([...seen]))
  })
}
