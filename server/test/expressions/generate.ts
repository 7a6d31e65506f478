/** Random expressions of Kea's language, and such with something wrong in them, from a seed. */
import { generator } from '../random'

type Random = () => number

function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T
}

const texts = ["'text'", "''", "'a b'", "'[(]'", "'option'", "'\u00e9'", '0x0102', '0XabC', '0x0', '192.0.2.1', '0.0.0.0', '255.255.255.255', '01.2.3.4', '1.2.3.256', '2001:db8::1', '::', '::1', '1::', 'fe80::1:2', '::ffff:192.0.2.1', '::ffff:192.0.02.1', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8', '1:2:3', '1::2::3', '01:02:03:04:05:06', '12345::', '00a::', ':::', '5', '0', '-0', '007', '4294967295', '4294967296', '-1', '9223372036854775807', '9223372036854775808']
const integers = ['0', '1', '-1', '2', '4', '-3', '007', '-0', '100', '2147483648', '-2147483649', '9223372036854775807', '-9223372036854775808', '9223372036854775808', '-9223372036854775809', "'1'", '0x1', 'all', '1.5']
const codes = ['0', '1', '12', '60', '82', '255', '256', '-1', '-0', '0012', '65535', '4294967308', 'host-name', ' host-name ', '\thost-name\n', 'vendor-class-identifier', 'HOST-NAME', 'host_name', 'no-such', 'text', 'all', 'hex ', 'x-', '0x0c', '*', 'a', 'v-i-vendor-class', 'vendor-encapsulated-options', 'dhcp-agent-options', '']
const enterprises = ['9', '*', '4491', '0', '4294967295', '4294967296', '-1', ' * ', '0x9', '']
const fields = ['pkt.iface', 'pkt.src', 'pkt.dst', 'pkt.len', 'pkt4.mac', 'pkt4.hlen', 'pkt4.htype', 'pkt4.ciaddr', 'pkt4.giaddr', 'pkt4.yiaddr', 'pkt4.siaddr', 'pkt4.msgtype', 'pkt4.transid', 'pkt4 . mac', 'pkt4.chaddr', 'pkt6.msgtype', 'pkt.mac', 'pkt4', 'vendor.enterprise', 'vendor-class.enterprise', 'vendor-class . enterprise', 'relay6[0].peeraddr', 'relay6[-33].linkaddr', 'relay6[x].linkaddr', 'vendor.data']
const classNames = ["'ALL'", "'KNOWN'", "'UNKNOWN'", "'BOOTP'", "'DROP'", "'VENDOR_CLASS_x'", "'VENDOR_CLASS_'", "'HA_s1'", "'HA_'", "'AFTER_x'", "'EXTERNAL_x'", "'SPAWN_before_x'", "'SKIP_DDNS'", "'before'", "'later'", "'c'", "'Before'", "'all'", "''", "'known'", 'ALL', "'REJECT'"]
const patterns = [
  'a.*', '^a$', '(a|b)+', '[a-z]+', '[^a-z]', '[a', '(a', 'a)', '*a', 'a**', 'a*?+', 'a{2}', 'a{2,}', 'a{2,1}', 'a{,2}', 'a{', 'a}', ']', '[]', '[]a]', '[^]', '[^]]', '(?:a)', '(?=a)b', '(?=a)*', '(?!a)', '(?<a>b)', '(?i)a', '\\d+', '\\D\\w\\W\\s\\S', '\\b', '\\b+', '^*', '$?',
  '\\1', '(a)\\1', '(a\\1)', '(a)\\2', '[\\d-z]', '[\\w-]', '[-a]', '[a-]', '[a-\\d]', '[z-a]', '[a-b-c]', '[--a]', '[[:alpha:]]', '[[:ALPHA:]]', '[[:foo:]]', '[[:alpha:]-z]', '[[:alpha:]-]', '[[:alpha]', '[[.a.]]', '[[=a=]]', '[[]', '[a[]', '\\x41', '\\x4', '\\u0041', '\\u41', '\\cA', '\\c', '\\', '\\q', '\\-', '\\.', '\\0', '\\08', '[\\b]', '[\\B]', '[\\1]', 'a|', '|a', '||', '()', '(|a)', '(*a)', 'a|*b', '.{3}', '{2}', 'a{2}{3}', 'a{2}?', 'a{b}', 'a{2,b}', 'a{ 2}', '(?a)', '(?', '[\\x41-\\x5a]', '[\\]]', '/', 'a b', '\\d{4}-\\d{2}', '.*\\.example\\.org', '[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}', '[+--]', '[%--]', '\\/', '(((a)))', '((a)', '\\k', '[\\q]', '(?:', '(?=', '(?!', '[a-', '[a-\\', '[\\', '[[', '[[:', 'x{99}', 'x{0}', 'x{0,0}', '[\\s\\S]*', '.+?', '.??', 'a{1,2}?', '\\B', '\\xZZ', '[\\xZZ]', '[\\c]', '[\\cA]', '[\\n-\\t]', '[\\t-\\n]', '[a-\\n]', '[\\--a]', '[a\\-z]',
]
const junk = ['==', '=', '!=', 'and', 'AND', 'or', 'not', '!', '(', ')', '[', ']', '.', ',', '+', '*', "'", '"', '&&', '||', '<', 'option', 'hex', 'text', 'exists', 'all', '-1', '300', 'x', 'member', ' ', '\t', '\n', '\r', '0x', ':', '::', 'true', 'split', 'sand', 'sor', 'lcase(', 'data', '1.2.3', '%', '\\', '/', '-', '_', '#', 'match', 'vendor', 'pkt4', "''", 'relay4', '\u00e9', 'ifelse']

function blank(random: Random): string {
  return random() < 0.85 ? '' : pick([' ', '  ', '\t', '\n', ' \n '], random)
}

function optionText(random: Random): string {
  const form = pick(['text', 'hex', 'hex', 'exists'], random)
  return `${optionAccess(random)}.${form}`
}

function optionAccess(random: Random): string {
  const rare = random() < 0.2
  const code = rare ? pick(codes, random) : pick(['12', '60', '82', 'host-name'], random)
  const sub = rare ? pick(codes, random) : pick(['1', '2', '0'], random)
  const enterprise = rare ? pick(enterprises, random) : pick(['9', '*'], random)
  return pick(
    [
      `option[${code}]`, `option${blank(random)}[${blank(random)}${code}${blank(random)}]`, `option[${code}].option[${sub}]`, `relay4[${sub}]`, `vendor[${enterprise}].option[${sub}]`,
      `vendor[${enterprise}]`, `vendor-class[${enterprise}]`, `relay6[${sub}].option[${code}]`, `option[${code}].option[${sub}].option[1]`,
    ],
    random,
  )
}

function someText(random: Random, depth: number): string {
  if (depth <= 0 || random() < 0.35) {
    const kind = random()
    if (kind < 0.4) return optionText(random).replace(/\.exists$/, random() < 0.95 ? '.hex' : '.exists')
    if (kind < 0.55) return random() < 0.85 ? pick(fields.slice(0, 13), random) : pick(fields, random)
    if (kind < 0.62) return `vendor-class[${random() < 0.8 ? '9' : pick(enterprises, random)}].data${random() < 0.5 ? '' : `[${random() < 0.8 ? '1' : pick(codes, random)}]`}`
    return random() < 0.8 ? pick(texts.slice(0, 10), random) : pick(texts, random)
  }
  const inner = (): string => `${blank(random)}${someText(random, depth - 1)}${blank(random)}`
  const number = (): string => (random() < 0.8 ? pick(['0', '1', '-2'], random) : pick(integers, random))
  return pick(
    [
      () => `substring(${inner()},${number()},${random() < 0.4 ? 'all' : number()})`,
      () => `concat(${inner()},${inner()})`,
      () => `${inner()}+${inner()}`,
      () => `(${inner()})`,
      () => `${pick(['ifelse', 'sifelse'], random)}(${someTest(random, depth - 1)},${inner()},${inner()})`,
      () => `hexstring(${inner()},${random() < 0.8 ? "':'" : inner()})`,
      () => `${pick(['addrtotext', 'uint8totext', 'uint16totext', 'uint32totext', 'int8totext', 'int16totext', 'int32totext', 'lcase', 'ucase'], random)}(${inner()})`,
      () => `split(${inner()},${inner()},${number()})`,
    ],
    random,
  )()
}

function someTest(random: Random, depth: number): string {
  if (depth <= 0 || random() < 0.3) {
    const kind = random()
    if (kind < 0.3) return `${optionAccess(random)}.exists`
    if (kind < 0.5) return `member(${random() < 0.7 ? pick(["'ALL'", "'before'", "'KNOWN'"], random) : pick(classNames, random)})`
    return `${someText(random, 1)}${pick([' == ', '=='], random)}${someText(random, 1)}`
  }
  const inner = (): string => someTest(random, depth - 1)
  return pick(
    [
      () => `not ${inner()}`,
      () => `${inner()} and ${inner()}`,
      () => `${inner()} or ${inner()}`,
      () => `(${blank(random)}${inner()}${blank(random)})`,
      () => `${inner()} ${pick(['sand', 'sor'], random)} ${inner()}`,
      () => `match('${pick(patterns, random)}',${someText(random, 1)})`,
      () => `${someText(random, depth)} == ${someText(random, depth)}`,
    ],
    random,
  )()
}

const pieces = /'[^']*'|[A-Za-z][\w-]*|[\d.:]+|==|\s+|./gs

