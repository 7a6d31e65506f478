/** What is an expression and what is not, beside real Kea; what the parts give is in the comparison of packets. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import type { Release } from '../config/release'
import { generator } from '../../test/random'
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
  ["pkt4.mac == 01:02:03:04:05:06", /no IP address/, 12],
]

for (const [text, message, start] of faults) {
  test(`told at its place: ${text}`, () => {
    const parsed = parseExpression(text, 'boolean', context('3.0'))
    assert.ok(!parsed.ok)
    assert.match(parsed.message, message)
    assert.equal(parsed.start, start)
  })
}

test('classes that wait for reservations', () => {
  const parsed = parseExpression("member('KNOWN') and not member('before')", 'boolean', context('3.0'))
  assert.ok(parsed.ok)
  assert.equal(parsed.dependsOnKnown, true)
  assert.deepEqual(parsed.classes, ['KNOWN', 'before'])
})

const strings = ["'text'", '0x0102', '0xabc', '192.0.2.1', '2001:db8::1', '5', 'option[12].text', 'option[host-name].hex', 'option[ 60 ].hex', 'option[82].option[1].hex', 'relay4[1].hex', 'pkt4.mac', 'pkt4.giaddr', 'pkt.iface', 'pkt.len', 'vendor.enterprise', 'vendor[4491].option[1].hex', 'vendor-class[*].data', 'vendor-class[9].data[2]']
const booleans = ['option[12].exists', 'relay4[2].exists', 'option[82].option[9].exists', 'vendor[*].exists', 'vendor[9].option[2].exists', 'vendor-class[9].exists', "member('ALL')", "member('VENDOR_CLASS_x')", "member('before')"]
const junk = ['==', 'and', 'or', 'not', '(', ')', '[', ']', '.', ',', '+', '*', "'", '"', '!=', 'option', 'hex', 'all', '-1', '300', 'x', 'member', 'relay6[0].peeraddr', 'pkt6.transid', ' ', '0x', '::', 'TRUE', 'split', 'sand', 'lcase(']

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T
}

function someString(random: () => number, depth: number): string {
  if (depth <= 0 || random() < 0.4) return pick(strings, random)
  const inner = (): string => someString(random, depth - 1)
  return pick(
    [
      () => `substring(${inner()},${pick(['0', '-3', '2'], random)},${pick(['all', '4', '-1'], random)})`,
      () => `concat(${inner()},${inner()})`,
      () => `${inner()} + ${inner()}`,
      () => `(${inner()})`,
      () => `ifelse(${someBoolean(random, depth - 1)},${inner()},${inner()})`,
      () => `hexstring(${inner()},':')`,
      () => `${pick(['addrtotext', 'uint8totext', 'int32totext', 'lcase', 'ucase'], random)}(${inner()})`,
      () => `split(${inner()},'.',${pick(['1', '2', '0'], random)})`,
      () => `sifelse(${someBoolean(random, depth - 1)},${inner()},${inner()})`,
    ],
    random,
  )()
}

function someBoolean(random: () => number, depth: number): string {
  if (depth <= 0 || random() < 0.3) return random() < 0.5 ? pick(booleans, random) : `${someString(random, 1)} == ${someString(random, 1)}`
  const inner = (): string => someBoolean(random, depth - 1)
  return pick([() => `not ${inner()}`, () => `${inner()} and ${inner()}`, () => `${inner()} or ${inner()}`, () => `(${inner()})`, () => `${inner()} sand ${inner()}`, () => `${inner()} sor ${inner()}`, () => `match('a.*',${someString(random, 1)})`, () => `${someString(random, depth)} == ${someString(random, depth)}`], random)()
}

/** Good ones, and good ones with a piece taken out or put in. */
export function expressions(count: number, seed: number): string[] {
  const random = generator(seed)
  return Array.from({ length: count }, () => {
    const text = someBoolean(random, 3)
    if (random() < 0.5) return text
    const at = Math.floor(random() * text.length)
    return random() < 0.5 ? text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 3)) : `${text.slice(0, at)}${pick(junk, random)}${text.slice(at)}`
  })
}

const oracle = process.env['KEA_ORACLE']
const count = Number(process.env['KEA_EXPRESSIONS'] ?? 150)

for (const release of ['2.2', '2.6', '3.0'] as const) {
  test(`taken and refused as by Kea ${release}`, { skip: oracle === undefined ? 'real Kea is not here (KEA_ORACLE)' : false }, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kea-expressions-'))
    const texts = expressions(count, 11)
    const files = texts.map((text, at) => {
      const file = path.join(folder, `${at}.json`)
      writeFileSync(file, JSON.stringify({ Dhcp4: { 'client-classes': [{ name: 'before' }, { name: 'c', test: text }] } }))
      return file
    })
    const run = spawnSync(oracle ?? '', ['check', '-j2', release, ...files], { encoding: 'utf8', maxBuffer: 2 ** 26 })
    const verdicts = new Map(run.stdout.split('\n').map((line) => [line.split('\t')[0] ?? '', line.split('\t').slice(2).join(' ')]))
    rmSync(folder, { recursive: true })
    const wrong = texts.flatMap((text, at) => {
      const theirs = verdicts.get(files[at] ?? '') ?? 'no verdict'
      const ours = parseExpression(text, 'boolean', context(release))
      return theirs.startsWith('ok') === ours.ok ? [] : [{ text, theirs, ours: ours.ok ? 'taken' : ours.message }]
    })
    assert.deepEqual(wrong, [])
  })
}
