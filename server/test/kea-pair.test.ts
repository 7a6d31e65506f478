/** The command kea-pair: what it says first, how it ends, and what it refuses. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BootedServer } from '../src/pair/events'
import { askUnix } from '../src/pair/doors/unix'
import { build, read } from './differential/message'
import { temporaryFolder } from './temporary-folder'

const root = process.env['KEA_PROJECT'] ?? process.cwd()
const command = path.join(root, 'server/dist/kea-pair.js')

interface Run {
  readonly lines: string[]
  readonly errors: () => string
  readonly ended: Promise<number | null>
  first(): Promise<Record<string, unknown>>
  kill(signal?: NodeJS.Signals): void
  type(line: string): void
}

/** None outlives the tests, whatever fails. */
const children = new Set<ChildProcess>()
after(() => {
  for (const child of children) child.kill('SIGKILL')
})

function run(...args: string[]): Run {
  const child = spawn(process.execPath, [command, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
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
  return { lines, errors: () => errors, ended, first: async () => JSON.parse(await first) as Record<string, unknown>, kill: (signal = 'SIGTERM') => child.kill(signal), type: (line) => child.stdin.write(`${line}\n`) }
}

async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean, patienceMs: number): Promise<T> {
  for (const end = Date.now() + patienceMs; ; await sleep(50)) {
    const seen = await look()
    if (isSo(seen)) return seen
    if (Date.now() > end) throw new Error(`it did not come to that: ${JSON.stringify(seen).slice(-2000)}`)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function temporary(name: string, text: string): string {
  const file = path.join(temporaryFolder('kea-pair-'), name)
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

test('a state folder that cannot be made is said in one sentence', { timeout: 20_000, skip: process.platform === 'linux' ? false : 'there is no /proc here' }, async () => {
  const refused = run('up', path.join(root, 'test-fixtures/workspaces/campus-pair'), '--dhcp-port', '0', '--http-port', '0', '--state-dir', '/proc/nope')
  assert.equal(await refused.ended, 1)
  assert.match(refused.errors(), /\/proc\/nope/)
})

test('a workspace of two: ready comes first, both serve as their partnership wants it, SIGTERM ends with 0', async () => {
  const state = temporaryFolder('kea-pair-')
  const started = run('up', path.join(root, 'test-fixtures/workspaces/campus-pair'), '--dhcp-port', '0', '--http-port', '0', '--state-dir', state, '--json')
  const ready = await started.first()
  assert.equal(ready['event'], 'ready')
  const servers = ready['servers'] as BootedServer[]
  assert.deepEqual(servers.map((server) => server.name), ['mserver', 'sserver'])
  for (const server of servers) {
    assert.match(server.dhcp, /^127\.0\.0\.1:\d+$/)
    assert.deepEqual(server.doors.map(({ whose, configured }) => `${whose} ${configured}`), server.name === 'mserver' ? ['own 192.168.0.4:8005', 'own 192.168.0.4:8000', 'peer 192.168.8.4:8005'] : ['own 192.168.8.4:8005', 'own 192.168.8.4:8000', 'peer 192.168.0.4:8005'])
    const names = await askUnix(server.socket, { command: 'list-commands' }, 2000)
    for (const name of ['lease4-get-all', 'ha-heartbeat']) assert.ok((names.arguments as string[]).includes(name))
  }
  const [primary, standby] = servers
  await until(async () => (await askUnix(primary?.socket ?? '', { command: 'ha-heartbeat' }, 2000)).arguments, (args) => (args as { state: string }).state === 'hot-standby', 15_000)
  const offer = await exchange(Number(primary?.dhcp.split(':')[1]), build({ mac: '020000000077', giaddr: '192.168.0.1' }))
  assert.equal(offer['option 53'], '02', 'a client behind the relay gets an offer')
  await assert.rejects(exchange(Number(standby?.dhcp.split(':')[1]), build({ mac: '020000000077', giaddr: '192.168.0.1' })), /no answer/)
  started.kill()
  assert.equal(await started.ended, 0)
  assert.ok(started.lines.some((line) => line.includes('"HA_STATE_TRANSITION"') && line.includes('"to":"hot-standby"')), 'transitions are told')
  assert.equal(started.lines.at(-1), '{"event":"stopped"}')
  for (const { pid } of servers) assert.throws(() => process.kill(pid, 0), 'no server outlives its parent')
})

test('the parent is killed: no server outlives it', async () => {
  const started = run('up', path.join(root, 'test-fixtures/workspaces/campus-pair'), '--dhcp-port', '0', '--http-port', '0', '--state-dir', temporaryFolder('kea-pair-'), '--json')
  const servers = (await started.first())['servers'] as BootedServer[]
  started.kill('SIGKILL')
  await started.ended
  for (const { pid } of servers) await until(() => Promise.resolve(isAlive(pid)), (alive) => !alive, 5000)
})

test('lines: a server is killed, frozen and started alone', async () => {
  const started = run('up', path.join(root, 'test-fixtures/workspaces/campus-pair'), '--dhcp-port', '0', '--http-port', '0', '--state-dir', temporaryFolder('kea-pair-'), '--json')
  const [mserver] = (await started.first())['servers'] as BootedServer[]
  const says = (part: string): Promise<unknown> => until(() => Promise.resolve(started.lines), (lines) => lines.some((line) => line.includes(part)), 10_000)
  started.type('kill mserver')
  await says('"event":"ended","server":"mserver","code":null,"signal":"SIGKILL"')
  started.type('status')
  await says('mserver down, sserver running')
  started.type('start mserver')
  await says('"event":"started"')
  const again = (JSON.parse(started.lines.find((line) => line.includes('"event":"started"')) ?? '{}') as { server: BootedServer }).server
  assert.equal(again.dhcp, mserver?.dhcp, 'on the port it had')
  assert.notEqual(again.pid, mserver?.pid)
  if (process.platform !== 'win32') {
    started.type('pause sserver')
    started.type('status')
    await says('mserver running, sserver paused')
    started.type('continue sserver')
    started.type('status')
    await says('mserver running, sserver running')
  }
  started.type('stop third')
  await says('there is no server third here')
  started.type('quit')
  assert.equal(await started.ended, 0)
})

test('a file that Kea would refuse keeps its server down, and the other one up; put right, it starts, but not where it was told to stop', async () => {
  const folder = temporaryFolder('kea-pair-')
  cpSync(path.join(root, 'test-fixtures/workspaces/campus-pair'), folder, { recursive: true })
  const file = path.join(folder, 'mserver/kea-dhcp4.conf')
  const good = readFileSync(file, 'utf8')
  writeFileSync(file, good.replace('"valid-lifetime": 4000', '"valid-lifetim": 4000'))
  const started = run('up', folder, '--dhcp-port', '0', '--http-port', '0', '--state-dir', path.join(folder, 'state'), '--json')
  const servers = (await started.first())['servers'] as BootedServer[]
  assert.deepEqual(servers.map((server) => server.name), ['sserver'])
  const says = (part: string): Promise<unknown> => until(() => Promise.resolve(started.lines), (lines) => lines.some((line) => line.includes(part)), 10_000)
  await says('"event":"refused","server":"mserver"')
  assert.ok(started.lines.some((line) => line.includes('refused') && line.includes('valid-lifetim') && line.includes('-t')))
  writeFileSync(file, good.replace('"valid-lifetime": 4000', '"valid-lif": 4000'))
  await says('It stays down')
  writeFileSync(file, good)
  await says('"event":"started","server":{"name":"mserver"')
  writeFileSync(file, good.replace('"valid-lifetime": 4000', '"valid-lifetime": 5000'))
  await says('its configuration changed: it restarts')
  const startsOf = (): number => started.lines.filter((line) => line.includes('"event":"started","server":{"name":"mserver"')).length
  await until(() => Promise.resolve(startsOf()), (starts) => starts === 2, 10_000)
  started.type('stop mserver')
  await says('"event":"ended","server":"mserver"')
  writeFileSync(file, good)
  await sleep(1500)
  assert.equal(startsOf(), 2)
  started.type('quit')
  assert.equal(await started.ended, 0)
})

test('a mistake that Kea runs with is booted, and stands beside its effect', async () => {
  const folder = temporaryFolder('kea-pair-')
  cpSync(path.join(root, 'test-fixtures/workspaces/campus-pair'), folder, { recursive: true })
  const file = path.join(folder, 'sserver/kea-dhcp4.conf')
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"mserver"', '"mserveur"'))
  const started = run('up', folder, '--dhcp-port', '0', '--http-port', '0', '--state-dir', path.join(folder, 'state'), '--json')
  assert.equal(((await started.first())['servers'] as BootedServer[]).length, 2)
  const lines = await until(() => Promise.resolve(started.lines), (all) => all.some((line) => line.includes('HA_HEARTBEAT_FAILED')), 10_000)
  const failed = JSON.parse(lines.find((line) => line.includes('HA_HEARTBEAT_FAILED')) ?? '{}') as { text: string; because: { rule: string }[] }
  assert.match(failed.text, /mserver matches no configured 'server-name'/)
  assert.ok(failed.because.some((finding) => finding.rule === 'ha-peers-differ'))
  started.kill()
  assert.equal(await started.ended, 0)
})

test('the drill: a pair boots, serves, fails over in the time that its files allow, and recovers', async () => {
  const started = run('drill', path.join(root, 'test-fixtures/workspaces/campus-pair'), '--dhcp-port', '0', '--http-port', '0', '--state-dir', temporaryFolder('kea-pair-'), '--json')
  assert.equal(await started.ended, 0, started.errors())
  const result = JSON.parse(started.lines.at(-1) ?? '{}') as { tookOver: number; allowed: number; leases: number }
  assert.equal(result.leases, 12)
  // Half a second is for a machine that does other things too.
  assert.ok(result.tookOver <= result.allowed + 500, `${result.tookOver} ms, allowed ${result.allowed} ms`)
})

test('--only, and commands over HTTP', async () => {
  const file = temporary('kea-dhcp4.conf', JSON.stringify({ Dhcp4: { 'interfaces-config': { interfaces: ['eth0'] }, 'control-sockets': [{ 'socket-type': 'http', 'socket-address': '192.0.2.1', 'socket-port': 8000 }], subnet4: [{ id: 1, subnet: '192.0.2.0/24', pools: [{ pool: '192.0.2.10 - 192.0.2.20' }] }] } }))
  const started = run('up', file, '--dhcp-port=0', '--http-port=0', '--state-dir', path.dirname(file), '--json')
  const [server] = (await started.first())['servers'] as BootedServer[]
  assert.match(server?.control ?? '', /^http:\/\/127\.0\.0\.1:\d+\/$/, 'an address that is not loopback is mapped')
  const answer = await fetch(server?.control ?? '', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"command":"shutdown","arguments":{"exit-value":3}}' })
  assert.deepEqual(await answer.json(), [{ result: 0, text: 'Shutting down.' }])
  assert.equal(await started.ended, 3)
})

const refused: readonly (readonly [string, readonly string[], RegExp, number])[] = [
  ['no such file', ['up', '/no/such/file'], /there is no such file or folder/, 1],
  ['no server', ['up', path.join(root, 'test-fixtures/dhcp')], /no kea-dhcp4 configuration/, 1],
  ['a slip in the text', ['up', temporary('kea-dhcp4.conf', '{ "Dhcp4": { "subnet4": [ }')], /kea-dhcp4\.conf:1:\d+: /, 1],
  ['a file that cannot run', ['up', temporary('kea-dhcp4.conf', '{ "Dhcp4": { "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", "pools": [ { "pool": "10.0.0.1 - 10.0.0.2" } ] } ] } }')], /kea-dhcp4\.conf:1:\d+: The pool .* subnet/, 1],
  ['an unknown option', ['up', '.', '--colour'], /no option --colour/, 64],
  ['an unknown command', ['down'], /no command down/, 64],
  ['a port that is none', ['up', '.', '--dhcp-port', 'x'], /a port is a number/, 64],
  ['a release that is none', ['up', '.', '--release', '1.0'], /--release is one of/, 64],
  ['virtual time without a page', ['up', '.', '--virtual'], /--virtual goes with --ui/, 64],
  ['a page of the drill', ['drill', '.', '--ui'], /--ui goes with up, not with drill/, 64],
  ['one server of a laboratory', ['up', '.', '--ui', '--only', 'one'], /--only goes with neither --ui nor play/, 64],
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
