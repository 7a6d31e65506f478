import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { globSync } from 'tinyglobby'
import { keaFilesBelow } from '../files/disk'
import { run } from './run'

const project = process.env['KEA_PROJECT'] ?? process.cwd()
const good = '{ "Dhcp4": { "valid-lifetime": 4000 } }\n'
const wrong = '{ "Dhcp4": { "valid-lifetme": 4000 } }\n'
const slack = '{ "Dhcp4": { "valid-lifetime": 4000, } }\n'

let folder = ''

before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kea-lint-'))
  const files: Record<string, string | Uint8Array> = {
    'good/kea-dhcp4.conf': good,
    'wrong/kea-dhcp4.conf': wrong,
    'slack/kea-dhcp4.conf': slack,
    'mixed/deep/etc/sniffed.json': `// no telling name\n${wrong}`,
    'mixed/package.json': '{ "name": "no configuration" }',
    'mixed/kea-nginx.conf': 'server { listen 80; }',
    'mixed/node_modules/x/kea-dhcp4.conf': wrong,
    'crlf/kea-dhcp4.conf': '{\r\n  "Dhcp4": {\r\n    "valid-lifetme": 1\r\n  }\r\n}\r\n',
    'latin/kea-dhcp4.conf': Buffer.from('{ # caf\u00e9\n "Dhcp4": { "valid-lifetime": 4000 } }', 'latin1'),
    'wide/kea-dhcp4.conf': Buffer.from(`\ufeff${good}`, 'utf16le'),
    'closed/kea-dhcp4.conf': wrong,
    'empty/readme.txt': 'nothing here',
    'older/kea-lint.json': '{ "keaVersion": "2.2" } // the servers are old\n',
    'older/kea-dhcp4.conf': '{ "Dhcp4": { "control-sockets": [] } }\n',
    'broken/kea-lint.json': '{ "keaVersion": "1.0" }',
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
})

after(() => rmSync(folder, { recursive: true, force: true }))

interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

interface JsonFinding {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly pointer: string
  readonly rule: string
  readonly severity: string
  readonly refusedAt: string | null
}

async function lint(argv: string[], options: { cwd?: string; stdin?: string; env?: Record<string, string> } = {}): Promise<Outcome> {
  let out = ''
  let err = ''
  const cwd = path.join(folder, options.cwd ?? '.')
  const code = await run({
    argv,
    cwd,
    env: options.env ?? {},
    version: '0.0.0',
    now: () => 0,
    stdout: { write: (text) => void (out += text), isTerminal: false },
    stderr: { write: (text) => void (err += text), isTerminal: false },
    readStdin: () => Promise.resolve(Buffer.from(options.stdin ?? '')),
    readFile: (file) => {
      if (file.includes('locked')) throw Object.assign(new Error('locked'), { code: 'EACCES' })
      return readFileSync(file)
    },
    writeFile: (file, text) => writeFileSync(file, text),
    appendFile: (file, text) => appendFileSync(file, text),
    translations: () => undefined,
    look(file) {
      if (file.endsWith('locked.conf')) return 'file'
      if (file.endsWith('vault.conf')) throw Object.assign(new Error('vault'), { code: 'EACCES' })
      const found = statSync(file, { throwIfNoEntry: false })
      return found === undefined ? undefined : found.isDirectory() ? 'folder' : 'file'
    },
    findKeaFiles: (below, closed) => {
      if (!below.endsWith('closed')) return keaFilesBelow(below, closed)
      closed(path.join(below, 'etc'), Object.assign(new Error('closed'), { code: 'EACCES' }))
      return [path.join(below, 'kea-dhcp4.conf')]
    },
    glob: (pattern) => globSync(pattern, { cwd, absolute: true }),
  })
  return { code, out, err }
}

async function findings(argv: string[], options: { cwd?: string; stdin?: string } = {}): Promise<JsonFinding[]> {
  const { out } = await lint(['--format', 'json', ...argv], options)
  return (JSON.parse(out) as { findings: JsonFinding[] }).findings
}

