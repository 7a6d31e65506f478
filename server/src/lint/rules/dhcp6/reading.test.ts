import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressText, isFault6, readAddress, readPool, readPrefix } from './reading'

test('an address is written as short as it can be', () => {
  for (const text of ['::', '::1', '2001:db8::', '2001:db8:0:1::', '2001:db8::1:0:0:1', '1:2:3:4:5:6:7:8', '1:0:2:0:3:0:4:0', 'fe80::1']) {
    assert.equal(addressText(readAddress(text) ?? 0n), text)
  }
  assert.equal(addressText(readAddress('::ffff:192.0.2.1') ?? 0n), '::ffff:c000:201')
})

test('addresses are read as the system reads them', () => {
  for (const text of ['2001:db8::1%eth0', '::192.0.2.1', '2001:DB8::A']) assert.notEqual(readAddress(text), undefined, text)
  for (const text of ['', '192.0.2.1', '2001:db8:::1', '2001:db8::1 ', '::192.0.2.01', '1:2:3:4:5:6:7:8:9', '2001:0db80::']) assert.equal(readAddress(text), undefined, text)
})

test('pools and prefixes', () => {
  const fault = (read: object | undefined): string => (read && isFault6(read) ? String(read.fault) : read ? 'sound' : 'unknown')
  assert.equal(fault(readPool('2001:db8::/80', '3.0')), 'sound')
  assert.equal(fault(readPool(' 2001:db8::1 - 2001:db8::2\t', '3.0')), 'sound')
  assert.equal(fault(readPool('2001:db8::1/80', '2.2')), 'sound')
  assert.match(fault(readPool('2001:db8::1/80', '2.4')), /begins at 2001:db8::$/)
  assert.match(fault(readPool('2001:db8::2-2001:db8::1', '3.0')), /ends before/)
  assert.match(fault(readPool('192.0.2.1-192.0.2.2', '3.0')), /IPv4/)
  assert.match(fault(readPool('2001:db8::/0', '3.0')), /1 to 128/)
  assert.match(fault(readPool('2001:db8::1', '3.0')), /neither/)
  assert.equal(fault(readPrefix('2001:db8::/+64', 0)), 'unknown')
  assert.match(fault(readPrefix('2001:db8::/', 0)), /nothing/)
})
