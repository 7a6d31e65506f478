/** A client that a place brings is about that place: its explanation ends in the very subnet, pool, reservation or class. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deployments, fileOf, lineOf, pathOf, serversOf } from '../../test/explain/deployments'
import { plainProfile } from '../clients/profile'
import { clientAt } from './client-for'
import { explain } from './explain'
import type { ExplainedServer } from './explained-server'
import type { Place, Step, StepKind } from './explanation'
import { textOf } from '../dhcp/plan/scope'
import type { ConfigMap } from '../dhcp/plan/scope'

interface Subject {
  readonly what: string
  /** The map in the file. */
  readonly source: ConfigMap
  /** A step that is there when the client is the one. */
  readonly kind: StepKind
  readonly key: string
}

/** Tests that no message can meet. */
const impossible = ['numbers', 'never']

function subjectsOf({ plan }: ExplainedServer): Subject[] {
  return [
    ...plan.classes.map((one): Subject => ({ what: `class ${one.name}`, source: one.source, kind: 'class', key: textOf(one.source, 'test') !== undefined ? 'test' : textOf(one.source, 'template-test') !== undefined ? 'template-test' : 'name' })),
    ...plan.subnets.map((subnet): Subject => ({ what: `subnet ${subnet.text}`, source: subnet.source, kind: 'subnet', key: 'subnet' })),
    ...plan.subnets.flatMap((subnet) => subnet.pools.map((pool): Subject => ({ what: `pool ${textOf(pool.source, 'pool') ?? ''}`, source: pool.source, kind: 'pool', key: 'pool' }))),
    ...plan.hosts.all().map((host): Subject => ({ what: `reservation ${host.identifierType} ${textOf(host.source, host.identifierType) ?? ''}`, source: host.source, kind: 'reservation', key: host.identifierType })),
  ]
}

/** Of a pair, either may be the one that answers; their files have the same lines. */
function isThere(steps: readonly Step[], kind: StepKind, { line, column }: Place): boolean {
  return steps.some((step) => step.kind === kind && step.verdict === 'yes' && step.place?.line === line && step.place.column === column)
}

for (const name of deployments) {
  const servers = serversOf(name)
  for (const server of servers) {
    test(`every subnet, pool, reservation and class of ${name}/${server.name} brings its client`, () => {
      for (const { what, source, kind, key } of subjectsOf(server)) {
        const at = server.places(source)
        const place = server.places(source, key)
        assert.ok(at && place, what)
        const profile = clientAt(server, at.file, at.line, at.column)
        const told = explain({ servers, profile, act: 'dora', now: 0 })
        const isMet = told.servers.some(({ steps }) => isThere(steps, kind, place))
        assert.equal(isMet, !impossible.includes(what.replace('class ', '')), `${what}: ${JSON.stringify(profile)}\n${told.summary}`)
      }
    })
  }
}

test('a class that no message can be in brings a plain client, which claims nothing', () => {
  const [server] = serversOf('campus')
  assert.ok(server)
  const file = pathOf('campus', 'classes.json')
  assert.deepEqual(clientAt(server, file, lineOf(file, '"never"'), 3), plainProfile)
})

test('the innermost counts: within a pool the pool, beside it its subnet, and white space before a line is the line', () => {
  const server = serversOf('pair').find((one) => one.name === 'primary')
  assert.ok(server)
  const file = fileOf(server)
  const pool = lineOf(file, '"pool": "10.20.0.100 - 10.20.0.109"')
  assert.equal(clientAt(server, file, pool, 1).requestedAddress, '10.20.0.100')
  assert.equal(clientAt(server, file, pool, 1).vendorClass, 'PXEClient')
  assert.equal(clientAt(server, file, lineOf(file, '"subnet": "10.20.0.0/24"'), 1).requestedAddress, '')
  assert.equal(clientAt(server, file, lineOf(file, '"data": "10.20.0.7"'), 30).requestedAddress, '10.20.0.100')
})

test('where nothing about a client stands, that is said', () => {
  const [server] = serversOf('pair')
  assert.ok(server)
  const file = fileOf(server)
  assert.throws(() => clientAt(server, file, lineOf(file, '"valid-lifetime": 3600'), 5), { message: `${file}:5: no subnet, pool, reservation, class or shared network stands here.` })
  assert.throws(() => clientAt(server, '/elsewhere.conf', 1, 1), /no subnet/)
})

test('a shared network brings a client that gets an address in it', () => {
  const [server] = serversOf('campus')
  assert.ok(server)
  const file = fileOf(server)
  for (const [network, summary] of [['hall', /gives 10\.4[01]\./], ['yard', /gives 10\.4[23]\./]] as const) {
    const profile = clientAt(server, file, lineOf(file, `"name": "${network}"`), 1)
    assert.match(explain({ servers: [server], profile, act: 'dora', now: 0 }).summary, summary)
  }
})
