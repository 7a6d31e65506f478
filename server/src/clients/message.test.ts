/** Messages of described clients, read back as the server reads them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messageType, option } from '../dhcp/packet/codes'
import { readQuery } from '../dhcp/packet/query'
import { readSubOptions } from '../options/received'
import { checkProfile, createWriter, writeMessage } from './message'
import { plainProfile } from './profile'
import type { ClientProfile } from './profile'

const discover = { type: messageType.discover, n: 0, xid: 0xfedcba98, secs: 3 }
const hex = (octets: Uint8Array | undefined): string => Buffer.from(octets ?? []).toString('hex')

test('every field of a profile is in its octets', () => {
  const profile: ClientProfile = {
    ...plainProfile,
    hwaddr: '02:00:00:00:00:fe',
    clientId: 'hwaddr',
    hostname: 'pc-{n}',
    fqdn: 'pc-{n}.example.org',
    vendorClass: 'MSFT 5.0',
    userClass: 'lab',
    requestList: [1, 3, 121],
    requestedAddress: '192.0.2.9',
    broadcast: true,
    relay: { address: '192.0.2.1', circuitId: 'port-{n}', remoteId: '0a:0b', linkSelection: '198.51.100.0' },
    options: [{ code: 93, data: '00:07' }, { code: 12, data: '6f776e' }, { code: 43, data: '' }],
  }
  const octets = writeMessage(profile, { ...discover, n: 2 })
  const query = readQuery(octets)
  assert.deepEqual(
    { op: query.op, htype: query.htype, hlen: query.hlen, hops: query.hops, xid: query.xid, secs: query.secs, flags: query.flags, ciaddr: query.ciaddr, giaddr: query.giaddr },
    { op: 1, htype: 1, hlen: 6, hops: 1, xid: 0xfedcba98, secs: 3, flags: 0x8000, ciaddr: 0, giaddr: 0xc0000201 },
  )
  assert.equal(Buffer.from(query.hwaddr, 'latin1').toString('hex'), '020000000100')
  assert.deepEqual(
    Object.fromEntries([...query.options].map(([code, value]) => [code, hex(value)])),
    {
      12: hex(Buffer.from('own')),
      43: '',
      50: 'c0000209',
      53: '01',
      55: '010379',
      60: hex(Buffer.from('MSFT 5.0')),
      61: '01020000000100',
      77: `03${hex(Buffer.from('lab'))}`,
      81: `050000${hex(Buffer.from('\x04pc-2\x07example\x03org\0'))}`,
      82: hex(query.options.get(82)),
      93: '0007',
    },
  )
  assert.equal([...query.options.keys()].at(-1), option.agentOptions, 'option 82 comes last (RFC 3046 section 2.1)')
  const information = readSubOptions(query.options.get(82) ?? Buffer.alloc(0))
  assert.deepEqual([...information].map(([code, value]) => [code, hex(value)]), [[1, hex(Buffer.from('port-2'))], [2, '0a0b'], [5, 'c6336400']])
})

test('each message holds what table 5 of RFC 2131 lets it hold', () => {
  const profile: ClientProfile = { ...plainProfile, hostname: 'pc', vendorClass: 'x', broadcast: true, requestedAddress: '192.0.2.9', relay: { address: '192.0.2.1', circuitId: 'a', remoteId: '', linkSelection: '' } }
  const write = createWriter(profile)
  const renew = readQuery(write({ type: messageType.request, n: 0, xid: 1, secs: 0, ciaddr: 0xc0000209, isUnicast: true }))
  assert.deepEqual([renew.giaddr, renew.hops, renew.flags, renew.ciaddr, renew.options.has(50), renew.options.has(54), renew.options.has(82)], [0, 0, 0, 0xc0000209, false, false, false])
  const rebind = readQuery(write({ type: messageType.request, n: 0, xid: 1, secs: 0, ciaddr: 0xc0000209 }))
  assert.deepEqual([rebind.giaddr, rebind.options.has(82), rebind.flags], [0xc0000201, true, 0])
  const release = readQuery(write({ type: messageType.release, n: 0, xid: 1, secs: 0, ciaddr: 0xc0000209, serverId: Buffer.from([192, 0, 2, 1]), isUnicast: true }))
  assert.deepEqual([...release.options.keys()], [53, 54])
  const decline = readQuery(write({ type: messageType.decline, n: 0, xid: 1, secs: 0, requestedAddress: 0xc0000209, serverId: Buffer.from([192, 0, 2, 1]) }))
  assert.deepEqual([[...decline.options.keys()], decline.flags], [[53, 50, 54, 82], 0])
})

test('of several clients each has its own identity, unless they are clones', () => {
  const idOf = (profile: Partial<ClientProfile>, n: number): string => hex(readQuery(writeMessage({ ...plainProfile, ...profile }, { ...discover, n })).options.get(61))
  assert.equal(idOf({ clientId: 'hwaddr' }, 255), '01020000000100')
  assert.equal(idOf({ clientId: 'hwaddr', isCloned: true }, 255), '01020000000001')
  assert.equal(idOf({ clientId: "'till'" }, 0), hex(Buffer.from('\0till')))
  assert.equal(idOf({ clientId: "'till'" }, 7), hex(Buffer.from('\0till7')))
  assert.equal(idOf({ clientId: "'till'", isCloned: true }, 7), hex(Buffer.from('\0till')))
  assert.equal(idOf({ clientId: "'{n}-till'" }, 7), hex(Buffer.from('\x007-till')))
  assert.equal(idOf({ clientId: 'ff:00:00:01:00' }, 300), 'ff0000022c')
  assert.equal(idOf({ clientId: '' }, 1), '')
})

test('a short message is filled up to what old relays take', () => {
  assert.equal(writeMessage(plainProfile, discover).length, 300)
})

test('an option of more than 255 octets goes in parts', () => {
  const data = Buffer.alloc(600, 7).toString('hex')
  const octets = writeMessage({ ...plainProfile, options: [{ code: 43, data }] }, discover)
  const at = octets.indexOf(Buffer.from([43, 255, 7]))
  assert.equal(octets[at + 257], 43)
  assert.equal(octets[at + 2 * 257 + 1], 90)
  assert.equal(readQuery(octets).options.get(43)?.length, 600)
})

test('a partial name in option 81 has no end', () => {
  const fqdn = (text: string): string => hex(readQuery(writeMessage({ ...plainProfile, fqdn: text }, discover)).options.get(81))
  assert.equal(fqdn('pc'), '0500000270' + '63')
  assert.equal(fqdn('pc.'), '050000' + '02706300')
})

test('what cannot be read is told in one sentence', () => {
  const fault = (profile: Partial<ClientProfile>): string => checkProfile({ ...plainProfile, ...profile }) ?? 'readable'
  assert.equal(fault({}), 'readable')
  assert.match(fault({ hwaddr: '02:00:zz' }), /hardware address 02:00:zz/)
  assert.match(fault({ hwaddr: '' }), /hardware address \(empty\)/)
  assert.match(fault({ clientId: 'my pc' }), /client identifier my pc/)
  assert.match(fault({ requestedAddress: '192.0.2' }), /requested address 192\.0\.2 is/)
  assert.match(fault({ relay: { address: '', circuitId: '', remoteId: '', linkSelection: '' } }), /relay address \(empty\)/)
  assert.match(fault({ relay: { address: '192.0.2.1', circuitId: '', remoteId: '', linkSelection: 'x' } }), /link selection x/)
  assert.match(fault({ options: [{ code: 43, data: 'xyz' }] }), /data xyz of option 43/)
  assert.match(fault({ options: [{ code: 255, data: '' }] }), /255 is no code/)
  assert.match(fault({ requestList: [1, 256] }), /codes from 0 to 255/)
  assert.match(fault({ secs: 70_000 }), /0 to 65535/)
  assert.match(fault({ fqdn: 'a..b' }), /a\.\.b is no domain name/)
  assert.match(fault({ hostname: 'x'.repeat(256) }), /host name has more than/)
  assert.throws(() => writeMessage({ ...plainProfile, hwaddr: 'no' }, discover), /hardware address no/)
})