const codes: readonly [string, string[], number][] = [
  ['a clean file', ['good/kea-dhcp4.conf'], 0],
  ['a clean folder', ['good'], 0],
  ['warnings alone', ['slack'], 0],
  ['an error', ['wrong'], 1],
  ['an error among others', ['good', 'wrong'], 1],
  ['an error turned down', ['wrong', '--severity', 'unknown-key=warning'], 0],
  ['a warning turned up', ['slack', '--severity', 'trailing-comma=error'], 1],
  ['a rule turned off', ['wrong', '--severity', 'unknown-key=off'], 0],
  ['a pattern', ['*/kea-dhcp4.conf', '--each'], 2],
  ['a pattern that matches clean files', ['g*/kea-dhcp4.conf'], 0],
  ['a pattern that matches nothing', ['no*/x.conf'], 2],
  ['a path that is not there', ['nowhere.conf'], 2],
  ['a folder without Kea files', ['empty'], 2],
  ['a file that may not be read', ['locked.conf'], 2],
  ['a file in a folder that may not be looked into', ['vault.conf'], 2],
  ['a folder with a closed one inside', ['closed'], 2],
  ['an unknown option', ['--formt', 'json'], 2],
  ['an unknown format', ['--format', 'xml', 'good'], 2],
  ['an unknown release', ['--kea-version', '2.5', 'good'], 2],
  ['an unknown rule', ['--severity', 'unknown-kye=off', 'good'], 2],
  ['an unknown level', ['--severity', 'unknown-key=loud', 'good'], 2],
  ['settings that cannot be used', ['--config', 'broken/kea-lint.json', 'good'], 2],
  ['settings that are not there', ['--config', 'none.json', 'good'], 2],
  ['UTF-16', ['wide'], 2],
  ['an older encoding in a comment', ['latin'], 0],
  ['help', ['--help'], 0],
  ['the version', ['--version'], 0],
]

for (const [what, argv, expected] of codes) {
  test(`exit code ${expected}: ${what}`, async () => {
    const { code, out, err } = await lint(argv)
    assert.equal(code, expected, out + err)
    if (expected === 2) assert.match(err, /^kea-lint: .*[.]/, 'a sentence says why')
    else assert.equal(err, '')
  })
}

test('one file that cannot be read does not hide the findings of the others', async () => {
  const { code, out, err } = await lint(['locked.conf', 'wrong'])
  assert.equal(code, 2)
  assert.match(out, /valid-lifetme/)
  assert.match(err, /locked\.conf: it may not be read by this user\./)
})

test('a closed folder is told, and what stands beside it is checked', async () => {
  const { out, err } = await lint(['closed'])
  assert.match(out, /valid-lifetme/)
  assert.equal(err, `kea-lint: ${path.join('closed', 'etc')}: it may not be read by this user.\n`)
})

test('standard input stands in for the file that it is named after', async () => {
  const found = await findings(['-', 'wrong', '--stdin-filename', 'wrong/kea-dhcp4.conf'], { stdin: slack })
  assert.deepEqual(found.map((one) => one.rule), ['trailing-comma'])
})

test('the order of the paths does not change a byte, nor does naming one twice', async () => {
  const one = await lint(['wrong', 'slack', 'mixed'])
  assert.equal((await lint(['mixed', 'wrong/kea-dhcp4.conf', 'slack', 'wrong'])).out, one.out)
})

test('files are found by name and by content, and nothing else', async () => {
  const found = await findings(['mixed'])
  assert.deepEqual(found.map((one) => `${one.file} ${one.rule}`), [path.join('mixed', 'deep', 'etc', 'sniffed.json') + ' unknown-key'])
})

test('JSON tells the place from 1, with the pointer and when Kea refuses', async () => {
  const [found] = await findings(['wrong'])
  assert.deepEqual(
    { ...found, message: undefined, help: undefined, fingerprint: undefined, fixes: undefined },
    {
      file: path.join('wrong', 'kea-dhcp4.conf'),
      line: 1,
      column: 14,
      endLine: 1,
      endColumn: 29,
      pointer: '/Dhcp4/valid-lifetme',
      rule: 'unknown-key',
      severity: 'error',
      refusedAt: '-t',
      message: undefined,
      help: undefined,
      fingerprint: undefined,
      related: [],
      fixes: undefined,
    },
  )
  const [crlf] = await findings(['crlf'])
  assert.deepEqual([crlf?.line, crlf?.column, crlf?.endLine], [3, 5, 3])
})

test('standard input is a file like any other', async () => {
  const { code, out } = await lint(['-', '--stdin-filename', 'rendered/kea-dhcp4.conf', '--format', 'json'], { stdin: wrong })
  assert.equal(code, 1)
  assert.match(out, /rendered/)
})

test('kea-lint.json is found upward and chooses the release; the option goes before it', async () => {
  const found = await findings(['kea-dhcp4.conf'], { cwd: 'older' })
  assert.deepEqual(found.map((one) => one.rule), ['key-not-in-release'])
  assert.deepEqual(await findings(['kea-dhcp4.conf', '--kea-version', '3.0'], { cwd: 'older' }), [])
})