/** One piece taken out, doubled, exchanged or put in, or some characters of it. */
function broken(text: string, random: Random): string {
  const parts = text.match(pieces) ?? ['']
  const at = Math.floor(random() * parts.length)
  const character = Math.floor(random() * (text.length + 1))
  return pick(
    [
      () => parts.filter((_, index) => index !== at).join(''),
      () => parts.flatMap((part, index) => (index === at ? [part, part] : [part])).join(''),
      () => parts.map((part, index) => (index === at ? pick(junk, random) : part)).join(''),
      () => parts.flatMap((part, index) => (index === at ? [pick(junk, random), part] : [part])).join(''),
      () => parts.flatMap((part, index) => (index === at ? [part, ' ', pick(junk, random), ' '] : [part])).join(''),
      () => text.slice(0, character) + text.slice(character + 1 + Math.floor(random() * 3)),
      () => text.slice(0, character),
      () => parts.filter((part) => part.trim() !== '').join(pick(['', ' '], random)),
      () => parts.map((part, index) => (index === at ? part.toUpperCase() : part)).join(''),
    ],
    random,
  )()
}

export function expressions(count: number, seed: number, wanted: 'boolean' | 'string' = 'boolean'): string[] {
  const random = generator(seed)
  return Array.from({ length: count }, () => {
    const text = wanted === 'boolean' ? someTest(random, 3) : someText(random, 3)
    return random() < 0.4 ? broken(text, random) : text
  })
}

/** A test that is only about its regular expression. */
export function patternTests(count: number, seed: number): string[] {
  const random = generator(seed)
  const signs = ['a', 'b', '(', ')', '[', ']', '{', '}', '*', '+', '?', '|', '\\', '^', '$', '.', '-', '1', '2', ',', ':', '=', '!', 'd', 'w', 'b', '(?:', '[[:alpha:]]', '\\d', '\\1', '[a-z]', '{2}']
  const some = (): string => (random() < 0.4 ? pick(patterns, random) : Array.from({ length: 1 + Math.floor(random() * 7) }, () => pick(signs, random)).join(''))
  return Array.from({ length: count }, () => `match('${some()}${random() < 0.2 ? some() : ''}',option[12].hex)`)
}
