/** What is an expression and what is not, beside real Kea; what the parts give is in the comparison of packets. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Release } from '../config/release'
import { compareWithKea } from '../../test/expressions/beside-kea'
import { expressions, patternTests } from '../../test/expressions/generate'
import { parseExpression } from './parse'
import type { ParseContext } from './parse'

function context(release: Release): ParseContext {
  return { release, family: 4, optionCode: (name) => ({ 'host-name': 12, 'vendor-class-identifier': 60 })[name], isClassDefined: (name) => name === 'before' }
}

const faults: readonly (readonly [string, RegExp, number])[] = [
  ["option[12].text = 'a'", /no operator =/, 16],
  ["option[12].text == \"a\"", /single quotes/, 19],
  ["option[12].text == 'a", /does not end/, 19],
  ["'a'", /compare it with ==/, 3],
  ["option[300].exists", /from 0 to 255/, 7],
  ["option[no-such-name].exists", /no option is named no-such-name/, 7],
  ["member('later')", /no class later is defined before/, 7],
  ["member(ALL)", /ALL is no word/, 7],
  ["pkt6.msgtype == 1", /DHCPv6 only/, 0],
  ["concat('a') == 'a'", /, was expected/, 10],
  ["(option[12].exists", /\) is missing at the end/, 18],
  ["(option[12].hex and member('ALL'))", /== was expected before and/, 16],
  ["member('HA_')", /no class HA_ is defined/, 7],
  ["match('(a', 'a')", /a \( is not closed/, 6],
  ["concat(option[12].exists, 'a') == 'a'", /a text was expected/, 18],
  ["'a' == 'b' \"", /single quotes/, 11],
  ["option[12].hex = 'a\"'", /no operator =/, 15],
  ["pkt4.mac == 01:02:03:04:05:06", /no IP address/, 12],
]

for (const [text, message, start] of faults) {
  test(`told at its place: ${text}`, () => {
    const parsed = parseExpression(text, 'boolean', context('3.0'))
    assert.ok(!parsed.ok)
    assert.match(String(parsed.message), message)
    assert.equal(parsed.start, start)
  })
}

test('classes that wait for reservations', () => {
  const parsed = parseExpression("member('KNOWN') and not member('before')", 'boolean', context('3.0'))
  assert.ok(parsed.ok)
  assert.equal(parsed.dependsOnKnown, true)
  assert.deepEqual(parsed.classes, ['KNOWN', 'before'])
})

const oracle = process.env['KEA_ORACLE'] ?? ''
const skip = oracle === '' ? 'real Kea is not here (KEA_ORACLE)' : false
const count = Number(process.env['KEA_EXPRESSIONS'] ?? 150)
const seed = Number(process.env['KEA_SEED'] ?? 11)

for (const release of ['2.2', '2.6', '3.0'] as const) {
  test(`taken and refused as by Kea ${release}, at the same character`, { skip }, () => {
    const { verdicts, places } = compareWithKea(oracle, release, expressions(count, seed))
    assert.deepEqual(verdicts, [])
    assert.deepEqual(places, [])
  })
}

test('regular expressions are taken and refused as by Kea 3.0', { skip }, () => {
  assert.deepEqual(compareWithKea(oracle, '3.0', patternTests(count, seed)).verdicts, [])
})

test('a hundred brackets are read in one go', () => {
  const parsed = parseExpression(`${'('.repeat(100)}'a'${')'.repeat(100)} == 'a'`, 'boolean', context('3.0'))
  assert.ok(parsed.ok)
})
