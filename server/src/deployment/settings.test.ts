import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import { parse } from 'jsonc-parser'
import { parseConfig } from '../config/parse'
import { presetNames } from '../lint/presets'
import { groupHosts } from './group'
import { resolveSettings } from './settings-chain'
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
  const { settings, problems } = readSettings(text, uri, { rules: ['trailing-comma'] })
  assert.deepEqual(problems, [])
  assert.deepEqual(settings, {
    keaVersion: '2.6',
    hosts: [{ name: 'alpha', files: ['file:///sites/a/kea-dhcp4.conf', 'file:///agents/a.json'] }],
    pairs: [['alpha', 'file:///sites/b', 'file:///etc/kea']],
    includeFolders: ['file:///sites/shared'],
    severity: { 'trailing-comma': 'off' },
    preset: undefined,
    select: undefined,
    ignore: [],
    overrides: [],
    baseline: undefined,
  })
  assert.ok(fits(parse(text, [], { allowTrailingComma: true })))
})

const slips: readonly [string, string][] = [
  ['{ "keaVersion": «3.0» }', '"keaVersion" is one of "2.2", "2.4", "2.6", "3.0" or "3.2".'],
  ['{ «"pair"»: [] }', '"pair" means nothing here; known are $schema, extends, keaVersion, hosts, pairs, includeFolders, preset, select, ignore, severity, overrides, baseline.'],
  ['{ "pairs": [ «[ "one" ]» ] }', 'A pair names at least two hosts or files.'],
  ['{ "hosts": [ «{ "name": "a" }» ] }', 'The host "a" needs its "files".'],
  ['{ "hosts": [ { "name": "a", "files": [ «1» ] } ] }', '"files" is a list of texts.'],
  ['{ "hosts": [ «"a"» ] }', 'A host is written { "name": …, "files": [ … ] }.'],
  ['{ "includeFolders": «"x"» }', '"includeFolders" is a list of texts.'],
  ['{ "severity": { "trailing-comma": «"loud"» } }', 'The severity of "trailing-comma" is "error", "warning", "info" or "off".'],
  ['{ "extends": «1» }', '"extends" is the path of another settings file, or a list of paths.'],
  ['{ "preset": «"easy"» }', '"preset" is one of "recommended", "strict", "ha", "security" or "migrate".'],
  ['{ "select": «"ha"» }', '"select" is a list of rules and areas.'],
  ['{ "ignore": [ «7» ] }', '"ignore" is a list of rules and areas.'],
  ['{ "baseline": «[]» }', '"baseline" is the path of a file.'],
  ['{ "overrides": [ «{ "severity": {} }» ] }', 'An override needs its "files".'],
  ['{ "overrides": [ { "files": «[]» } ] }', 'An override needs its "files".'],
  ['{ "overrides": [ { "files": [ "a" ], «"hosts"»: [] } ] }', '"hosts" means nothing here; known are files, severity, keaVersion.'],
  ['{ "overrides": [ { "files": [ "a" ], "severity": { "trailing-comma": «1» } } ] }', 'The severity of "trailing-comma" is "error", "warning", "info" or "off".'],
  ['«[]»', 'The file should hold a map: { … }.'],
]

for (const [marked, message] of slips) {
  test(`a slip in kea-lint.json is told at its place: ${message}`, () => {
    const text = marked.replace(/[«»]/g, '')
    const { problems } = readSettings(text, uri, { presets: presetNames })
    assert.deepEqual(
      problems.map(({ at, message: told }) => [at.start, at.end, String(told)]),
      [[marked.indexOf('«'), marked.indexOf('»') - 1, message]],
    )
    assert.ok(!fits(JSON.parse(text)), 'the schema turns it down too')
  })
}

