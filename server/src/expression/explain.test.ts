/** Each part of a test has the value that the server computes, and a comparison that does not hold says why. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileBoolean } from './compile'
import { explainBoolean, showValue } from './explain'
import type { Part } from './explain'
import { parseExpression } from './parse'
import type { Subject } from './subject'

const options: Readonly<Record<number, string>> = { 12: 'Host', 60: 'PXEClient:Arch:00007', 93: '\0\x07', 77: '\x04iPXE', 82: '\x01\x06port-1' }

const subject: Subject = {
  iface: 'eth0', source: 0, destination: 0xffffffff, length: 300, mac: '\x02\0\0\0\0\x01', htype: 1, hlen: 6, ciaddr: 0, giaddr: 0x0a000001, yiaddr: 0, siaddr: 0, messageType: 1, transactionId: 7,
  option: (code) => options[code],
  optionText: (code) => options[code],
  subOption: (code, sub) => (code === 82 && sub === 1 ? 'port-1' : undefined),
  subOptionText: () => undefined,
  vendors: [],
  vendorOption: () => undefined,
  vendorOptionText: () => undefined,
  vendorClassData: () => undefined,
  vendorClasses: [],
  isMember: (name) => name === 'ALL',
}

function parts(text: string): Part {
  const parsed = parseExpression(text, 'boolean', { release: '3.0', family: 4, optionCode: () => undefined, isClassDefined: () => true })
  assert.ok(parsed.ok, text)
  const part = explainBoolean(parsed.expression, text, subject)
  const value = part.value.kind === 'boolean' ? part.value.holds : 'fault'
  assert.equal(value, outcome(() => compileBoolean(parsed.expression)(subject)), text)
  return part
}

function outcome(compute: () => boolean): boolean | 'fault' {
  try {
    return compute()
  } catch {
    return 'fault'
  }
}

function shown({ text, value, why, parts: inner }: Part): string {
  return `${text} → ${showValue(value)}${why === '' ? '' : ` (${why})`}${inner.length === 0 ? '' : ` [${inner.map(shown).join('; ')}]`}`
}

test('every part stands there with its text and its value, in the order of evaluation', () => {
  for (const [text, expected] of [
    ["substring(option[60].hex, 0, 3) == 'PXE'", "substring(option[60].hex, 0, 3) == 'PXE' → true [substring(option[60].hex, 0, 3) → 'PXE' (0x505845) [option[60].hex → 'PXEClient:Arch:00007' (0x505845436c69656e743a417263683a3030303037)]; 'PXE' → 'PXE' (0x505845)]"],
    ["not (member('ALL') and member('x'))", "not (member('ALL') and member('x')) → true [(member('ALL') and member('x')) → false [member('ALL') → true (the client is in ALL); member('x') → false (the client is not in x)]]"],
    ['relay4[1].exists', 'relay4[1].exists → true'],
    ['relay4[2].exists', 'relay4[2].exists → false (option 82 of the message has no sub-option 2)'],
    ["pkt4.giaddr == 10.0.0.1 or option[93].hex == 0x01", 'pkt4.giaddr == 10.0.0.1 or option[93].hex == 0x01 → true [pkt4.giaddr == 10.0.0.1 → true [pkt4.giaddr → 0x0a000001; 10.0.0.1 → 0x0a000001]; option[93].hex == 0x01 → not evaluated: what stands before it decides]'],
    ["ifelse(option[9].exists, 'a', 'b') == 'b'", "ifelse(option[9].exists, 'a', 'b') == 'b' → true [ifelse(option[9].exists, 'a', 'b') → 'b' (0x62) [option[9].exists → false (the message has no option 9); 'a' → not evaluated: what stands before it decides; 'b' → 'b' (0x62)]; 'b' → 'b' (0x62)]"],
  ] as const) assert.equal(shown(parts(text)), expected)
})

test('a comparison that does not hold says what differs', () => {
  for (const [text, why] of [
    ['option[93].hex == 0x00', '0x0007 has 2 octets, 0x00 has 1'],
    ['0x00 == option[93].hex', '0x00 has 1 octet, 0x0007 has 2'],
    ['option[93].hex == 7', '0x0007 has 2 octets, 0x00000007 has 4'],
    ["option[12].text == 'host'", "'Host' and 'host' differ in the case of letters"],
    ["substring(option[60].hex, 0, 3) == 'HTP'", "'PXE' is not 'HTP'"],
    ["option[61].hex == 'x'", 'the message has no option 61'],
    ["substring(option[61].hex, 0, 1) == 'x'", 'the message has no option 61'],
    ["relay4[9].hex == 'x'", 'option 82 of the message has no sub-option 9'],
    ["vendor[9].option[1].hex == 'x'", 'the message has no such option 125'],
    ["vendor-class[9].data == 'x'", 'the message has no such option 124'],
    ["substring('abc', 5, 1) == 'x'", "substring('abc', 5, 1) is empty, 'x' is not"],
    ['vendor.enterprise == 0x00', 'vendor.enterprise is empty, 0x00 is not'],
  ] as const) assert.equal(parts(text).why, why, text)
})

test('what cannot be evaluated is said where it is, and makes the whole test so', () => {
  const part = parts("uint8totext(option[93].hex) == '7' sor member('ALL')")
  assert.equal(part.value.kind, 'fault')
  assert.equal(part.parts[0]?.parts[0]?.value.kind, 'fault')
  assert.equal(part.parts[1]?.value.kind, 'boolean')
  assert.match(showValue(part.value), /^cannot be evaluated: an integer of 8 bits/)
})