test('text tells a refusal from a mistake that runs, and its colours can be had or not', async () => {
  const sample = path.join(project, 'test-fixtures', 'workspaces', 'office-pair')
  const plain = await lint([sample])
  assert.match(plain.out, /✗ Kea 3\.0 refuses this file \(-t\)/)
  assert.match(plain.out, /≈ Kea 3\.0 accepts this file/)
  assert.doesNotMatch(plain.out, /\u001b/)
  const coloured = await lint([sample], { env: { FORCE_COLOR: '1' } })
  assert.match(coloured.out, /\u001b\[31merror/)
  assert.equal((await lint([sample])).out, plain.out)
})

test('text fits 80 columns, a minified file and long messages too', async () => {
  const subnet = (id: number): object => ({ id, subnet: `10.0.${id}.0/24`, pools: [{ pool: `10.0.${id}.10-10.0.${id}.99` }], comment: 'x'.repeat(90) })
  const subnets = Array.from({ length: 9 }, (_, at) => (at === 4 ? { ...subnet(at + 1), 'valid-lifetme': 1 } : subnet(at + 1)))
  const minified = await lint(['-'], { stdin: JSON.stringify({ Dhcp4: { 'interfaces-config': { interfaces: ['eth0'] }, subnet4: subnets } }) })
  const [shown, marks] = minified.out.split('\n').filter((line) => line.includes(' | '))
  const marked = shown?.slice(marks?.indexOf('^'), (marks?.lastIndexOf('^') ?? 0) + 1)
  assert.equal(marked, '"valid-lifetme"')
  assert.match(shown ?? '', /…/)
  const sample = await lint(['.'], { cwd: path.relative(folder, path.join(project, 'test-fixtures', 'workspaces', 'office-pair')) })
  for (const line of `${minified.out}\n${sample.out}`.split('\n')) assert.ok(line.length <= 80, line)
})

test('what the surroundings of a server decide is told as that', async () => {
  const { out } = await lint(['-'], { stdin: '{ "Dhcp4": { "interfaces-config": { "interfaces": [ "eth0" ] }, "control-socket": { "socket-type": "unix", "socket-name": "/tmp/kea4" } } }' })
  assert.match(out.replace(/\s+/g, ' '), /\? Kea 3\.0 refuses this file, unless KEA_CONTROL_SOCKET_DIR or -X allows the folder\./)
})

test('what a file holds cannot steer the terminal, and marks stand below what they mark', async () => {
  const { out } = await lint(['-'], { stdin: '{ "Dhcp4": {\n\t/* \u4e2d\u6587 \u001b[2J */ "valid\\u001b[31m": 1 } }' })
  assert.doesNotMatch(out, /[\0-\x09\x0b-\x1f]/)
  const [shown, marks] = out.split('\n').filter((line) => line.includes(' | '))
  // Two characters of double width stand before the place.
  assert.equal((shown?.indexOf('"valid') ?? 0) + 2, marks?.indexOf('^'))
})

test('a clean pair is told of its agents only, a sample pair the mistakes it was made with', async () => {
  const workspaces = path.join(project, 'test-fixtures', 'workspaces')
  assert.deepEqual((await findings([path.join(workspaces, 'clean-pair')])).map((one) => one.rule), ['agent-deprecated', 'agent-deprecated'])
  const rules = new Set((await findings([path.join(workspaces, 'office-pair')])).map((one) => one.rule))
  for (const rule of ['ha-peers-differ', 'partner-subnet-id-differs', 'partner-pools-differ', 'misspelt-hook-parameter', 'unknown-option-name', 'agent-socket-differs', 'missing-comma']) {
    assert.ok(rules.has(rule), rule)
  }
  assert.ok(!(await findings([path.join(workspaces, 'office-pair'), '--each'])).some((one) => one.rule.startsWith('partner-')))
})

test('SARIF has a rule for each result and fingerprints that do not know lines', async () => {
  const sarif = async (text: string): Promise<{ runs: { tool: { driver: { rules: { id: string }[] } }; results: SarifResult[] }[] }> =>
    JSON.parse((await lint(['-', '--format', 'sarif'], { stdin: text })).out) as never
  const [log] = (await sarif(wrong)).runs
  const [moved] = (await sarif(`\n\n${wrong}`)).runs
  const [result] = log?.results ?? []
  assert.equal(log?.tool.driver.rules[result?.ruleIndex ?? -1]?.id, 'unknown-key')
  assert.equal(result?.level, 'error')
  assert.equal(moved?.results[0]?.locations[0]?.physicalLocation.region.startLine, 3)
  assert.deepEqual(moved.results[0].partialFingerprints, result?.partialFingerprints)
  assert.deepEqual(result?.locations[0]?.physicalLocation.artifactLocation, { uri: 'stdin', uriBaseId: '%SRCROOT%' })
})

interface SarifResult {
  readonly ruleIndex: number
  readonly level: string
  readonly partialFingerprints: Record<string, string>
  readonly locations: { physicalLocation: { artifactLocation: object; region: { startLine: number } } }[]
}

test('the built command works from a shell, and a closed pipe is no crash', { skip: process.platform === 'win32' ? 'no sh' : false }, () => {
  const command = path.join(project, 'server', 'dist', 'kea-lint.js')
  const direct = spawnSync(process.execPath, [command, path.join(folder, 'wrong')], { encoding: 'utf8' })
  assert.equal(direct.status, 1, direct.stderr)
  const piped = spawnSync('sh', ['-c', `"${process.execPath}" "${command}" "${folder}/wrong" | true`], { encoding: 'utf8' })
  assert.equal(piped.stderr, '')
})
