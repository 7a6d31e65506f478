/** The schemas as anybody else uses them: a plain validator, strict JSON, the files as they are. */
import Ajv from 'ajv'
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const schemas = path.join(process.env['KEA_PROJECT'] ?? process.cwd(), 'schemas')

function validator(): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false })
  const names = readdirSync(schemas, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.schema.json'))
  for (const name of names) ajv.addSchema(JSON.parse(readFileSync(path.join(schemas, name), 'utf8')) as object, name.split(path.sep).join('/'))
  return ajv
}

function errors(schema: string, value: unknown): string[] {
  const ajv = validator()
  if (ajv.validate(schema, value)) return []
  return (ajv.errors ?? []).filter((one) => one.keyword !== 'if').map((one) => `${one.instancePath} ${one.keyword}`)
}

const relationship = {
  'this-server-name': 'a',
  mode: 'hot-standby',
  peers: [
    { name: 'a', url: 'http://192.0.2.1:8001/', role: 'primary' },
    { name: 'b', url: 'http://192.0.2.2:8001/', role: 'standby' },
  ],
}

function withHa(ha: object): object {
  const subnet = { id: 1, subnet: '192.0.2.0/24', pools: [{ pool: '192.0.2.10 - 192.0.2.20' }] }
  const hook = { library: '/usr/lib/kea/hooks/libdhcp_ha.so', parameters: { 'high-availability': [ha] } }
  return { Dhcp4: { 'valid-lifetime': 4000, subnet4: [subnet], 'hooks-libraries': [hook] } }
}

test('a sound configuration is valid, hook parameters included', () => {
  assert.deepEqual(errors('kea-dhcp4.schema.json', withHa(relationship)), [])
  const agent = { 'Control-agent': { 'http-port': 8000, 'control-sockets': { dhcp4: { 'socket-type': 'unix', 'socket-name': 'a' } } } }
  assert.deepEqual(errors('kea-ctrl-agent.schema.json', agent), [])
})

test('sound files of the other daemons are valid', () => {
  const ha = { library: 'libdhcp_ha.so', parameters: { 'high-availability': [relationship] } }
  const prefixes = { prefix: '2001:db8:8::', 'prefix-len': 48, 'delegated-len': 56 }
  const subnet6 = [{ id: 1, subnet: '2001:db8:1::/64', pools: [{ pool: '2001:db8:1::/80' }], 'pd-pools': [prefixes] }]
  assert.deepEqual(errors('kea-dhcp6.schema.json', { Dhcp6: { 'mac-sources': ['duid'], subnet6, 'hooks-libraries': [ha] } }), [])
  const key = { name: 'a.key', algorithm: 'HMAC-SHA256', 'secret-file': 'a.key' }
  const domain = { name: 'example.org.', 'key-name': 'a.key', 'dns-servers': [{ 'ip-address': '192.0.2.53' }] }
  assert.deepEqual(errors('kea-dhcp-ddns.schema.json', { DhcpDdns: { 'tsig-keys': [key], 'forward-ddns': { 'ddns-domains': [domain] } } }), [])
  assert.deepEqual(errors('kea-netconf.schema.json', { Netconf: { 'managed-servers': { dhcp4: { 'control-socket': { 'socket-type': 'stdout' } } } } }), [])
})

test('what is wrong is wrong at its place, in hook parameters by the library named', () => {
  const ha = '/Dhcp4/hooks-libraries/0/parameters/high-availability/0'
  assert.deepEqual(errors('kea-dhcp4.schema.json', withHa({ ...relationship, 'max-respons-delay': 1 })), [`${ha} additionalProperties`])
  assert.deepEqual(errors('kea-dhcp4.schema.json', withHa({ ...relationship, mode: 'hotstandby' })), [`${ha}/mode enum`])
  assert.deepEqual(errors('kea-dhcp4.schema.json', { Dhcp4: { subnet4: [{ id: '1' }] } }).sort(), [
    '/Dhcp4/subnet4/0 required',
    '/Dhcp4/subnet4/0/id type',
  ])
})

test('every parameter says what it does', () => {
  for (const name of readdirSync(schemas, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.schema.json'))) {
    const schema = JSON.parse(readFileSync(path.join(schemas, name), 'utf8')) as Described
    const maps = [schema, ...Object.values(schema.definitions ?? {})]
    for (const map of maps) {
      for (const [key, property] of Object.entries(map.properties ?? {})) {
        const ownName = key === '$schema' || property.$ref !== undefined
        assert.ok(ownName || (property.description ?? '').length > 4, `${name}: ${key}`)
        assert.notEqual(property.description, `${key}.`, `${name}: ${key}`)
      }
    }
  }
})

test('defaults and examples keep to the rules of their parameter', () => {
  const ajv = new Ajv({ strict: false })
  for (const name of readdirSync(schemas, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.schema.json'))) {
    const schema = JSON.parse(readFileSync(path.join(schemas, name), 'utf8')) as Described
    for (const map of [schema, ...Object.values(schema.definitions ?? {})]) {
      for (const [key, property] of Object.entries(map.properties ?? {})) {
        const { default: given, 'x-kea-example': example, ...rules } = property
        if (property.items?.$ref !== undefined || property.$ref !== undefined || property.allOf) continue
        if (given !== undefined && given !== '') assert.ok(ajv.validate(rules, given), `${name}: default of ${key}`)
        if (example !== undefined) assert.ok(ajv.validate(rules, example), `${name}: example of ${key}`)
      }
    }
  }
})

test('words beginning x-kea- are those that the checks read', () => {
  const known = 'since until releases replaced-by before deprecated-since unit example ignores-case by-release refused-at read-with unknown-keys'
  const words = new Set(known.split(' ').map((word) => `x-kea-${word}`))
  for (const name of readdirSync(schemas, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.schema.json'))) {
    for (const [word] of readFileSync(path.join(schemas, name), 'utf8').matchAll(/(?<=")x-kea-[a-z-]+(?=":)/g)) assert.ok(words.has(word), `${name}: ${word}`)
  }
})

interface Described {
  readonly properties?: Readonly<Record<string, DescribedProperty>>
  readonly definitions?: Readonly<Record<string, Described>>
}

interface DescribedProperty {
  readonly description?: string
  readonly $ref?: string
  readonly allOf?: readonly unknown[]
  readonly items?: { readonly $ref?: string }
  readonly default?: unknown
  readonly 'x-kea-example'?: unknown
}
