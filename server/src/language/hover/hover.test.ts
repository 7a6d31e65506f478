/** What a hover says, to the word. A bar marks the cursor. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noFiles, parseConfig } from '../../config/parse'
import type { Release } from '../../config/release'
import { groupHosts } from '../../deployment/group'
import { say } from '../../text/text'
import { hoverAt } from './hover'
import { markdownOf, plainOf } from './page'
import { createHoverMemory } from './subject'

const uri = 'file:///site/alpha/kea-dhcp4.conf'

interface Around {
  readonly release?: Release
  readonly files?: Record<string, string>
}

/** The lines of the hover, without empty ones. */
function linesAt(marked: string, { release = '3.0', files = {} }: Around = {}): string[] {
  const offset = marked.indexOf('|')
  const file = parseConfig(uri, marked.slice(0, offset) + marked.slice(offset + 1), { readFile: (name) => files[name], includeFolders: [] })
  const others = Object.entries(files).map(([name, text]) => parseConfig(name, text, noFiles))
  const { deployments } = groupHosts([file, ...others], { hosts: [], pairs: [] })
  const found = hoverAt(file, uri, offset, { release, deployments, memory: createHoverMemory() })
  return found ? plainOf(found.blocks, uri, String).split('\n').filter((line) => line !== '' && !line.startsWith("Kea's manual")) : []
}

const dhcp4 = (body: string): string => `{ "Dhcp4": {\n${body}\n} }`
const subnet = (body: string): string => dhcp4(`"valid-lifetime": 4000,\n"subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", ${body} } ]`)

