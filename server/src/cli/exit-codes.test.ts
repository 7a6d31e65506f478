/** The exit code, as one table: what is found, beside every option that has a say in it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formats } from './arguments'
import { clean, lintFiles } from './formats/test-run'
import type { Files } from './formats/test-run'

const interfaces = '"interfaces-config": { "interfaces": [ "eth0" ] }'
const error: Files = { 'kea-dhcp4.conf': `{ "Dhcp4": { ${interfaces}, "valid-lifetme": 1 } }` }
const warning: Files = { 'kea-dhcp4.conf': `{ "Dhcp4": { ${interfaces}, "valid-lifetime": 4000, } }` }
const info: Files = { 'kea-ctrl-agent.conf': '{ "Control-agent": { "http-host": "127.0.0.1", "http-port": 8000, "control-sockets": { "dhcp4": { "socket-type": "unix", "socket-name": "kea4" } } } }' }

const files = { clean, info, warning, error }

/** Exit codes for: nothing, an info, a warning, an error. */
const table: readonly [argv: string, clean: number, info: number, warning: number, error: number][] = [
  ['', 0, 0, 0, 1],
  ['--fail-on error', 0, 0, 0, 1],
  ['--fail-on warning', 0, 0, 1, 1],
  ['--fail-on info', 0, 1, 1, 1],
  ['--fail-on never', 0, 0, 0, 0],
  ['--max-warnings 0', 0, 0, 1, 1],
  ['--max-warnings 1', 0, 0, 0, 1],
  ['--max-warnings 0 --fail-on never', 0, 0, 1, 0],
  ['--quiet', 0, 0, 0, 1],
  // What is not told still counts.
  ['--quiet --fail-on warning', 0, 0, 1, 1],
  ['--quiet --max-warnings 0', 0, 0, 1, 1],
  ['--severity unknown-key=off', 0, 0, 0, 0],
  ['--severity unknown-key=warning --fail-on warning', 0, 0, 1, 1],
  ['--severity trailing-comma=error', 0, 0, 1, 1],
  ['--each', 0, 0, 0, 1],
  ['--output /tmp/report', 0, 0, 0, 1],
  ['--lang fr', 0, 0, 0, 1],
  ['--color', 0, 0, 0, 1],
  ['--no-color', 0, 0, 0, 1],
  ['--fail-on loud', 2, 2, 2, 2],
  ['--max-warnings many', 2, 2, 2, 2],
  ['--max-warnings -1', 2, 2, 2, 2],
  ['--format xml', 2, 2, 2, 2],
  ['--output', 2, 2, 2, 2],
  ['nowhere.conf', 2, 2, 2, 2],
  ['--help', 0, 0, 0, 0],
  ['--version', 0, 0, 0, 0],
  ...formats.map((format): [string, number, number, number, number] => [`--format ${format}`, 0, 0, 0, 1]),
  ...formats.map((format): [string, number, number, number, number] => [`--format ${format} --fail-on info --output /tmp/report`, 0, 1, 1, 1]),
]

for (const [line, ...codes] of table) {
  test(`kea-lint ${line}`.trim(), async () => {
    for (const [at, what] of (['clean', 'info', 'warning', 'error'] as const).entries()) {
      const { code, err } = await lintFiles(files[what], [...Object.keys(files[what]), ...line.split(' ').filter(Boolean)])
      assert.equal(code, codes[at], `${what}: ${err}`)
      assert.equal(err === '', code !== 2, err)
    }
  })
}

test('the report goes to its file, and text to the terminal', async () => {
  const { out, written } = await lintFiles(error, ['--format', 'json', '--output', 'out/report.json'])
  assert.match(out, /valid-lifetme/)
  assert.throws(() => JSON.parse(out) as unknown)
  assert.equal((JSON.parse(written.get('/home/ann/site/out/report.json') ?? '') as { version: number }).version, 1)
})

test('colours: the option before the environment, FORCE_COLOR before NO_COLOR, and none in a file', async () => {
  const isColoured = async (argv: string[], env: Record<string, string>, isTerminal: boolean): Promise<boolean> => (await lintFiles(error, argv, { env, isTerminal })).out.includes('\u001b[')
  const cases: [string[], Record<string, string>, boolean, boolean][] = [
    [[], {}, false, false],
    [[], {}, true, true],
    [[], { NO_COLOR: '1' }, true, false],
    [[], { NO_COLOR: '' }, true, true],
    [[], { FORCE_COLOR: '1' }, false, true],
    [[], { FORCE_COLOR: '0' }, false, false],
    [[], { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [['--color'], { NO_COLOR: '1' }, false, true],
    [['--no-color'], { FORCE_COLOR: '1' }, true, false],
  ]
  for (const [argv, env, isTerminal, expected] of cases) assert.equal(await isColoured(argv, env, isTerminal), expected, JSON.stringify([argv, env, isTerminal]))
  const { written } = await lintFiles(error, ['--format', 'text', '--output', 'report.txt', '--color'])
  assert.doesNotMatch(written.get('/home/ann/site/report.txt') ?? '\u001b', /\u001b/)
})

test('progress is for a terminal and a long run, and is gone at the end', async () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${at}/kea-dhcp4.conf`, clean['kea-dhcp4.conf'] ?? '']))
  const slow = await lintFiles(many, ['--each'], { slowness: 100, isTerminal: true })
  assert.match(slow.err, /Reading files: \d+ of 20/)
  assert.match(slow.err, /Checking 20 files, \d+ s/)
  assert.ok(slow.err.endsWith('\r\u001b[K'))
  assert.equal((await lintFiles(many, ['--each'], { slowness: 100 })).err, '')
  assert.equal((await lintFiles(many, ['--each'], { slowness: 100, isTerminal: true, env: { TERM: 'dumb' } })).err, '')
  assert.equal((await lintFiles(many, ['--each'], { isTerminal: true })).err, '')
})
