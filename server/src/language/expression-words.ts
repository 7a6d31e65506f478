/** The words of the expression language with their parameters, and what each means (ARM, "Using Expressions in Classification"). */
import { atLeast } from '../config/release'
import type { Release } from '../config/release'
import { say } from '../text/text'
import type { Text } from '../text/text'

export interface Parameter {
  readonly name: string
  readonly about: Text
}

export interface ExpressionFunction {
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly about: Text
  /** It is true or false; the others give a text. */
  readonly isTest: boolean
  readonly since?: Release
}

const text = (name = 'text'): Parameter => ({ name, about: say`A text: an option, a field, a literal or another function.` })
const octets = (name: string, about: Text): Parameter => ({ name, about })

export const expressionFunctions: readonly ExpressionFunction[] = [
  {
    name: 'substring',
    about: say`A part of a text.`,
    isTest: false,
    parameters: [
      text(),
      { name: 'start', about: say`Where the part begins: 0 is the first octet, -1 the last one. Outside of the text, the result is empty.` },
      { name: 'length', about: say`How many octets; "all" for the rest. With a negative number it is the octets before the start.` },
    ],
  },
  {
    name: 'concat',
    about: say`Two texts, one behind the other.`,
    isTest: false,
    parameters: [text('first'), text('second')],
  },
  {
    name: 'ifelse',
    about: say`One of two texts, as a test says.`,
    isTest: false,
    parameters: [{ name: 'test', about: say`What is true or false.` }, { name: 'then', about: say`The text where the test is true.` }, { name: 'else', about: say`The text where it is false.` }],
  },
  {
    name: 'sifelse',
    since: '3.0',
    about: say`One of two texts, as a test says; both are always evaluated, as ifelse did before Kea 3.0.`,
    isTest: false,
    parameters: [{ name: 'test', about: say`What is true or false.` }, { name: 'then', about: say`The text where the test is true.` }, { name: 'else', about: say`The text where it is false.` }],
  },
  {
    name: 'hexstring',
    about: say`The octets in hexadecimal digits.`,
    isTest: false,
    parameters: [text('octets'), { name: 'separator', about: say`What stands between two octets, such as ':' or ''.` }],
  },
  {
    name: 'split',
    about: say`One field of a text that signs divide.`,
    isTest: false,
    parameters: [text(), { name: 'delimiters', about: say`The signs that divide: each of them does so by itself.` }, { name: 'field', about: say`Which field; the first one is 1. Where there is no such field, the result is empty.` }],
  },
  { name: 'lcase', since: '2.6', about: say`The text in lower case.`, isTest: false, parameters: [text()] },
  { name: 'ucase', since: '2.6', about: say`The text in upper case.`, isTest: false, parameters: [text()] },
  { name: 'addrtotext', about: say`An address as it is written.`, isTest: false, parameters: [octets('address', say`4 octets of an IPv4 address, or 16 of an IPv6 address.`)] },
  ...(['int8totext', 'uint8totext'] as const).map((name) => number(name, say`1 octet.`)),
  ...(['int16totext', 'uint16totext'] as const).map((name) => number(name, say`2 octets.`)),
  ...(['int32totext', 'uint32totext'] as const).map((name) => number(name, say`4 octets.`)),
  {
    name: 'member',
    about: say`Whether the packet is in a class already.`,
    isTest: true,
    parameters: [{ name: "'class'", about: say`A built-in class, or one that is defined before this one.` }],
  },
  {
    name: 'match',
    since: '3.0',
    about: say`Whether a regular expression matches the whole text.`,
    isTest: true,
    parameters: [{ name: "'pattern'", about: say`The regular expression, as ECMAScript has them, in single quotes.` }, text()],
  },
]

function number(name: string, about: Text): ExpressionFunction {
  return { name, about: name.startsWith('u') ? say`A number without sign as decimal digits.` : say`A number with sign as decimal digits.`, isTest: false, parameters: [octets('octets', about)] }
}

export function functionsIn(release: Release): readonly ExpressionFunction[] {
  return expressionFunctions.filter(({ since }) => since === undefined || atLeast(release, since))
}

/** `pkt4.mac` → what it is. */
export const packetFields: Readonly<Record<string, Text>> = {
  'pkt.iface': say`The name of the interface that the packet came in by.`,
  'pkt.src': say`The address that the packet came from.`,
  'pkt.dst': say`The address that the packet was sent to.`,
  'pkt.len': say`The length of the packet, in 4 octets.`,
  'pkt4.mac': say`The hardware address of the client.`,
  'pkt4.hlen': say`The length of the hardware address, in 4 octets.`,
  'pkt4.htype': say`The type of the hardware, in 4 octets: 1 is Ethernet.`,
  'pkt4.ciaddr': say`The address that the client says it has.`,
  'pkt4.giaddr': say`The address of the relay; 0.0.0.0 without one.`,
  'pkt4.yiaddr': say`The address "your address" of the packet.`,
  'pkt4.siaddr': say`The address "server address" of the packet.`,
  'pkt4.msgtype': say`The type of the message, in 4 octets: 1 is DHCPDISCOVER, 3 is DHCPREQUEST.`,
  'pkt4.transid': say`The number of the transaction, in 4 octets.`,
  'pkt6.msgtype': say`The type of the message, in 4 octets: 1 is SOLICIT, 3 is REQUEST.`,
  'pkt6.transid': say`The number of the transaction, in 4 octets.`,
}

const others: Readonly<Record<string, Text>> = {
  option: say`An option of the packet, by its name or its code.`,
  relay4: say`A sub-option of what the relay added (option 82), by its code.`,
  relay6: say`What a relay added; 0 is the one nearest to the server, -1 the one nearest to the client.`,
  vendor: say`The options of a vendor, by its enterprise number; * is any.`,
  'vendor-class': say`The class that a vendor's client tells, by the enterprise number; * is any.`,
  and: say`Both tests are true.`,
  or: say`One of the tests is true.`,
  not: say`The test is false.`,
  sand: say`Both tests are true; both are always evaluated.`,
  sor: say`One of the tests is true; both are always evaluated.`,
  '==': say`Both texts have the same octets.`,
  '+': say`Two texts, one behind the other.`,
  exists: say`Whether the packet has it.`,
  text: say`What is in it, as a text.`,
  hex: say`What is in it, octet by octet.`,
}

export function wordAbout(word: string): Text | undefined {
  return expressionFunctions.find((one) => one.name === word)?.about ?? packetFields[word] ?? others[word]
}

/** Sub-options of option 82 that relays commonly add (RFC 3046, RFC 3527, RFC 3993, RFC 5107). */
export const relayOptions: readonly { readonly code: number; readonly name: string }[] = [
  { code: 1, name: 'circuit-id' },
  { code: 2, name: 'remote-id' },
  { code: 5, name: 'link-selection' },
  { code: 6, name: 'subscriber-id' },
  { code: 11, name: 'server-id-override' },
]
