/** Presets can be sent, and say what such clients say. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer } from '../dhcp/answer'
import { leaseFormat } from '../dhcp/leases/csv'
import { createLeaseStore } from '../dhcp/leases/store'
import { messageType } from '../dhcp/packet/codes'
import { buildPlan } from '../dhcp/plan/build'
import { createServer } from '../dhcp/server'
import { decodeMessage } from '../lab/decode'
import { definitionsOf } from '../options/definition'
import { checkProfile, writeMessage } from './message'
import { presets } from './presets'

const discover = { type: messageType.discover, n: 0, xid: 1, secs: 0 }
const definitions = definitionsOf('3.0', [])

function wordsOf(name: string): Map<number, string> {
  const preset = presets.find((one) => one.name === name)
  return new Map(decodeMessage(writeMessage(preset?.profile ?? assert.fail(name), discover), definitions).options.map(({ code, value }) => [code, value]))
}

test('each is readable, named once, and has hardware addresses of its own', () => {
  assert.equal(new Set(presets.map(({ name }) => name)).size, presets.length)
  assert.equal(new Set(presets.map(({ title }) => title)).size, presets.length)
  assert.equal(new Set(presets.map(({ profile }) => profile.hwaddr)).size, presets.length)
  for (const { name, profile } of presets) {
    assert.equal(checkProfile(profile), undefined, name)
    assert.equal(profile.preset, name)
    assert.equal(checkProfile({ ...profile, hostname: profile.hostname.replace('{n}', '99999') }), undefined)
  }
})

test('what boots from the network says for which architecture', () => {
  for (const [name, type, word] of [['pxe-bios', 'PXEClient:Arch:00000:UNDI:002001', 'x86 BIOS (0)'], ['pxe-uefi', 'PXEClient:Arch:00007:UNDI:003016', 'x64 UEFI (7)'], ['http-boot', 'HTTPClient:Arch:00016:UNDI:003001', 'x64 UEFI boot from HTTP (16)']] as const) {
    const words = wordsOf(name)
    assert.equal(words.get(60), type)
    assert.equal(words.get(93), word)
    const [, major = '', minor = ''] = /UNDI:(\d{3})(\d{3})/.exec(type) ?? []
    assert.equal(words.get(94), `UNDI ${Number(major)}.${Number(minor)}`, 'the vendor class repeats option 94')
    assert.match(words.get(97) ?? '', /^GUID /)
  }
  assert.equal(wordsOf('ipxe').get(77), "'iPXE'")
})

test('client identifiers have the form that each system gives them', () => {
  assert.equal(wordsOf('windows').get(61), 'Ethernet 02:00:01:00:00:01')
  assert.match(wordsOf('linux').get(61) ?? '', /^IAID 00:00:00:02, DUID-EN 00:02:00:00:ab:11:/)
  assert.equal(wordsOf('dhclient').get(61), undefined)
  const clones = presets.find(({ name }) => name === 'clones')?.profile ?? assert.fail()
  const idOf = (n: number): string => decodeMessage(writeMessage(clones, { ...discover, n }), definitions).options.find(({ code }) => code === 61)?.hex ?? ''
  assert.equal(idOf(0), idOf(5))
  assert.match(wordsOf('cable-modem').get(82) ?? '', /^circuit-id: 'cable-1\/0\/0', remote-id: 'cm-0'$/)
})

test('a server answers every one of them', () => {
  const { plan } = buildPlan({ 'interfaces-config': { interfaces: ['eth0'] }, subnet4: [{ id: 1, subnet: '192.0.2.0/24', interface: 'eth0', pools: [{ pool: '192.0.2.10 - 192.0.2.99' }] }] }, '3.0')
  const server = createServer({ plan: plan ?? assert.fail(), leases: createLeaseStore(() => undefined, leaseFormat('3.0')), random: () => 0, addresses: new Set(), now: 0 })
  for (const { name, profile } of presets) {
    const outcome = answer(server, { octets: writeMessage(profile, discover), iface: 'eth0', ifaceAddress: 0xc0000202, local: 0xffffffff, remote: 0, remotePort: 68 })
    assert.equal(outcome.kind === 'drop' ? outcome.reason : outcome.kind, 'reply', name)
  }
})