const cases: Readonly<Record<string, readonly [string, readonly string[], Around?]>> = {
  'a key: its meaning, values and default': [
    dhcp4('"valid-life|time": 4000'),
    ['valid-lifetime · whole number of seconds', 'How long a lease is valid.', 'Kea\'s default: 7200 (2 h).', 'In the global scope of kea-dhcp4.'],
  ],
  'a number of seconds': [
    dhcp4('"valid-lifetime": 40|00'),
    ['valid-lifetime · whole number of seconds', '4000 s = 1 h 6 min 40 s', 'How long a lease is valid.', 'Kea\'s default: 7200 (2 h).', 'In the global scope of kea-dhcp4.'],
  ],
  'a key that takes the place of an inherited one': [
    dhcp4('"valid-lifetime": 4000,\n"shared-networks": [ { "name": "floor",\n"valid-lifetime": 3600, "subnet4": [ { "valid-life|time": 60 } ] } ]'),
    ['valid-lifetime · whole number of seconds', 'How long a lease is valid.', 'It stands here in place of 3600 (1 h) of the shared network "floor" (line 4).', 'In a subnet of kea-dhcp4.'],
  ],
  'a key without a value yet': [
    dhcp4('"valid-lifetime": 4000,\n"subnet4": [ { "valid-life|time": } ]'),
    ['valid-lifetime · whole number of seconds', 'How long a lease is valid.', 'Without a value here, 4000 (1 h 6 min 40 s) counts, inherited from the global scope (line 2).', 'In a subnet of kea-dhcp4.'],
  ],
  'a class inherits no lifetime': [
    dhcp4('"valid-lifetime": 4000,\n"client-classes": [ { "name": "a", "valid-life|time": 60 } ]'),
    ['valid-lifetime · whole number of seconds', 'How long a lease is valid.', 'In a client class of kea-dhcp4.'],
  ],
  'what the global scope has no value for': [
    dhcp4('"subnet4": [ { "renew-tim|er": 60 } ]'),
    ['renew-timer · whole number of seconds', 'T1: when a client asks its server to renew the lease.', 'Left out, it is inherited from the scope around.', 'In a subnet of kea-dhcp4.'],
  ],
  'a default that differs between releases': [
    dhcp4('"multi-threading": { "enable-multi-thread|ing": true }'),
    ['enable-multi-threading · true or false', 'Serves several packets at a time.', 'Kea\'s default: false.', 'In multi-threading of kea-dhcp4.'],
    { release: '2.2' },
  ],
  'a key that came with a release': [
    dhcp4('"subnet4": [ { "client-class|es": [ "a" ] } ]'),
    ['client-classes · list of texts', 'Only clients of one of these classes are served here.', 'Since Kea 2.7.5, so in 3.0 and 3.2. Before: client-class.', 'In a subnet of kea-dhcp4.'],
  ],
  'a key that is deprecated': [
    dhcp4('"subnet4": [ { "require-client-class|es": [ ] } ]'),
    ['require-client-classes · list of texts', 'Older form of evaluate-additional-classes.', 'Deprecated since Kea 2.7.4. Its place is taken by evaluate-additional-classes.', 'In a subnet of kea-dhcp4.'],
  ],
  'a word that a key takes': [
    dhcp4('"subnet4": [ { "allocator": "ran|dom" } ]'),
    [
      'allocator · text',
      '"random": Addresses are given at random: it spreads them, and is slower in a nearly full pool.',
      'How a free address is chosen: one after another, at random, or from a queue of free leases (flq, for short-lived leases in small pools).',
      'It takes "iterative", "random" or "flq".',
      'Kea\'s default: "iterative".',
      'Since Kea 2.3.4, so in 2.4, 2.6, 3.0 and 3.2.',
      'In a subnet of kea-dhcp4.',
    ],
  ],
  'a subnet': [
    subnet('"subn|et": "192.0.2.0/24"').replace('"subn|et": "192.0.2.0/24"', '"pools": [ { "pool": "192.0.2.10 - 192.0.2.109" } ], "reservations": [ { "hw-address": "02:00:00:00:00:01", "ip-address": "192.0.2.10" }, { "hw-address": "02:00:00:00:00:02", "ip-address": "192.0.2.5" } ]').replace('"192.0.2.0/24"', '"192.0.2.0|/24"'),
    [
      '192.0.2.0/24 · subnet',
      '- 254 addresses for hosts, from 192.0.2.1 to 192.0.2.254',
      '- Network 192.0.2.0, broadcast 192.0.2.255, netmask 255.255.255.0',
      '- 100 addresses in 1 pool',
      '- 2 reservations, 2 addresses reserved, 1 of them in pools',
      '- valid-lifetime 4000 s (1 h 6 min 40 s), inherited from the global scope (line 2)',
    ],
  ],
  'a subnet of two addresses': [dhcp4('"subnet4": [ { "subnet": "192.0.2.0|/31" } ]'), ['192.0.2.0/31 · subnet', '- 2 addresses: 192.0.2.0 and 192.0.2.1', '- Netmask 255.255.255.254', '- No pools of addresses']],
  'a pool': [
    subnet('"pools": [ { "pool": "192.0.2.1|0 - 192.0.2.19" } ], "reservations": [ { "hw-address": "02:00:00:00:00:01", "ip-address": "192.0.2.10" } ]'),
    ['192.0.2.10 - 192.0.2.19 · pool of the subnet 192.0.2.0/24', '- 10 addresses, from 192.0.2.10 to 192.0.2.19', '- 1 of them is reserved'],
  ],
  'a pool with its ends the wrong way round says nothing': [subnet('"pools": [ { "pool": "192.0.2.19| - 192.0.2.10" } ]'), ['pool · text', 'Addresses to give out: first - last, or a prefix.', 'In a pool of kea-dhcp4.']],
  'a reserved address in a pool': [
    subnet('"pools": [ { "pool": "192.0.2.0/25" } ], "reservations": [ { "hw-address": "02:00:00:00:00:01", "ip-address": "192.0.2.7|" } ]'),
    ['192.0.2.7', 'In the pool 192.0.2.0/25 of the subnet 192.0.2.0/24 (line 3).'],
  ],
  'an address that is somebody\'s': [
    dhcp4('"next-server": "192.0.2.7|",\n"subnet4": [ { "subnet": "192.0.2.0/24",\n"option-data": [ { "name": "routers", "data": "192.0.2.7" } ],\n"relay": { "ip-addresses": [ "192.0.2.7" ] },\n"reservations": [ { "hw-address": "02:00:00:00:00:01", "ip-address": "192.0.2.7", "hostname": "gate" } ] } ]'),
    [
      '192.0.2.7',
      'In the subnet 192.0.2.0/24, in none of its pools (line 3).',
      'Reserved for hw-address 02:00:00:00:00:01 ("gate") (line 6).',
      'It is also:',
      '- in the option routers of the subnet 192.0.2.0/24 (line 4)',
      '- a relay of the subnet 192.0.2.0/24 (line 5)',
      'Address of the server to boot from (siaddr).',
    ],
  ],
  'the broadcast address': [subnet('"next-server": "192.0.2.255|"'), ['192.0.2.255', 'The broadcast address of the subnet 192.0.2.0/24 (line 3).', 'Address of the server to boot from (siaddr).']],
  'the client of a reservation, and its others': [
    subnet('"reservations": [ { "hw-address": "02:00:00:0|0:00:01", "ip-address": "192.0.2.7", "client-classes": [ "a", "b" ] } ] }, {\n"subnet": "198.51.100.0/24", "reservations": [ { "hw-address": "020000000001", "ip-address": "198.51.100.7" } ]'),
    ['02:00:00:00:00:01 · hw-address of a reservation in the subnet 192.0.2.0/24', '- It gets 192.0.2.7', '- It is put into the classes a, b', 'The same client also has:', '- 198.51.100.7 in the subnet 198.51.100.0/24 (line 4)'],
  ],
  'a class where it is used': [
    dhcp4('"client-classes": [ { "name": "phones", "test": "substring(option[60].hex,0,4) == \'SIPP\'", "option-data": [ { "name": "time-offset", "data": "3600" } ] } ],\n"subnet4": [ { "subnet": "192.0.2.0/24",\n"client-class": "pho|nes" } ]'),
    [
      'phones · client class',
      'Defined in this configuration (line 2).',
      "It holds if option 60 (vendor-class-identifier) begins with 'SIPP'.",
      'Its members get the option time-offset.',
      'It is used here:',
      '- only its members are served by the subnet 192.0.2.0/24 (line 4)',
    ],
  ],
  'a class that is built in': [dhcp4('"subnet4": [ { "subnet": "192.0.2.0/24", "client-class": "KNO|WN" } ]'), ['KNOWN · client class', 'Built in: clients with a reservation. It is known once reservations have been looked up.', 'It is used here:', '- only its members are served by the subnet 192.0.2.0/24 (line 2)']],
  'a part of a test': [
    dhcp4('"client-classes": [ { "name": "a", "test": "option[93|].hex == 0x0007 and member(\'KNOWN\')" } ]'),
    [
      'option[93].hex',
      'Option 93 (client-system).',
      'PXE: architecture of the client, such as x86 BIOS or x64 UEFI.',
      'Its value: a list of uint16.',
      'RFC 4578: https://www.rfc-editor.org/rfc/rfc4578',
      'It holds if all of these:',
      '- option 93 (client-system) is 0x0007 (x64 UEFI (7))',
      '- the client has a reservation',
    ],
  ],
  'the expression of a hook library': [
    dhcp4('"hooks-libraries": [ { "library": "libdhcp_flex_id.so", "parameters": { "identifier-expression": "concat|(relay4[1].hex, pkt4.mac)" } } ]'),
    ['Its value is sub-option 1 (circuit-id) of option 82 (dhcp-agent-options) followed by the hardware address of the client.'],
  ],
  'a test that cannot be read says nothing of its meaning': [
    dhcp4('"client-classes": [ { "name": "a", "test": "option[93|].hex = 7" } ]'),
    ['test · text', 'Expression that decides whether a client belongs to the class.', 'In a client class of kea-dhcp4.'],
  ],
  'an option by its name': [
    dhcp4('"option-data": [ { "name": "domain-search|", "data": "example.org" } ]'),
    ['domain-search · option 119 of DHCPv4', 'Domains in which the client looks up short host names, in order.', 'Its value: a list of fqdn.', 'Sent are 13 octets:', '07:65:78:61:6d:70:6c:65:03:6f:72:67:00', 'RFC 3397: https://www.rfc-editor.org/rfc/rfc3397'],
  ],
  'an option in hexadecimal digits': [
    dhcp4('"option-data": [ { "code": 6, "csv-format": false, "data": "C0000201|C0000202" } ]'),
    ['domain-name-servers · option 6 of DHCPv4', 'DNS servers, the preferred one first.', 'Its value: a list of ipv4-address.', 'Sent are 8 octets:', 'c0:00:02:01:c0:00:02:02', 'As a value: 192.0.2.1, 192.0.2.2.', 'RFC 2132: https://www.rfc-editor.org/rfc/rfc2132'],
  ],
  'an option of the file\'s own': [
    dhcp4('"option-def": [ { "name": "url", "code": 224, "type": "string" } ], "option-data": [ { "name": "ur|l", "data": "a" } ]'),
    ['url · option 224 of DHCPv4', 'Defined by option-def in this file.', 'Its value: string.', 'Sent is 1 octet:', '61'],
  ],
  'an option that takes the place of another scope\'s': [
    dhcp4('"option-data": [ { "name": "time-offset", "data": "0" } ],\n"subnet4": [ { "option-data": [ { "name": "time-off|set", "data": "3600" } ] } ]'),
    ['time-offset · option 2 of DHCPv4', 'Offset of the client\'s subnet from UTC in seconds. Options 100 and 101 know daylight saving time besides.', 'Its value: int32.', 'Sent are 4 octets:', '00:00:0e:10', 'It stands here in place of the one of the global scope (line 2).', 'RFC 2132: https://www.rfc-editor.org/rfc/rfc2132'],
  ],
  'a hook library': [
    dhcp4('"hooks-libraries": [ { "library": "/usr/lib/kea/hooks/libdhcp_flex_id|.so" } ]'),
    ['libdhcp_flex_id.so · hook library', 'Finds reservations (flex-id) by the value of an expression, such as one of relay options.', 'For kea-dhcp4 and kea-dhcp6.', 'Open source since Kea 2.7.7 (3.0 in the stable series); before, it was for ISC\'s customers.'],
  ],
  'a logger': [dhcp4('"loggers": [ { "name": "kea-dhcp4.lea|ses" } ]'), ['kea-dhcp4.leases · logger', 'Leases that are offered and allocated, and what goes wrong at it.', 'What it is not given here comes from kea-dhcp4.']],
  'a severity in small letters': [dhcp4('"loggers": [ { "severity": "war|n" } ]'), ['severity · text', '"warn": Warnings and errors.', 'From which severity on messages are logged.', 'It takes "DEBUG", "INFO", "WARN", "ERROR", "FATAL" or "NONE".', 'In a logger of kea-dhcp4.']],
  'a parameter of a hook library': [
    dhcp4('"hooks-libraries": [ { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ { "heartbeat-delay": 100|00 } ] } } ]'),
    ['heartbeat-delay · whole number of milliseconds', '10000 ms = 10 s', 'Pause after the last answer of the partner until it is asked for a sign of life.', 'It is at least 0 and at most 65535.', 'Kea\'s default: 10000 (10 s).', 'A parameter of the hook library libdhcp_ha.so.'],
  ],
  'nothing on a bracket': [`{ "Dhcp4": |{ } }`, []],
  'nothing on a key that nobody knows': [dhcp4('"no-such-k|ey": 1'), []],
  'nothing in a comment': [dhcp4('# valid-life|time\n"valid-lifetime": 1'), []],
}

