/** Options of kea-lint that mend, pick, remember and compare, each over a folder of its own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { createTestFolder, told } from './test-world'
import type { TestFolder } from './test-world'

const good = '{ "Dhcp4": { "valid-lifetime": 4000 } }\n'
const slack = '{ "Dhcp4": { "valid-lifetime": 4000, } }\n'
const wrong = '{ "Dhcp4": { "valid-lifetme": 4000 } }\n'

function folderWith(context: TestContext, files: Readonly<Record<string, string | Uint8Array>>): TestFolder {
  const folder = createTestFolder(files)
  context.after(() => folder.remove())
  return folder
}

const codes: readonly [string, string[], number][] = [
  ['--fix of what can be mended', ['--fix', 'slack.conf', '--fail-on', 'warning'], 0],
  ['--fix of what cannot', ['--fix', 'unknown.conf'], 1],
  ['--fix beside a file that is not there', ['--fix', 'slack.conf', 'none.conf'], 2],
  ['--fix-dry-run changes nothing, so that warnings stay', ['--fix-dry-run', 'slack.conf', '--fail-on', 'warning'], 1],
  ['--fix and --fix-dry-run', ['--fix', '--fix-dry-run', 'slack.conf'], 2],
  ['--fix and --watch', ['--fix', '--watch', 'slack.conf'], 2],
  ['--watch of standard input', ['--watch', '-'], 2],
  ['--select of another area', ['--select', 'ha', 'unknown.conf'], 0],
  ['--select of text that cannot be read anyway', ['--select', 'ha', 'torn.conf'], 1],
  ['--ignore of a rule', ['--ignore', 'unknown-key', 'unknown.conf'], 0],
  ['--ignore of an area', ['--ignore', 'schema,syntax', 'unknown.conf'], 0],
  ['--select of what is no rule', ['--select', 'unknown-kye', 'unknown.conf'], 2],
  ['--ignore of what is no rule', ['--ignore', 'x', 'unknown.conf'], 2],
  ['--preset strict', ['--preset', 'strict', 'slack.conf'], 1],
  ['--preset security', ['--preset', 'security', 'unknown.conf'], 0],
  ['--preset that is none', ['--preset', 'hard', 'slack.conf'], 2],
  ['--list-rules', ['--list-rules'], 0],
  ['--print-config', ['--print-config', 'slack.conf'], 0],
  ['explain', ['explain', 'unknown-key'], 0],
  ['explain of what is no rule', ['explain', 'unknown-kye'], 2],
  ['explain without a rule', ['explain'], 2],
  ['--baseline that is not there', ['--baseline', 'none.json', 'slack.conf'], 2],
  ['--baseline that is none', ['--baseline', 'slack.conf', 'slack.conf'], 2],
  ['--update-baseline without a name', ['--update-baseline', 'slack.conf'], 2],
  ['--update-baseline', ['--update-baseline', '--baseline', 'b.json', 'unknown.conf'], 0],
  ['--update-baseline and --prune-baseline', ['--update-baseline', '--prune-baseline', '--baseline', 'b.json'], 2],
  ['--changed-since outside of a repository', ['--changed-since', 'HEAD', 'slack.conf'], 2],
  ['--changed-since an option', ['--changed-since=--all', 'slack.conf'], 2],
  ['--watch that is ended', ['--watch', 'unknown.conf'], 1],
]

for (const [what, argv, expected] of codes) {
  test(`exit code ${expected}: ${what}`, async (context) => {
    const folder = folderWith(context, { 'slack.conf': slack, 'unknown.conf': '{ "Dhcp4": { "zzz": 4000 } }\n', 'torn.conf': '{ "Dhcp4": { "valid-lifetime" 4000 } }\n' })
    const { code, out, err } = await folder.lint(argv)
    assert.equal(code, expected, out + err)
    if (expected === 2) assert.match(err, /^kea-lint: .*[.]/m, 'a sentence says why')
  })
}

test('--fix writes sure fixes back, and every other byte stays: marks, line ends, older encodings', async (context) => {
  const latin = Buffer.from('// caf\u00e9 \u00fc\r\n{ "Dhcp4": { /* \u00e9 */ "valid-lifetime": 4000, } } # \u00e9', 'latin1')
  const folder = folderWith(context, {
    'a/kea-dhcp4.conf': latin,
    'b/kea-dhcp4.conf': Buffer.from(`\ufeff// \u{1f600}\r\n${slack.trim()}`),
    'c/kea-dhcp4.conf': good,
  })
  const { code, err } = await folder.lint(['--fix', '--each', '.'])
  assert.equal(code, 0, err)
  assert.deepEqual(folder.bytes('a/kea-dhcp4.conf'), Buffer.from('// caf\u00e9 \u00fc\r\n{ "Dhcp4": { /* \u00e9 */ "valid-lifetime": 4000 } } # \u00e9', 'latin1'))
  assert.equal(folder.read('b/kea-dhcp4.conf'), `// \u{1f600}\r\n${good.trim()}`)
  assert.equal(folder.read('c/kea-dhcp4.conf'), good)
  assert.match(err, /^kea-lint: 3 findings were mended in 2 files\.$/m)
})

