/** Which data an option takes, beside real Kea; the octets of every type are in the comparison of packets. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { buildPlan } from '../dhcp/plan/build'
import { generator } from '../../test/random'
import { definitionsOf } from './definition'
import { faultText, readOptionData } from './configured'

test('a wrong value is told in words', () => {
  const definitions = definitionsOf('3.0', [])
  const fault = (map: Record<string, unknown>): string => {
    const read = readOptionData(map, definitions)
    return 'fault' in read ? faultText(read, map) : 'taken'
  }
  assert.match(fault({ name: 'routers', data: '192.0.2.300' }), /option routers: 192\.0\.2\.300 is no IP address/)
  assert.match(fault({ name: 'router', data: '192.0.2.3' }), /the space dhcp4 has no option named router/)
  assert.match(fault({ name: 'interface-mtu', data: '70000' }), /no uint16 \(0 to 65535\)/)
  assert.match(fault({ code: 6, name: 'routers', data: '192.0.2.3' }), /named domain-name-servers, not routers/)
  assert.match(fault({ data: '1' }), /needs a code or a name/)
  assert.match(fault({ code: 255, data: '01' }), /reserved/)
  assert.equal(fault({ name: 'routers', data: '192.0.2.3, 192.0.2.4' }), 'taken')
})

const types = ['binary', 'boolean', 'int8', 'int16', 'int32', 'uint8', 'uint16', 'uint32', 'ipv4-address', 'ipv6-address', 'ipv6-prefix', 'psid', 'string', 'tuple', 'fqdn', 'empty']
const arrays = ['boolean', 'int8', 'uint16', 'uint32', 'ipv4-address', 'ipv6-address', 'fqdn', 'tuple']
const records = ['uint8, ipv4-address', 'uint16, string', 'boolean, uint8, fqdn', 'uint8, binary']
const values = ['', '0', '1', '-1', '255', '256', '-128', '-129', '65535', '65536', '4294967295', '4294967296', '0x10', 'ff', 'abc', 'true', 'FALSE', 'yes', '192.0.2.1', '192.0.2', '1.2.3.4, 5.6.7.8', '::1', '2001:db8::/32', '2001:db8::/129', '3/4', '9/2', '1/17', 'text', 'two words', 'a.example.org', 'a..b', '.', 'x'.repeat(64), "'quoted'", '0102', '01:02', '01 02', '1, 2, 3', '1,,2', ' , ', 'a\\,b', '1, 192.0.2.1', '1,text', 'true,1,a.b', '1,0102', ',1']

interface Tried {
  readonly type: string
  readonly array: boolean
  readonly fields: string | undefined
  readonly data: string
  readonly csv: boolean | undefined
}

function tries(count: number, seed: number): Tried[] {
  const random = generator(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  return Array.from({ length: count }, () => {
    const kind = random()
    const base = { data: pick(values), csv: random() < 0.75 ? undefined : false }
    if (kind < 0.5) return { ...base, type: pick(types), array: false, fields: undefined }
    const type = pick(arrays)
    // An empty list of tuples: 2.6 and 3.0 refuse what 2.2 takes.
    if (kind < 0.8) return { ...base, ...(type === 'tuple' && base.data === '' ? { data: 'x' } : {}), type, array: true, fields: undefined }
    return { ...base, type: 'record', array: false, fields: pick(records) }
  })
}

function config({ type, array, fields, data, csv }: Tried): Record<string, unknown> {
  return {
    'option-def': [{ name: 'own', code: 200, type, array, ...(fields === undefined ? {} : { 'record-types': fields }) }],
    'option-data': [{ name: 'own', data, ...(csv === undefined ? {} : { 'csv-format': csv }) }],
  }
}

const oracle = process.env['KEA_ORACLE']
const count = Number(process.env['KEA_OPTIONS'] ?? 150)

for (const release of ['2.2', '2.6', '3.0'] as const) {
  test(`data taken and refused as by Kea ${release}`, { skip: oracle === undefined ? 'real Kea is not here (KEA_ORACLE)' : false }, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kea-options-'))
    const tried = tries(count, 5)
    const files = tried.map((one, at) => {
      const file = path.join(folder, `${at}.json`)
      writeFileSync(file, JSON.stringify({ Dhcp4: config(one) }))
      return file
    })
    const run = spawnSync(oracle ?? '', ['check', '-j2', release, ...files], { encoding: 'utf8', maxBuffer: 2 ** 26 })
    const verdicts = new Map(run.stdout.split('\n').map((line) => [line.split('\t')[0] ?? '', line.split('\t').slice(2).join(' ')]))
    rmSync(folder, { recursive: true })
    const wrong = tried.flatMap((one, at) => {
      const theirs = verdicts.get(files[at] ?? '') ?? 'no verdict'
      const ours = buildPlan(config(one), release)
      return theirs.startsWith('ok') === (ours.fault === undefined) ? [] : [{ ...one, theirs, ours: ours.fault?.message ?? 'taken' }]
    })
    assert.deepEqual(wrong, [])
  })
}