test('a rule that does not exist is told, and text that is no JSON too', () => {
  assert.equal(readSettings('{ "severity": { "no-rule": "off" } }', uri, { rules: ['rule'] }).problems[0]?.message.toString(), 'There is no rule or area "no-rule". Did you mean "rule"?')
  assert.match(readSettings('{ "pairs" [] }', uri).problems[0]?.message.toString() ?? '', /^The text is not JSON: a colon is missing\.$/)
  assert.match(readSettings('', uri).problems[0]?.message.toString() ?? '', /^The text is not JSON: /)
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

const chainFolder = 'file:///sites/'

function chain(files: Record<string, string>): ReturnType<typeof resolveSettings> {
  const readFile = (at: string): string | undefined => files[at.slice(chainFolder.length)]
  return resolveSettings(uri, files['kea-lint.json'] ?? '', readFile)
}

test('a file builds on others: the last word counts, and paths are those of the file that names them', () => {
  const { settings, problems, files, origins } = chain({
    'kea-lint.json': '{ "extends": ["../sites/base/all.json", "strict.json"], "severity": { "a": "error" }, "ignore": ["y"], "hosts": [] }',
    'base/all.json': '{ "keaVersion": "2.4", "preset": "ha", "severity": { "a": "off", "b": "info" }, "ignore": ["x"], "includeFolders": ["parts"], "hosts": [ { "name": "n", "files": [ "f" ] } ], "overrides": [ { "files": ["*.conf"], "severity": { "c": "off" } } ], "baseline": "known.json" }',
    'strict.json': '{ "preset": "strict", "select": ["ha"] }',
  })
  assert.deepEqual(problems, [])
  assert.equal(settings.keaVersion, '2.4')
  assert.equal(settings.preset, 'strict')
  assert.deepEqual(settings.select, ['ha'])
  assert.deepEqual(settings.severity, { a: 'error', b: 'info' })
  assert.deepEqual(settings.ignore, ['x', 'y'])
  assert.deepEqual(settings.includeFolders, ['file:///sites/base/parts'])
  assert.deepEqual(settings.hosts, [], 'what is said to be empty is empty')
  assert.equal(settings.baseline, 'file:///sites/base/known.json')
  assert.deepEqual(['file:///sites/base/x/y.conf', 'file:///sites/y.conf', 'file:///sites/base/y.json'].map((one) => settings.overrides[0]?.applies(one)), [true, false, false])
  assert.deepEqual(files, ['file:///sites/kea-lint.json', 'file:///sites/base/all.json', 'file:///sites/strict.json'])
  assert.equal(origins.get('severity/a'), 'file:///sites/kea-lint.json')
  assert.equal(origins.get('severity/b'), 'file:///sites/base/all.json')
})

test('files that extend each other in a circle, and one that is not there, are told where they are named', () => {
  const round = chain({ 'kea-lint.json': '{ "extends": "other.json", "keaVersion": "2.2" }', 'other.json': '{ "extends": "kea-lint.json", "preset": "ha" }' })
  assert.deepEqual(round.problems.map(({ at, message }) => [at.source.uri, at.start, String(message)]), [['file:///sites/other.json', 13, 'This file extends itself, by way of the one that is named here.']])
  assert.equal(round.settings.preset, 'ha')
  const lost = chain({ 'kea-lint.json': '{ "extends": "none.json" }' })
  assert.deepEqual(lost.problems.map(({ message }) => String(message)), ['There is no such file to extend.'])
})

const patterns: readonly [string, string, boolean][] = [
  ['kea-dhcp4.conf', 'a/b/kea-dhcp4.conf', true],
  ['sites/*/kea-dhcp4.conf', 'sites/a/kea-dhcp4.conf', true],
  ['sites/*/kea-dhcp4.conf', 'sites/a/b/kea-dhcp4.conf', false],
  ['sites/**', 'sites/a/b/kea.json', true],
  ['./sites/', 'sites/a/b/kea.json', true],
  ['sites\\\\*\\\\x.conf', 'sites/a/x.conf', true],
  ['{a,b}.conf', 'c/b.conf', true],
  ['a b/*.conf', 'a%20b/x.conf', true],
  ['../x.conf', 'x.conf', false],
]

for (const [pattern, file, expected] of patterns) {
  test(`the pattern ${pattern} ${expected ? 'means' : 'does not mean'} ${file}`, () => {
    const { settings } = readSettings(`{ "overrides": [ { "files": [ "${pattern}" ], "severity": {} } ] }`, uri)
    assert.equal(settings.overrides[0]?.applies(`file:///sites/${file}`), expected)
  })
}

test('the schema knows the presets, and every key that is read', () => {
  const { properties } = schema as { properties: Record<string, { enum?: string[] }> }
  assert.deepEqual(properties['preset']?.enum, presetNames)
  const all = { extends: ['a.json'], preset: 'ha', select: ['ha'], ignore: ['x'], overrides: [{ files: ['a'], severity: { x: 'off' }, keaVersion: '2.6' }], baseline: 'b.json' }
  assert.ok(fits(all))
  assert.ok(fits({ ...all, extends: 'a.json' }))
  assert.deepEqual(readSettings(JSON.stringify(all), uri).problems, [])
})
