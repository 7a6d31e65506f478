/** The same as Node's Buffer does, without it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hexDigits, hexOctets, joinOctets, numberAt, numberOctets, octetString, signedAt, stringOctets, utf8Length, utf8Octets, utf8Text } from './octets'

const texts = ['', 'a', 'straße', '€', '😀', 'a😀b', '\ud83d', '\ude00x', '\ud83d\ud83d\ude00', '\ufeffmark']

test('texts take as many octets as they are written in', () => {
  for (const text of texts) {
    assert.deepEqual(utf8Octets(text), new Uint8Array(Buffer.from(text, 'utf8')), text)
    assert.equal(utf8Length(text), Buffer.byteLength(text, 'utf8'), JSON.stringify(text))
    assert.equal(utf8Text(utf8Octets(text)), Buffer.from(text, 'utf8').toString('utf8'))
  }
  assert.equal(utf8Text(Uint8Array.of(0x61, 0xff, 0x62)), 'a\ufffdb')
})

test('octets come as characters and as digits, and back', () => {
  const all = Uint8Array.from({ length: 256 }, (_, at) => at)
  assert.equal(octetString(all), Buffer.from(all).toString('latin1'))
  assert.deepEqual(stringOctets(octetString(all)), all)
  assert.equal(hexDigits(all), Buffer.from(all).toString('hex'))
  assert.deepEqual(hexOctets(hexDigits(all).toUpperCase()), all)
  assert.deepEqual(joinOctets([all.subarray(1, 3), new Uint8Array(), all.subarray(7, 8)]), Uint8Array.of(1, 2, 7))
})

test('numbers stand with their highest octet first', () => {
  for (const [value, size] of [[0, 1], [255, 1], [-1, 1], [-128, 1], [258, 2], [-2, 2], [0xffffffff, 4], [-(2 ** 31), 4], [65537, 4]] as const) {
    const octets = Buffer.alloc(size)
    if (value < 0) octets.writeIntBE(value, 0, size)
    else octets.writeUIntBE(value, 0, size)
    assert.deepEqual(numberOctets(value, size), new Uint8Array(octets), `${value}`)
    assert.equal(numberAt(octets, 0, size), octets.readUIntBE(0, size))
    assert.equal(signedAt(octets, 0, size), octets.readIntBE(0, size))
  }
})
