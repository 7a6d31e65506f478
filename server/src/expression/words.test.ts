import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expressions } from '../../test/expressions/generate'
import type { Names } from './option-words'
import { parseExpression } from './parse'
import type { ParseContext } from './parse'
import { isTest } from './syntax'
import { partsOf } from './walk'
import { outlineOf, wordsOf } from './words'

const names: Names = {
  family: 4,
  option: (code, sub) => ({ '60': 'vendor-class-identifier', '61': 'dhcp-client-identifier', '82': 'dhcp-agent-options', '82.1': 'circuit-id', '93': 'client-system' })[sub === undefined ? code : `${code}.${sub}`],
  messageType: (type) => (type === 1 ? 'DISCOVER' : undefined),
  valueOf: (code, _sub, octets) => (code === 93 && octets === '\0\x07' ? 'x64 UEFI (7)' : undefined),
}

const context = (family: 4 | 6): ParseContext => ({ release: '3.0', family, optionCode: (name) => ({ 'host-name': 12 })[name], isClassDefined: () => true })

const tests: readonly (readonly [string, string])[] = [
  ["option[60].hex == 'PXEClient'", "option 60 (vendor-class-identifier) is 'PXEClient'"],
  ["substring(option[60].hex,0,9) == 'PXEClient'", "option 60 (vendor-class-identifier) begins with 'PXEClient'"],
  ["substring(option[60].hex,0,9) == 'PXE'", "the first 9 octets of option 60 (vendor-class-identifier) are 'PXE'"],
  ["not (substring(option[60].hex,0,3) == 'PXE')", "option 60 (vendor-class-identifier) does not begin with 'PXE'"],
  ['option[93].hex == 0x0007', 'option 93 (client-system) is 0x0007 (x64 UEFI (7))'],
  ['option[61].exists', 'the packet has option 61 (dhcp-client-identifier)'],
  ['not option[200].exists', 'the packet does not have option 200'],
  ["relay4[1].hex == 'port-7'", "sub-option 1 (circuit-id) of option 82 (dhcp-agent-options) is 'port-7'"],
  ['pkt4.msgtype == 1', 'the message type is 1 (DISCOVER)'],
  ["pkt4.giaddr == 192.0.2.1", 'the address of the relay (giaddr) is 192.0.2.1'],
  ["member('VoIP')", 'the client is in the class "VoIP"'],
  ["member('KNOWN')", 'the client has a reservation'],
  ["not member('KNOWN')", 'the client has no reservation'],
  ["member('UNKNOWN')", 'the client has no reservation'],
  ["option[12].text == 'a' and member('b') or member('c')", "(the text of option 12 is 'a' and the client is in the class \"b\") or the client is in the class \"c\""],
  ["not (member('a') or member('b'))", 'it is not so that (the client is in the class "a" or the client is in the class "b")'],
  ["substring(pkt4.mac,3,all) == 0x010203", 'the hardware address of the client without its first 3 octets is 0x010203'],
  ["substring(option[12].hex,-2,2) == 'ab'", "the last 2 octets of option 12 are 'ab'"],
  ["substring(option[12].hex,4,-2) == 'ab'", "the 2 octets before position 4 (counted from 0) of option 12 are 'ab'"],
  ["split(option[12].text,'.',2) == 'a'", "part 2 of the text of option 12, cut wherever one of the signs of '.' stands is 'a'"],
  ["concat('a', lcase(option[12].hex)) == 'ab'", "'a' followed by option 12 in small letters is 'ab'"],
  ["hexstring(pkt4.mac, ':') == '01:02'", "the hardware address of the client in hexadecimal digits with ':' between the octets is '01:02'"],
  ["hexstring(pkt4.mac, '') == '0102'", "the hardware address of the client in hexadecimal digits is '0102'"],
  ["ifelse(option[12].exists, option[12].hex, 'none') == 'x'", "(option 12 if the packet has option 12, 'none' if not) is 'x'"],
  ["match('a.*', option[12].text)", "the text of option 12 as a whole matches the regular expression 'a.*'"],
  ['vendor[4491].exists', 'the packet has option 125 of the enterprise 4491'],
  ['vendor.enterprise == 4491', 'the enterprise number of option 125 is 4491'],
  ["option[60].hex == 0x505845", "option 60 (vendor-class-identifier) is 0x505845 ('PXE')"],
  ["option[60].hex == ''", 'option 60 (vendor-class-identifier) is empty'],
]