for (const [name, [marked, lines, around]] of Object.entries(cases)) {
  test(name, () => {
    assert.deepEqual(linesAt(marked, around), lines)
    // The ends of lines and the signs before the first brace change nothing but offsets.
    assert.deepEqual(linesAt(marked.replaceAll('\n', '\r\n'), around), lines)
  })
}

const peers = '"peers": [ { "name": "alpha", "url": "http://192.0.2.1:8001/", "role": "primary" }, { "name": "beta|", "url": "http://192.0.2.2:8001/", "role": "standby" } ]'
const server = (name: string): string => dhcp4(`"hooks-libraries": [ { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ { "this-server-name": "${name}", "mode": "hot-standby", ${peers} } ] } } ]`)

test('a peer is the partner, with its file', () => {
  const files = { 'file:///site/beta/kea-dhcp4.conf': server('beta').replace('|', '') }
  assert.deepEqual(linesAt(server('alpha'), { files }), ['beta · partner, standby', '- It is reached at http://192.0.2.2:8001/', '- Mode hot-standby', 'Its file is here (kea-dhcp4.conf, line 1).', 'Answers clients when the primary is down (hot-standby).'])
  assert.deepEqual(linesAt(server('beta'), {})[0], 'beta · this server')
})

test('an included file answers by the file that includes it', () => {
  const part = 'file:///site/alpha/subnets.inc'
  const text = '{ "subnet": "192.0.2.0/24", "valid-lifetime": 60 }'
  const file = parseConfig(uri, '{ "Dhcp4": { "valid-lifetime": 3600, "subnet4": [ <?include "subnets.inc"?> ] } }', { readFile: (name) => (name === part ? text : undefined), includeFolders: [] })
  const context = { release: '3.0' as const, deployments: [], memory: createHoverMemory() }
  const found = hoverAt(file, part, text.indexOf('valid'), context)
  assert.ok(found && plainOf(found.blocks, part, String).includes('It stands here in place of 3600 (1 h) of the global scope (kea-dhcp4.conf, line 1).'))
  const directive = hoverAt(file, uri, file.source.text.indexOf('include'), context)
  assert.equal(directive && plainOf(directive.blocks, uri, String), `subnets.inc · included file\n\nWhat it holds stands in place of this directive.\n\nOpen the file: ${part}`)
})

test('what stands in a file is not read as Markdown', () => {
  const blocks = [{ kind: 'sentence' as const, text: say`The pool ${'*a* <b> [c](d) `e`'} is empty.` }, { kind: 'heading' as const, name: 'a`b' }, { kind: 'verbatim' as const, text: '```' }]
  assert.equal(markdownOf(blocks, uri, String), 'The pool \\*a\\* \\<b\\> \\[c\\](d) \\`e\\` is empty.\n\n**`` a`b ``**\n\n````text\n```\n````')
})

test('a place is a link that an editor follows to its line and column', () => {
  const file = parseConfig(uri, '{\n  "Dhcp4": {} }', noFiles)
  const blocks = [{ kind: 'sentence' as const, text: say`It is there.`, at: { source: file.source, start: 4, end: 11 } }]
  assert.equal(markdownOf(blocks, uri, String), `It is there ([line 2](${uri}#L2,3)).`)
})
