/** Captures, read octet by octet and, where it is installed, by tshark. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { writeMessage } from '../clients/message'
import { plainProfile } from '../clients/profile'
import { messageType } from '../dhcp/packet/codes'
import { writePcapng } from './pcapng'
import type { CapturedPacket } from './pcapng'

const discover = writeMessage({ ...plainProfile, hostname: 'pc' }, { type: messageType.discover, n: 0, xid: 0xdeadbeef, secs: 1 })
const packets: CapturedPacket[] = [
  { at: 1_700_000_000_123.456, from: 0, fromPort: 68, to: 0xffffffff, toPort: 67, octets: discover, comment: 'no-address: no address is free – for this client' },
  { at: 1_700_000_000_125, from: 0xc0000201, fromPort: 67, to: 0xc0000209, toPort: 68, octets: discover.subarray(0, 251) },
]

interface Block {
  readonly type: number
  readonly body: Buffer
}

function readBlocks(capture: Buffer): Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < capture.length; ) {
    const length = capture.readUInt32LE(at + 4)
    assert.equal(length % 4, 0)
    assert.equal(capture.readUInt32LE(at + length - 4), length, 'the length stands at both ends')
    blocks.push({ type: capture.readUInt32LE(at), body: capture.subarray(at + 8, at + length - 4) })
    at += length
  }
  return blocks
}

/** All words with a right checksum among them add up to ones. */
function onesSum(octets: Buffer, start: number): number {
  let sum = start
  for (let at = 0; at < octets.length; at += 2) sum += ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return sum
}

test('a capture has a section, an interface and a block for each packet', () => {
  const blocks = readBlocks(writePcapng(packets))
  assert.deepEqual(blocks.map(({ type }) => type), [0x0a0d0d0a, 1, 6, 6])
  assert.equal(blocks[0]?.body.toString('hex'), '4d3c2b1a01000000ffffffffffffffff')
  assert.equal(blocks[1]?.body.toString('hex'), '0100000000000000' + '0900010006000000' + '00000000')
  for (const [at, packet] of packets.entries()) {
    const body = blocks[at + 2]?.body ?? assert.fail()
    const time = body.readUInt32LE(4) * 2 ** 32 + body.readUInt32LE(8)
    assert.equal(time, Math.round(packet.at * 1000))
    const length = 14 + 20 + 8 + packet.octets.length
    assert.deepEqual([body.readUInt32LE(12), body.readUInt32LE(16)], [length, length])
    const frame = body.subarray(20, 20 + length)
    const ip = frame.subarray(14)
    const udp = ip.subarray(20)
    assert.equal(onesSum(ip.subarray(0, 20), 0), 0xffff)
    assert.equal(onesSum(udp, onesSum(ip.subarray(12, 20), 17 + udp.length)), 0xffff)
    assert.deepEqual([ip.readUInt32BE(12), ip.readUInt32BE(16), udp.readUInt16BE(0), udp.readUInt16BE(2)], [packet.from, packet.to, packet.fromPort, packet.toPort])
    assert.deepEqual(udp.subarray(8), Buffer.from(packet.octets))
    const rest = body.subarray(20 + Math.ceil(length / 4) * 4)
    if (packet.comment === undefined) assert.equal(rest.length, 0)
    else {
      assert.equal(rest.readUInt16LE(0), 1)
      assert.equal(rest.subarray(4, 4 + rest.readUInt16LE(2)).toString('utf8'), packet.comment)
    }
  }
  const first = blocks[2]?.body.subarray(20, 34).toString('hex')
  assert.equal(first, 'ffffffffffff' + '020000000001' + '0800')
})

const hasTshark = spawnSync('tshark', ['--version']).status === 0

test('tshark reads it as it was', { skip: hasTshark ? false : 'tshark is not here' }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kea-capture-'))
  const file = path.join(folder, 'trace.pcapng')
  writeFileSync(file, writePcapng(packets))
  const fields = ['frame.time_epoch', 'eth.src', 'ip.src', 'ip.dst', 'ip.checksum.status', 'udp.checksum.status', 'dhcp.id', 'dhcp.option.hostname', 'frame.comment']
  const run = spawnSync('tshark', ['-r', file, '-T', 'fields', '-o', 'ip.check_checksum:TRUE', '-o', 'udp.check_checksum:TRUE', ...fields.flatMap((field) => ['-e', field])], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  assert.equal(run.status, 0, run.stderr)
  const [first = '', second = ''] = run.stdout.trim().split('\n')
  assert.deepEqual(first.split('\t').slice(1), ['02:00:00:00:00:01', '0.0.0.0', '255.255.255.255', '1', '1', '0xdeadbeef', 'pc', 'no-address: no address is free – for this client'])
  assert.match(first, /^1700000000\.123456/)
  assert.deepEqual(second.split('\t').slice(1, 6), ['02:00:c0:00:02:01', '192.0.2.1', '192.0.2.9', '1', '1'])
})
