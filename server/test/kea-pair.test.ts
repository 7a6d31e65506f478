/** The command kea-pair: what it says first, how it ends, and what it refuses. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import type { ReadyServer } from '../src/pair/events'
import { askUnix } from '../src/pair/doors/unix'
import { build, read } from './differential/message'

const root = process.env['KEA_PROJECT'] ?? process.cwd()
const command = path.join(root, 'server/dist/kea-pair.js')

interface Run {
  readonly lines: string[]
  readonly errors: () => string
  readonly ended: Promise<number | null>
  first(): Promise<Record<string, unknown>>
  kill(): void
}

/** None outlives the tests, whatever fails. */
const children = new Set<ChildProcess>()
after(() => {
  for (const child of children) child.kill('SIGKILL')
})

function run(...args: string[]): Run {
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.add(child)
  const lines: string[] = []
  let out = ''
  let errors = ''
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const first = new Promise<string>((resolve) => {
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString()
      const whole = out.split('\n')
      out = whole.pop() ?? ''
      lines.push(...whole)
      if (lines[0] !== undefined) resolve(lines[0])
    })
    void ended.then(() => resolve('{}'))
  })
  return { lines, errors: () => errors, ended, first: async () => JSON.parse(await first) as Record<string, unknown>, kill: () => child.kill('SIGTERM') }
}

function temporary(name: string, text: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'kea-pair-')), name)
  writeFileSync(file, text)
  return file
}

async function exchange(port: number, octets: Buffer): Promise<ReturnType<typeof read>> {
  const socket = createSocket('udp4')
  try {
    return await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('no answer')), 3000)
      socket.once('message', (reply) => {
        clearTimeout(late)
        resolve(read(reply))
      })
      socket.send(octets, port, '127.0.0.1')
    })
  } finally {
    socket.close()
  }
}

test('a workspace of two: ready comes first, both serve, SIGTERM ends with 0', async () => {
  const state = mkdtempSync(path.join(tmpdir(), 'kea-pair-'))
  const started = run('up', path.join(root, 'test-fixtures/workspaces/clean-pair'), '--dhcp-port', '0', '--http-port', '0', '--state-dir', state, '--json')
  const ready = await started.first()
  assert.equal(ready['event'], 'ready')
  const servers = ready['servers'] as ReadyServer[]
  assert.equal(servers.length, 2)
  for (const server of servers) {
    assert.match(server.dhcp, /^127\.0\.0\.1:\d+$/)
    const offer = await exchange(Number(server.dhcp.split(':')[1]), build({ mac: '020000000077', giaddr: '10.40.10.1' }))
    assert.equal(offer['option 53'], '02', 'a client behind the relay gets an offer')
    const names = await askUnix(server.socket, { command: 'list-commands' }, 2000)
    assert.ok((names.arguments as string[]).includes('lease4-get-all'))
  }
  started.kill()
  assert.equal(await started.ended, 0)
  assert.ok(started.lines.some((line) => line.includes('libdhcp_ha') && line.includes('not-followed')), 'what is not followed is told')
  assert.equal(started.lines.at(-1), '{"event":"stopped"}')
})

test('--only, and commands over HTTP', async () => {
  const file = temporary('kea-dhcp4.conf', JSON.stringify({ Dhcp4: { 'interfaces-config': { interfaces: ['eth0'] }, 'control-sockets': [{ 'socket-type': 'http', 'socket-address': '192.0.2.1', 'socket-port': 8000 }], subnet4: [{ id: 1, subnet: '192.0.2.0/24', pools: [{ pool: '192.0.2.10 - 192.0.2.20' }] }] } }))
  const started = run('up', file, '--dhcp-port=0', '--http-port=0', '--state-dir', path.dirname(file), '--json')
  const [server] = (await started.first())['servers'] as ReadyServer[]
  assert.match(server?.control ?? '', /^http:\/\/127\.0\.0\.1:\d+\/$/, 'an address that is not loopback is mapped')
  const answer = await fetch(server?.control ?? '', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"command":"shutdown","arguments":{"exit-value":3}}' })
  assert.deepEqual(await answer.json(), [{ result: 0, text: 'Shutting down.' }])
  assert.equal(await started.ended, 3)
})

const refused: readonly (readonly [string, readonly string[], RegExp, number])[] = [
  ['no such file', ['up', '/no/such/file'], /there is no such file or folder/, 1],
  ['no server', ['up', path.join(root, 'test-fixtures/dhcp')], /no kea-dhcp4 configuration/, 1],
  ['a slip in the text', ['up', temporary('kea-dhcp4.conf', '{ "Dhcp4": { "subnet4": [ }')], /kea-dhcp4\.conf:1:\d+: /, 1],
  ['a file that cannot run', ['up', temporary('kea-dhcp4.conf', '{ "Dhcp4": { "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", "pools": [ { "pool": "10.0.0.1 - 10.0.0.2" } ] } ] } }')], /not within its subnet \(at \/subnet4\/0\/pools\/0\/pool\)/, 1],
  ['an unknown option', ['up', '.', '--colour'], /no option --colour/, 64],
  ['an unknown command', ['down'], /no command down/, 64],
  ['a port that is none', ['up', '.', '--dhcp-port', 'x'], /a port is a number/, 64],
  ['a release that is none', ['up', '.', '--release', '1.0'], /--release is one of/, 64],
  ['another server', ['up', path.join(root, 'test-fixtures/workspaces/clean-pair'), '--only', 'third'], /no server third here: /, 1],
]

for (const [name, args, message, code] of refused) {
  test(`refused: ${name}`, async () => {
    const started = run(...args)
    assert.equal(await started.ended, code)
    assert.match(started.errors(), message)
    assert.equal(started.errors().trim().split('\n').length, 1, started.errors())
  })
}