test('--fix leaves templates alone', async (context) => {
  const files = {
    'a/kea-dhcp4.conf': '{ "Dhcp4": { "valid-lifetime": {{ lifetime }}, } }',
    'b/kea-dhcp4.conf.j2': slack,
    'c/kea-dhcp4.conf': '{ "Dhcp4": { "valid-lifetime": 4000, "server-tag": "${TAG}", } }',
  }
  const folder = folderWith(context, files)
  const { err } = await folder.lint(['--fix', '--each', ...Object.keys(files)])
  for (const [name, text] of Object.entries(files)) assert.equal(folder.read(name), text)
  assert.match(err, /There is nothing to mend\./)
})

test('--fix mends an included file where the mistake stands', async (context) => {
  const folder = folderWith(context, { 'kea-dhcp4.conf': '{ "Dhcp4": { <?include "part.inc"?> } }', 'part.inc': '"valid-lifetme": 4000' })
  await folder.lint(['--fix', 'kea-dhcp4.conf'])
  assert.equal(folder.read('part.inc'), '"valid-lifetime": 4000')
  assert.equal(folder.read('kea-dhcp4.conf'), '{ "Dhcp4": { <?include "part.inc"?> } }')
})

test('--fix of standard input writes the mended text, and the report elsewhere', async (context) => {
  const folder = folderWith(context, { 'kea-dhcp4.conf': good })
  const { code, out, err } = await folder.lint(['--fix', '-', '--stdin-filename', 'kea-dhcp4.conf'], { stdin: wrong })
  assert.equal(code, 0)
  assert.equal(out, good)
  assert.match(err, /1 finding was mended\./)
  assert.equal(folder.read('kea-dhcp4.conf'), good, 'the file of that name stays')
  const odd = Buffer.from('{ "Dhcp4": { "valid-lifetime": 4000 } } # \u00e9', 'latin1')
  assert.deepEqual(Buffer.from((await folder.lint(['--fix', '-'], { stdin: odd })).outBytes), odd, 'what needs nothing comes back as it was')
})

test('--fix-dry-run writes a patch that patch takes, and that makes what --fix makes', async (context) => {
  const lines = Array.from({ length: 40 }, (_, at) => `    // line ${at}`).join('\n')
  const files: Record<string, string> = {
    'a/kea-dhcp4.conf': `{\n  "Dhcp4": {\n    "valid-lifetme": 4000,\n${lines}\n    "renew-timer": 1000,\n    "rebind-timer": 2000,\n  }\n}`,
    'b/kea-dhcp4.conf': `{\r\n  "Dhcp4": {\r\n    "valid-lifetime": 4000,\r\n  }\r\n}\r\n`,
    'c/kea-dhcp4.conf': `\ufeff${good}`,
  }
  const folder = folderWith(context, files)
  const { out } = await folder.lint(['--fix-dry-run', '--each', '.'])
  assert.match(out, /^--- a\/a\/kea-dhcp4\.conf\n\+\+\+ b\/a\/kea-dhcp4\.conf\n@@ -1,6 \+1,6 @@/)
  assert.equal(out.match(/^@@/gm)?.length, 4)
  for (const [name, text] of Object.entries(files)) assert.equal(folder.read(name), text, 'nothing is written')
  folder.write({ 'x.patch': out })
  folder.git('init', '-q')
  folder.git('apply', '--whitespace=nowarn', 'x.patch')
  const patched = Object.keys(files).map((name) => folder.read(name))
  folder.write(files)
  await folder.lint(['--fix', '--each', '.'])
  assert.deepEqual(patched, Object.keys(files).map((name) => folder.read(name)))
})

