/** Octets in words: what was configured is read back, and nothing that comes makes it fall over. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generator } from '../../test/random'
import { readOptionData } from './configured'
import { valueText } from './decode'
import { definitionsOf } from './definition'
import type { Definition } from './definition'
import { standardOptions } from './standard'

const definitions = definitionsOf('3.0', [])

function wordsOf(name: string, data: string, space = 'dhcp4'): string {
  const read = readOptionData({ name, data, space }, definitions)
  if ('fault' in read) throw new Error(String(read.fault))
  return valueText(read.definition, read.octets, definitions)
}

const wordsOfHex = (code: number, hex: string, space = 'dhcp4'): string => valueText(definitions.byCode(space, code), Buffer.from(hex, 'hex'), definitions)

test('configured data is read back in its own words', () => {
  for (const [name, data, expected] of [
    ['routers', '192.0.2.1, 192.0.2.2', '192.0.2.1, 192.0.2.2'],
    ['domain-name', 'example.org', 'example.org'],
    ['interface-mtu', '1500', '1500'],
    ['time-offset', '-3600', '-3600'],
    ['ip-forwarding', 'true', 'true'],
    ['domain-search', 'example.org, lab.example.org', 'example.org, lab.example.org'],
    ['dhcp-lease-time', '4000', '4000 s = 1 h 6 min 40 s'],
    ['dhcp-renewal-time', '86400', '86400 s = 1 d'],
    ['dhcp-rebinding-time', '59', '59 s'],
    ['v6-only-preferred', '4294967295', '4294967295: for ever'],
    ['dhcp-message-type', '5', 'ACK (5)'],
    ['netbios-node-type', '8', 'H-node (8)'],
    ['static-routes', '10.0.0.1, 192.0.2.1', '10.0.0.1 via 192.0.2.1'],
    ['classless-static-route', '10.0.0.0/8 - 192.0.2.1, 0.0.0.0/0 - 192.0.2.2', '10.0.0.0/8 via 192.0.2.1, 0.0.0.0/0 via 192.0.2.2'],
    ['slp-directory-agent', 'true, 192.0.2.1, 192.0.2.2', 'true, 192.0.2.1, 192.0.2.2'],
    ['v4-portparams', '4, 3/4', '4, 3/4'],
    ['v4-sztp-redirect', 'https://one/', "'https://one/'"],
    ['option-6rd', '4, 32, 2001:db8::, 192.0.2.1', '4, 32, 2001:db8::, 192.0.2.1'],
    ['v4-dnr', '2, dns.example.org., 192.0.2.3 192.0.2.4, alpn=dot\\,doq port=853', '2 dns.example.org 192.0.2.3 192.0.2.4 alpn=dot,doq port=853'],
  ] as const) assert.equal(wordsOf(name, data), expected, name)
})

test('what clients and relays send has its meaning', () => {
  for (const [code, hex, expected] of [
    [55, '0103fa', 'subnet-mask (1), routers (3), 250'],
    [61, '01020000000001', 'Ethernet 02:00:00:00:00:01'],
    [61, '007469', "'ti'"],
    [61, 'ff00000001000300010200000000ff', 'IAID 00:00:00:01, DUID-LL 00:03:00:01:02:00:00:00:00:ff'],
    [77, '036c61620178', "'lab', 'x'"],
    [77, '69505845', "'iPXE'"],
    [81, '050000027063076578616d706c6500', 'pc.example. (flags S E)'],
    [81, '0000007063', 'pc (flags none)'],
    [93, '00070010', 'x64 UEFI (7), x64 UEFI boot from HTTP (16)'],
    [94, '010310', 'UNDI 3.16'],
    [97, '0000112233445566778899aabbccddeeff', 'GUID 33221100-5544-7766-8899-aabbccddeeff'],
    [119, '0265780000', 'ex, .'],
    [124, '0000118b0361626300000009021234', "enterprise 9: 12:34, enterprise 4491: 'abc'"],
    [82, '01046574683002020a0b', "circuit-id: 'eth0', remote-id: 0a:0b"],
    [125, '0000118b0602040a000001', 'enterprise 4491: (tftp-servers: 10.0.0.1)'],
    [43, '060108ff', 'sub-option 6: 08'],
    [43, '0607', '06:07'],
    [12, '70630000', 'pc'],
    [12, '7063ff', '70:63:ff'],
    [3, 'c00002', 'c0:00:02 (not of the form list of ipv4-address)'],
    [1, 'ffffff0001', '255.255.255.0 (and 1 more octet)'],
    [19, '07', '7 (neither true nor false)'],
    [80, '', ''],
    [252, '68747470', "'http'"],
    [54, 'c0', 'c0 (not of the form ipv4-address)'],
  ] as const) assert.equal(wordsOfHex(code, hex), expected, `option ${code}: ${hex}`)
})

test('sub-options have their names where a release has no definition of them', () => {
  const older = definitionsOf('2.2', [])
  assert.equal(valueText(older.byCode('dhcp4', 82), Buffer.from('0104657468300504c6336400', 'hex'), older), "circuit-id: 'eth0', link-selection: c6:33:64:00")
})

test('no octets make it fall over', () => {
  const random = generator(11)
  const own: Definition[] = ['tuple', 'ipv6-prefix', 'psid', 'fqdn', 'binary'].map((type, at) => ({ code: 224 + at, name: type, space: 'dhcp4', type, array: at % 2 === 0, fields: [], encapsulates: '' }))
  const all = definitionsOf('3.0', own)
  const known = [...standardOptions.map(({ space, code }) => all.byCode(space, code)), ...own]
  let told = 0
  for (let round = 0; round < 200; round++) {
    const octets = Uint8Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * (random() < 0.5 ? 4 : 256)))
    for (const definition of known) if (valueText(definition, octets, all) !== '') told++
  }
  assert.ok(told > 0.8 * 200 * known.length, `${told}`)
})