for (const [text, words] of tests) {
  test(`in words: ${text}`, () => {
    const parsed = parseExpression(text, 'boolean', context(4))
    assert.ok(parsed.ok)
    assert.equal(String(wordsOf(parsed.expression, text, names)), words)
  })
}

test('relays of DHCPv6 are counted from the server, and from the client', () => {
  const words = (text: string): string => {
    const parsed = parseExpression(text, 'boolean', context(6))
    assert.ok(parsed.ok)
    return String(wordsOf(parsed.expression, text, { ...names, family: 6, option: () => undefined }))
  }
  assert.equal(words('relay6[0].peeraddr == 2001:db8::1'), 'the address that the relay nearest to the server got the message from is 2001:db8::1')
  assert.equal(words('relay6[-1].linkaddr == 2001:db8::1'), 'the link address that the relay nearest to the client gives is 2001:db8::1')
  assert.equal(words('relay6[1].option[37].exists'), 'the packet has option 37 of relay 1 (counted from 0 at the server)')
  assert.equal(words('vendor-class[4491].exists'), 'the packet has option 16 of the enterprise 4491')
})

test('a long test comes line by line', () => {
  const text = "member('a') and (member('b') or not option[61].exists) and option[12].exists"
  const parsed = parseExpression(text, 'boolean', context(4))
  assert.ok(parsed.ok)
  assert.deepEqual(outlineOf(parsed.expression, text, names).map((line) => `${' '.repeat(line.depth)}${String(line.text)}`), [
    'all of these:',
    ' the client is in the class "a"',
    ' at least one of these:',
    '  the client is in the class "b"',
    '  the packet does not have option 61 (dhcp-client-identifier)',
    ' the packet has option 12',
  ])
})

test('whatever can be parsed has words, and they name each option, class and value of it', () => {
  let told = 0
  for (const family of [4, 6] as const) {
    for (const wanted of ['boolean', 'string'] as const) {
      for (const text of expressions(4000, 7 + family, wanted)) {
        const parsed = parseExpression(text, wanted, context(family))
        if (!parsed.ok) continue
        told++
        for (const part of partsOf(parsed.expression)) {
          const words = String(wordsOf(part, text, { ...names, family }))
          assert.ok(words !== '' && !/undefined|NaN/.test(words) && (text.includes('{') || !/\{\d\}/.test(words)), `${text}: ${words}`)
          if (part.kind === 'member') assert.ok(part.name.endsWith('KNOWN') ? words.includes('reservation') : words.includes(part.name), `${text}: ${words}`)
          if (part.kind === 'match') assert.ok(words.includes(part.pattern), `${text}: ${words}`)
          if (part.kind === 'option' && part.option.of === 'packet') assert.ok(words.includes(`option ${part.option.sub ?? part.option.code}`), `${text}: ${words}`)
          if (part.kind === 'literal') assert.ok(part.value === '' ? words === 'empty' : words.includes(text.slice(part.start, part.end).replace(/^[\s(]+|[\s)]+$/g, '')), `${text}: ${words}`)
          if (isTest(part)) {
            const not = String(wordsOf({ kind: 'not', operand: part, start: part.start, end: part.end }, text, { ...names, family }))
            assert.notEqual(not, words, text)
          }
        }
        if (isTest(parsed.expression)) assert.ok(outlineOf(parsed.expression, text, { ...names, family }).every((line) => String(line.text) !== ''))
      }
    }
  }
  assert.ok(told > 4000, `${told} of 16000 are expressions`)
})