test('a preset picks rules, --select takes its place, --ignore takes out', async (context) => {
  const folder = folderWith(context, { 'kea-dhcp4.conf': '{ "Dhcp4": { "valid-lifetme": 1, "control-sockets": [ { "socket-type": "http", "socket-address": "192.0.2.1", "socket-port": 8000 } ], } }' })
  assert.deepEqual(await told(folder, ['--preset', 'security']), ['kea-dhcp4.conf:1 http-door-open warning'])
  assert.deepEqual(await told(folder, ['--preset', 'strict', '--select', 'http-door-open']), ['kea-dhcp4.conf:1 http-door-open error'])
  const all = await told(folder, [])
  const without = await told(folder, ['--ignore', 'unknown-key', '--ignore', 'syntax'])
  assert.deepEqual(without, all.filter((one) => !/unknown-key|trailing-comma/.test(one)))
  assert.ok(all.length === without.length + 2)
})

test('kea-lint.json: presets, picks and overrides for some files; arguments go before', async (context) => {
  const folder = folderWith(context, {
    'kea-lint.json': '{ "extends": "base.json", "overrides": [ { "files": ["old/**"], "keaVersion": "2.2", "severity": { "trailing-comma": "info" } } ] }',
    'base.json': '{ "preset": "strict", "ignore": ["agent"] }',
    'old/kea-dhcp4.conf': '{ "Dhcp4": { "control-sockets": [], } }',
    'new/kea-dhcp4.conf': slack,
  })
  assert.deepEqual(await told(folder, ['--each']), ['new/kea-dhcp4.conf:1 trailing-comma error', 'old/kea-dhcp4.conf:1 key-not-in-release error', 'old/kea-dhcp4.conf:1 trailing-comma info'])
  assert.ok(!(await told(folder, ['--each', '--kea-version', '3.0'])).some((one) => one.includes('key-not-in-release')))
  assert.ok((await told(folder, ['--each', '--severity', 'trailing-comma=warning'])).every((one) => !one.includes('trailing-comma') || one.endsWith('warning')))
  const { out } = await folder.lint(['--each', '--format', 'text'])
  assert.match(out, /Kea 2\.2 refuses this file/, 'the verdict names the release of the file')
  const printed = JSON.parse((await folder.lint(['--print-config', 'old/kea-dhcp4.conf', '--severity', 'unknown-key=off'])).out) as { keaVersion: unknown; preset: unknown; rules: Record<string, unknown> }
  assert.deepEqual(printed.keaVersion, { value: '2.2', from: 'kea-lint.json#overrides' })
  assert.deepEqual(printed.preset, { value: 'strict', from: 'base.json' })
  assert.deepEqual(printed.rules['trailing-comma'], { severity: 'info', from: 'kea-lint.json#overrides' })
  assert.deepEqual(printed.rules['unknown-key'], { severity: 'off', from: '--severity' })
  assert.deepEqual(printed.rules['agent-deprecated'], { severity: 'off', from: 'unselected' })
  assert.deepEqual(printed.rules['deprecated-key'], { severity: 'warning', from: 'preset:strict' })
})

