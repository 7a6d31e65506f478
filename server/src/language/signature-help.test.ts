/** What is shown while data and expressions are typed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noFiles, parseConfig } from '../config/parse'
import type { Release } from '../config/release'
import { translator } from '../text/text'
import { createMemory } from './completion/known'
import { signatureHelp } from './signature-help'

/** `label` with the parameter at the cursor in brackets of its own; undefined where nothing is shown. */
function shown(marked: string, release: Release = '3.0'): string | undefined {
  const offset = marked.indexOf('|')
  const file = parseConfig('file:///site/kea-dhcp4.conf', marked.slice(0, offset) + marked.slice(offset + 1), noFiles)
  const help = signatureHelp({ source: file.source, offset, wholes: [file], release, memory: createMemory(), translate: translator() })
  const signature = help?.signatures[0]
  const range = signature?.parameters?.[help?.activeParameter ?? 0]?.label
  if (!signature || !Array.isArray(range)) return signature?.label
  return `${signature.label.slice(0, range[0])}<${signature.label.slice(...range)}>${signature.label.slice(range[1])}`
}

function data(option: string, data: string, definitions = ''): string {
  return `{ "Dhcp4": { "option-def": [ ${definitions} ], "option-data": [ { ${option}, "data": "${data}" } ] } }`
}

function expression(text: string): string {
  return `{ "Dhcp4": { "client-classes": [ { "name": "a", "test": "${text}" } ] } }`
}

test('a list of addresses', () => {
  assert.equal(shown(data('"name": "routers"', '192.0.2.1, |')), 'routers: <IPv4 address, …>')
})

test('the fields of a record, by their commas', () => {
  const record = '"name": "slp-directory-agent"'
  assert.equal(shown(data(record, '|')), 'slp-directory-agent: <true or false>, IPv4 address, …')
  assert.equal(shown(data(record, 'true, |')), 'slp-directory-agent: true or false, <IPv4 address, …>')
  assert.equal(shown(data(record, 'true, 192.0.2.1, 192.0.2.|2')), 'slp-directory-agent: true or false, <IPv4 address, …>')
  assert.equal(shown(data('"code": 97', '0, |')), 'uuid-guid: number from 0 to 255, <hexadecimal digits>')
})

test('an option of the file, with a comma that belongs to a text', () => {
  const definition = '{ "name": "site", "code": 230, "type": "record", "record-types": "uint16, string" }'
  assert.equal(shown(data('"name": "site"', '1, a|', definition)), 'site: number from 0 to 65535, <text>')
  assert.equal(shown(data('"name": "site"', '1, a\\\\,|', definition)), 'site: number from 0 to 65535, <text>')
  // A comma without its backslash ends the text: nothing is expected behind it.
  assert.equal(shown(data('"name": "site"', '1, a, |', definition)), 'site: number from 0 to 65535, text')
})

test('routes, hexadecimal digits, and options without data', () => {
  assert.equal(shown(data('"name": "classless-static-route"', '10.0.0.0/8 - 192.0.2.1, 10.|')), 'classless-static-route: <SUBNET/LENGTH> - ROUTER')
  assert.equal(shown(data('"name": "classless-static-route"', '10.0.0.0/8 - |')), 'classless-static-route: SUBNET/LENGTH - <ROUTER>')
  assert.equal(shown(data('"name": "routers", "csv-format": false', '|')), 'routers: <hexadecimal digits>')
  assert.equal(shown(data('"name": "site"', '|', '{ "name": "site", "code": 230, "type": "empty" }')), 'site')
})

test('nothing is shown of an option that is not known, and outside of data', () => {
  assert.equal(shown(data('"name": "nosuch"', '|')), undefined)
  assert.equal(shown('{ "Dhcp4": { "option-data": [ { "name": "rout|ers" } ] } }'), undefined)
  assert.equal(shown('{ "Dhcp4": { "option-data": [ { "name": "routers", "data": "1"| } ] } }'), undefined)
})

test('the parameters of a function', () => {
  assert.equal(shown(expression('substring(|')), 'substring(<text>, start, length)')
  assert.equal(shown(expression('substring(option[60].hex, |')), 'substring(text, <start>, length)')
  assert.equal(shown(expression("substring(option[60].hex, 0, |9) == 'PXEClient'")), 'substring(text, start, <length>)')
  assert.equal(shown(expression("concat(substring(pkt.iface, 0, 1), '|') == 'a'")), 'concat(first, <second>)')
  assert.equal(shown(expression("ifelse(member('a|'), 'x', 'y')")), "member(<'class'>)")
  assert.equal(shown(expression("substring(option[60].hex, 0, 9) == |'a'")), undefined)
  assert.equal(shown(expression("not (option[60].exists and hexstring(pkt4.mac, |")), 'hexstring(octets, <separator>)')
  assert.equal(shown(expression("match('a|")), "match(<'pattern'>, text)")
  assert.equal(shown(expression("match('a|"), '2.6'), undefined)
})
