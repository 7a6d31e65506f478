import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import { parse } from 'jsonc-parser'
import { parseConfig } from '../config/parse'
import { groupHosts } from './group'
import { readSettings } from './settings'

const project = process.env['KEA_PROJECT'] ?? process.cwd()
const schema: unknown = JSON.parse(readFileSync(path.join(project, 'schemas', 'kea-lint.schema.json'), 'utf8'))
const fits = new Ajv().compile(schema as object)

const uri = 'file:///sites/kea-lint.json'

test('everything that the file may say is read, its paths counted from its own folder', () => {
  const text = `{ // two sites
    "$schema": "./kea-lint.schema.json",
    "keaVersion": "2.6",
    "hosts": [ { "name": "alpha", "files": [ "a/kea-dhcp4.conf", "../agents/a.json" ] } ],
    "pairs": [ [ "alpha", "b/", "/etc/kea" ] ],
    "includeFolders": [ "shared" ],
    "severity": { "trailing-comma": "off" },
  }`
  const { settings, problems } = readSettings(text, uri, ['trailing-comma'])
  assert.deepEqual(problems, [])
  assert.deepEqual(settings, {
    keaVersion: '2.6',
    hosts: [{ name: 'alpha', files: ['file:///sites/a/kea-dhcp4.conf', 'file:///agents/a.json'] }],
    pairs: [['alpha', 'file:///sites/b', 'file:///etc/kea']],
    includeFolders: ['file:///sites/shared'],
    severity: { 'trailing-comma': 'off' },
  })
  assert.ok(fits(parse(text, [], { allowTrailingComma: true })))
})

const slips: readonly [string, string][] = [
  ['{ "keaVersion": «3.0» }', '"keaVersion" is one of "2.2", "2.4", "2.6", "3.0", "3.2".'],
  ['{ «"pair"»: [] }', '"pair" means nothing here; known are $schema, keaVersion, hosts, pairs, includeFolders, severity.'],
  ['{ "pairs": [ «[ "one" ]» ] }', 'A pair names at least two hosts or files.'],
  ['{ "hosts": [ «{ "name": "a" }» ] }', 'The host "a" needs its "files".'],
  ['{ "hosts": [ { "name": "a", "files": [ «1» ] } ] }', '"files" is a list of texts.'],
  ['{ "hosts": [ «"a"» ] }', 'A host is written { "name": …, "files": [ … ] }.'],
  ['{ "includeFolders": «"x"» }', '"includeFolders" is a list of texts.'],
  ['{ "severity": { "trailing-comma": «"loud"» } }', 'The severity of "trailing-comma" is "error", "warning", "info" or "off".'],
  ['«[]»', 'The file should hold a map: { … }.'],
]

for (const [marked, message] of slips) {
  test(`a slip in kea-lint.json is told at its place: ${message}`, () => {
    const text = marked.replace(/[«»]/g, '')
    const { problems } = readSettings(text, uri)
    assert.deepEqual(
      problems.map(({ at, message: told }) => [at.start, at.end, String(told)]),
      [[marked.indexOf('«'), marked.indexOf('»') - 1, message]],
    )
    assert.ok(!fits(JSON.parse(text)), 'the schema turns it down too')
  })
}

test('a rule that does not exist is told, and text that is no JSON too', () => {
  assert.equal(String(readSettings('{ "severity": { "no-rule": "off" } }', uri, ['rule']).problems[0]?.message), 'There is no rule "no-rule".')
  assert.equal(String(readSettings('{ "pairs" [] }', uri).problems[0]?.message), 'The text is not JSON: a colon is missing.')
  assert.match(String(readSettings('', uri).problems[0]?.message), /^The text is not JSON: /)
})

test('a pair of folders is a pair, whatever the peers are called', () => {
  const server = (folder: string, own: string, other: string, port: number): ReturnType<typeof parseConfig> =>
    parseConfig(
      `file:///sites/${folder}/kea-dhcp4.conf`,
      JSON.stringify({
        Dhcp4: {
          'hooks-libraries': [
            {
              library: 'libdhcp_ha.so',
              parameters: {
                'high-availability': [
                  {
                    'this-server-name': own,
                    mode: 'hot-standby',
                    peers: [
                      { name: own, url: `http://10.0.0.1:${port}/`, role: 'primary' },
                      { name: other, url: `http://10.0.0.2:${port}/`, role: 'standby' },
                    ],
                  },
                ],
              },
            },
          ],
        },
      }),
    )
  const files = [server('a', 'a1', 'a2', 8001), server('b', 'b1', 'b2', 9001)]
  const paired = (text: string): number => groupHosts(files, readSettings(text, uri).settings).deployments.length
  assert.equal(paired('{}'), 0)
  assert.equal(paired('{ "pairs": [ [ "a", "b" ] ] }'), 1)
  assert.equal(paired('{ "hosts": [ { "name": "x", "files": [ "a" ] } ], "pairs": [ [ "x", "b/kea-dhcp4.conf" ] ] }'), 1)
})