test('settings that extend each other in a circle are told with their place', async (context) => {
  const folder = folderWith(context, { 'kea-lint.json': '{ "extends": "other.json" }', 'other.json': '{ "extends": "kea-lint.json" }', 'kea-dhcp4.conf': good })
  const { code, err } = await folder.lint([])
  assert.equal(code, 2)
  assert.match(err, /^kea-lint: other\.json:1:14: This file extends itself/)
})

const subnet = (id: number, prefix: string, extra = ''): string => `{ "id": ${id}, "subnet": "${prefix}.0/24", "pools": [ { "pool": "${prefix}.10 - ${prefix}.99" } ]${extra} }`
const server = (...subnets: string[]): string => `{ "Dhcp4": { "interfaces-config": { "interfaces": [ "eth0" ] }, "subnet4": [\n${subnets.join(',\n')}\n] } }\n`
const bad = ', "zzz": 1'

test('a baseline hides what it holds, wherever it moves, and nothing new', async (context) => {
  const folder = folderWith(context, { 'site/kea-dhcp4.conf': server(subnet(1, '192.0.2', bad), subnet(2, '198.51.100')) })
  const { code, err } = await folder.lint(['--update-baseline', '--baseline', 'known.json', 'site'])
  assert.equal(code, 0)
  assert.match(err, /The baseline was written: 1 finding\./)
  assert.deepEqual(JSON.parse(folder.read('known.json')), { findings: [{ file: 'site/kea-dhcp4.conf', rule: 'unknown-key', pointer: '/Dhcp4/subnet4/0/zzz', message: '"zzz" is no key of subnet4.' }] })
  assert.deepEqual(await told(folder, ['--baseline', 'known.json', 'site']), [])
  folder.write({ 'site/kea-dhcp4.conf': server(subnet(3, '203.0.113'), subnet(1, '192.0.2', bad), subnet(2, '198.51.100', bad)) })
  assert.deepEqual(await told(folder, ['--baseline', 'known.json', 'site']), ['site/kea-dhcp4.conf:4 unknown-key error'])
})

test('entries of the baseline that are no longer found are told, and --prune-baseline takes them out', async (context) => {
  const folder = folderWith(context, { 'kea-lint.json': '{ "baseline": "known.json" }', 'a/kea-dhcp4.conf': wrong, 'b/kea-dhcp4.conf': wrong })
  await folder.lint(['--update-baseline', '--each'])
  folder.write({ 'a/kea-dhcp4.conf': good })
  assert.equal((await folder.lint(['--each'])).code, 0)
  assert.match((await folder.lint(['--each'])).err, /1 entry of the baseline is no longer found \(unknown-key in a.kea-dhcp4\.conf\): --prune-baseline takes it out\./)
  assert.equal((await folder.lint(['b'])).err, '', 'of files that were not looked at nothing is known')
  assert.equal((await folder.lint(['--each', '--ignore', 'unknown-key'])).err, '', 'of rules that were not run neither')
  await folder.lint(['--update-baseline', '--each', 'a'])
  assert.match(folder.read('known.json'), /"b\/kea-dhcp4\.conf"/, 'what was not looked at stays')
  folder.write({ 'b/kea-dhcp4.conf': good })
  assert.match((await folder.lint(['--prune-baseline', '--each'])).err, /1 entry was taken out of the baseline\./)
  assert.equal(folder.read('known.json'), '{\n  "findings": []\n}\n')
})

