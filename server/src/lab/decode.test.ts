/** Messages in words, whole and broken. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generator } from '../../test/random'
import { messageType } from '../dhcp/packet/codes'
import { writeMessage } from '../clients/message'
import { plainProfile } from '../clients/profile'
import { definitionsOf } from '../options/definition'
import { decodeMessage } from './decode'
import type { DecodedMessage } from './messages'

const definitions = definitionsOf('3.0', [])
const request = writeMessage(
  { ...plainProfile, clientId: 'hwaddr', hostname: 'pc', broadcast: true, relay: { address: '192.0.2.1', circuitId: 'port-1', remoteId: '', linkSelection: '198.51.100.0' }, options: [{ code: 249, data: '01' }, { code: 51, data: '00000fa0' }] },
  { type: messageType.request, n: 0, xid: 0x0a0b0c0d, secs: 9, requestedAddress: 0xc0000209 },
)

const fieldsOf = ({ fields }: DecodedMessage): Record<string, string> => Object.fromEntries(fields.map(({ name, value }) => [name, value]))

test('a message is told field by field and option by option', () => {
  const decoded = decodeMessage(request, definitions)
  assert.deepEqual(decoded.fields.map(({ name }) => name), ['op', 'htype', 'hlen', 'hops', 'xid', 'secs', 'flags', 'ciaddr', 'yiaddr', 'siaddr', 'giaddr', 'chaddr', 'sname', 'file'])
  assert.deepEqual(fieldsOf(decoded), {
    op: '1 (BOOTREQUEST)', htype: '1 (Ethernet)', hlen: '6', hops: '1', xid: '0x0a0b0c0d', secs: '9 s', flags: '0x8000 (broadcast)', ciaddr: '0.0.0.0', yiaddr: '0.0.0.0',
    siaddr: '0.0.0.0', giaddr: '192.0.2.1', chaddr: '02:00:00:00:00:01', sname: '', file: '',
  })
  assert.deepEqual(decoded.options.map(({ name, value }) => [name, value]), [
    ['dhcp-message-type', 'REQUEST (3)'],
    ['dhcp-client-identifier', 'Ethernet 02:00:00:00:00:01'],
    ['dhcp-requested-address', '192.0.2.9'],
    ['dhcp-lease-time', '4000 s = 1 h 6 min 40 s'],
    ['host-name', 'pc'],
    ['dhcp-parameter-request-list', 'subnet-mask (1), routers (3), domain-name-servers (6), domain-name (15)'],
    ['option 249', '01'],
    ['dhcp-agent-options', "circuit-id: 'port-1', link-selection: 198.51.100.0"],
  ])
  assert.deepEqual(decoded.options.at(-1)?.subOptions, [
    { code: 1, name: 'circuit-id', value: "'port-1'", hex: '70:6f:72:74:2d:31', subOptions: [] },
    { code: 5, name: 'link-selection', value: '198.51.100.0', hex: 'c6:33:64:00', subOptions: [] },
  ])
  assert.equal(decoded.octets, request.toString('hex'))
})

test('a broken message is told as far as it goes', () => {
  const cut = decodeMessage(request.subarray(0, 30), definitions)
  assert.deepEqual([fieldsOf(cut)['chaddr'], fieldsOf(cut)['fault'], cut.options], ['02:00', 'the message ends after 30 octets: its fixed part has 236', []])
  const bare = Buffer.from(request)
  bare[236] = 0
  assert.equal(fieldsOf(decodeMessage(bare, definitions))['fault'], 'no magic cookie, so no options')
  const short = decodeMessage(Buffer.concat([request.subarray(0, 240), Buffer.from([12, 9, 0x70])]), definitions)
  assert.deepEqual(short.options, [{ code: 12, name: 'host-name', value: 'p', hex: '70', subOptions: [] }])
})

test('options in file and sname are read where option 52 says so', () => {
  const octets = Buffer.concat([request.subarray(0, 240), Buffer.from([52, 1, 3, 255])])
  octets.set([15, 3, 0x61, 0x2e, 0x62, 255], 108)
  octets.set([12, 1, 0x78, 255], 44)
  assert.deepEqual(decodeMessage(octets, definitions).options.map(({ name, value }) => [name, value]), [['dhcp-option-overload', 'file and sname hold options (3)'], ['domain-name', 'a.b'], ['host-name', 'x']])
})

test('no octets make it fall over', () => {
  const random = generator(5)
  for (let round = 0; round < 3000; round++) {
    const octets = Buffer.from(request.subarray(0, Math.floor(random() * request.length)))
    for (let change = 0; change < 6 && octets.length > 0; change++) octets[Math.floor(random() * octets.length)] = Math.floor(random() * 256)
    const decoded = decodeMessage(octets, definitions)
    assert.equal(decoded.octets.length, 2 * octets.length)
  }
})