test('--changed-since tells of files that changed, and what the change does', async (context) => {
  const folder = folderWith(context, { 'a/kea-dhcp4.conf': server(subnet(1, '192.0.2')), 'b/kea-dhcp4.conf': wrong, 'c/kea-dhcp4.conf': '{ "Dhcp4": { <?include "subnets.inc"?> } }', 'c/subnets.inc': `"subnet4": [ ${subnet(1, '192.0.2')} ]` })
  folder.git('init', '-q')
  folder.git('add', '.')
  folder.git('commit', '-q', '-m', 'first')
  assert.deepEqual(await told(folder, ['--each', '--changed-since', 'HEAD']), [])
  folder.write({ 'a/kea-dhcp4.conf': server(subnet(7, '192.0.2')), 'c/subnets.inc': `"subnet4": [ ${subnet(8, '192.0.2')} ]`, 'd/kea-dhcp4.conf': slack })
  assert.deepEqual(await told(folder, ['--each', '--changed-since', 'HEAD', '--ignore', 'no-interfaces,include-relative']), [
    'a/kea-dhcp4.conf:2 changed-subnet-id warning',
    'c/subnets.inc:1 changed-subnet-id warning',
    'd/kea-dhcp4.conf:1 trailing-comma warning',
  ])
  folder.git('mv', 'a/kea-dhcp4.conf', 'a/kea-dhcp4.json')
  assert.ok((await told(folder, ['--each', '--changed-since', 'HEAD'])).includes('a/kea-dhcp4.json:2 changed-subnet-id warning'), 'a file is known under its new name')
  assert.ok((await told(folder, ['--each', '--changed-since', 'HEAD', '.'], { cwd: 'a' })).includes('kea-dhcp4.json:2 changed-subnet-id warning'), 'from a folder below, too')
  const lost = await folder.lint(['--changed-since', 'v9'])
  assert.match(lost.err, /git knows no commit "v9"\./)
  assert.match((await folder.lint(['--changed-since', 'HEAD'], { world: { git: () => undefined } })).err, /needs git, and there is none/)
})

test('--watch checks again when a file, an included one, the settings or a new file changes', async (context) => {
  const folder = folderWith(context, { 'kea-dhcp4.conf': '{ "Dhcp4": { <?include "part.inc"?> } }', 'part.inc': '"valid-lifetime": 4000' })
  const write = (name: string, text: string): void => writeFileSync(path.join(folder.path, name), text)
  const acts = [
    () => undefined,
    () => write('part.inc', '"valid-lifetme": 4000'),
    () => write('kea-lint.json', '{ "severity": { "unknown-key": "off" } }'),
    () => write('kea-dhcp6.conf', '{ "Dhcp6": { "zzzzz": 1 } }'),
    () => write('kea-lint.json', '{ "severity": { "unknown-key": "info" } }'),
  ]
  const { out, err } = await folder.lint(['--watch', '--select', 'schema', '--format', 'concise'], { world: { pause: () => Promise.resolve(acts.length > 0 && (acts.shift()?.(), true)) } })
  assert.equal(err.match(/Waiting for a change/g)?.length, 5)
  assert.equal(out.match(/valid-lifetme/g)?.length, 2, out)
  assert.equal(out.match(/zzzzz/g)?.length, 1, out)
})

test('the list of rules, and a rule explained', async (context) => {
  const folder = folderWith(context, {})
  const { rules } = JSON.parse((await folder.lint(['--list-rules', '--format', 'json'])).out) as { rules: { rule: string; area: string; fix: string | null; presets: string[] }[] }
  assert.ok(rules.length > 200 && rules.every((one) => one.area !== ''))
  assert.deepEqual(rules.find((one) => one.rule === 'trailing-comma')?.fix, 'sure')
  assert.ok(rules.find((one) => one.rule === 'tsig-key-weak')?.presets.includes('security'))
  const table = (await folder.lint(['--list-rules'])).out
  assert.match(table, /^ {2}trailing-comma +warning +fix +No comma stands behind the last entry\.$/m)
  const page = (await folder.lint(['explain', 'pools-overlap'])).out
  for (const part of [/^pools-overlap\n\n.+\n.+\n/, /^Area +subnets$/m, /^Manual +https:\/\/kea\.readthedocs\.io\//m, /^Refused +/m, /^Found in:\n\n {4}\{/m, /^Not found in:\n\n {4}\{/m]) assert.match(page, part)
  assert.match((await folder.lint(['explain', 'pool-overlap'])).err, /There is no rule "pool-overlap"\. Did you mean "pools-overlap"\?/)
  assert.match((await folder.lint(['explain', 'tsig'])).err, /Did you mean "tsig-/)
})

test('git is there for the tests of --changed-since', () => assert.equal(spawnSync('git', ['--version']).status, 0))
