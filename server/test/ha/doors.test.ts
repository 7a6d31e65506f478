/** The ways in which partners reach each other: TLS with demanded certificates, passwords, the control agent, a proxy, a changed configuration. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { request } from 'node:https'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PairEvent } from '../../src/pair/events'
import { createPortFinder } from '../../src/pair/ports'
import { startServer } from '../../src/pair/running-server'
import type { RunningServer } from '../../src/pair/running-server'
import { temporaryFolder } from '../temporary-folder'

interface Made {
  readonly server: RunningServer
  readonly events: PairEvent[]
}

const running = new Set<RunningServer>()
after(async () => {
  await Promise.all([...running].map((server) => server.close()))
})

const portFor = createPortFinder(0)
let doors = 0
const freePort = (): Promise<number> => portFor('test', String(doors++))

async function start(name: string, dhcp4: Record<string, unknown>, agent?: Record<string, unknown>): Promise<Made> {
  const folder = temporaryFolder('kea-doors-')
  writeFileSync(path.join(folder, 'kea-dhcp4.conf'), JSON.stringify({ Dhcp4: dhcp4 }))
  if (agent) writeFileSync(path.join(folder, 'kea-ctrl-agent.conf'), JSON.stringify({ 'Control-agent': agent }))
  const events: PairEvent[] = []
  const server = await startServer({
    name,
    configPath: path.join(folder, 'kea-dhcp4.conf'),
    agentPath: agent && path.join(folder, 'kea-ctrl-agent.conf'),
    includeFolders: [],
    release: '3.0',
    dhcpPort: 0,
    nextHttpPort: () => 0,
    stateDir: folder,
    clock: Date.now,
    random: Math.random,
    onEvent: (event) => events.push(event),
    onShutdown: () => undefined,
  })
  running.add(server)
  return { server, events }
}

type Peer = Record<string, unknown>

function config(own: string, peers: readonly Peer[], extra: Record<string, unknown> = {}, around: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    'interfaces-config': { interfaces: ['lo'] },
    'hooks-libraries': [
      { library: 'libdhcp_lease_cmds.so' },
      { library: 'libdhcp_ha.so', parameters: { 'high-availability': [{ 'this-server-name': own, mode: 'hot-standby', 'heartbeat-delay': 200, 'max-response-delay': 1000, 'max-unacked-clients': 0, peers, ...extra }] } },
    ],
    subnet4: [{ id: 1, subnet: '10.0.0.0/8', pools: [{ pool: '10.0.0.1 - 10.0.0.99' }] }],
    ...around,
  }
}

function peersAt(one: string, two: string, extra: Peer = {}): Peer[] {
  return [
    { name: 'one', url: one, role: 'primary', ...extra },
    { name: 'two', url: two, role: 'standby', ...extra },
  ]
}

async function state(made: Made): Promise<string | undefined> {
  return ((await made.server.command({ command: 'ha-heartbeat' })).arguments as { state?: string } | undefined)?.state
}

async function become(wanted: string, ...all: Made[]): Promise<void> {
  for (const end = Date.now() + 10_000; ; await sleep(30)) {
    const states = await Promise.all(all.map(state))
    if (states.every((one) => one === wanted)) return
    assert.ok(Date.now() < end, `${states.join(', ')}: ${all.flatMap((made) => made.events.map((event) => JSON.stringify(event))).slice(-6).join('\n')}`)
  }
}

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

test('TLS with certificates on both sides; nobody without one comes in', { skip: hasOpenssl ? false : 'openssl is not here to make certificates' }, async () => {
  const folder = temporaryFolder('kea-tls-')
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=test-ca', '-keyout', 'ca.key', '-out', 'ca.crt')
  for (const name of ['one', 'two']) {
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`)
    openssl('x509', '-req', '-days', '2', '-in', `${name}.csr`, '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-out', `${name}.crt`)
  }
  const files = (name: string): Record<string, string> => ({ 'trust-anchor': path.join(folder, 'ca.crt'), 'cert-file': path.join(folder, `${name}.crt`), 'key-file': path.join(folder, `${name}.key`) })
  const [portOne, portTwo] = [await freePort(), await freePort()]
  const peers = peersAt(`https://127.0.0.1:${portOne}/`, `https://127.0.0.1:${portTwo}/`)
  const pair = await Promise.all([start('one', config('one', peers, files('one'))), start('two', config('two', peers, files('two')))])
  await become('hot-standby', ...pair)
  await assert.rejects(
    new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: portOne, method: 'POST', rejectUnauthorized: false }, resolve).on('error', reject).end('{}')
    }),
    /certificate|socket hang up|reset/i,
  )
})

test('certificates that are not on this machine: without TLS, and said', async () => {
  const [portOne, portTwo] = [await freePort(), await freePort()]
  const peers = peersAt(`https://127.0.0.1:${portOne}/`, `https://127.0.0.1:${portTwo}/`)
  const files = { 'trust-anchor': '/no/such/ca.crt', 'cert-file': '/no/such/own.crt', 'key-file': '/no/such/own.key' }
  const pair = await Promise.all([start('one', config('one', peers, files)), start('two', config('two', peers, files))])
  await become('hot-standby', ...pair)
  assert.ok(pair.every(({ events }) => events.some((event) => event.event === 'notice' && event.text.includes('without TLS'))))
})

test('passwords: the right one is sent to an agent that asks, a wrong one is turned down', async () => {
  const [portOne, portTwo] = [await freePort(), await freePort()]
  const auth = { 'basic-auth-user': 'kea', 'basic-auth-password': 'Wörter' }
  const peers = peersAt(`http://127.0.0.1:${portOne}/`, `http://127.0.0.1:${portTwo}/`, auth)
  const asking = { 'http-host': '127.0.0.1', 'http-port': portOne, authentication: { type: 'basic', clients: [{ user: 'kea', password: 'Wörter' }] }, 'control-sockets': { dhcp4: { 'socket-type': 'unix', 'socket-name': '/run/kea/kea4' } } }
  const one = await start('one', config('one', peers, { 'multi-threading': { 'enable-multi-threading': true, 'http-dedicated-listener': false } }), asking)
  const wrong = peersAt(`http://127.0.0.1:${portOne}/`, `http://127.0.0.1:${portTwo}/`, { ...auth, 'basic-auth-password': 'guess' })
  const stranger = await start('two', config('two', wrong))
  await sleep(700)
  assert.equal(await state(stranger), 'waiting')
  assert.ok(stranger.events.some((event) => event.event === 'ha' && event.id === 'HA_HEARTBEAT_FAILED' && event.text.includes('Unauthorized')))
  running.delete(stranger.server)
  await stranger.server.close()
  await become('hot-standby', one, await start('two', config('two', peers)))
})

test('without a listener of its own, through the control agents at the urls', async () => {
  const ports = [await freePort(), await freePort()]
  const peers = peersAt(`http://127.0.0.1:${ports[0] ?? 0}/`, `http://127.0.0.1:${ports[1] ?? 0}/`)
  const shy = { 'multi-threading': { 'enable-multi-threading': true, 'http-dedicated-listener': false } }
  const agent = (at: number): Record<string, unknown> => ({ 'http-host': '127.0.0.1', 'http-port': ports[at], 'control-sockets': { dhcp4: { 'socket-type': 'unix', 'socket-name': '/run/kea/kea4' } } })
  const pair = await Promise.all([start('one', config('one', peers, shy), agent(0)), start('two', config('two', peers, shy), agent(1))])
  await become('hot-standby', ...pair)
})

test('a changed configuration begins the partnership anew, a broken one changes nothing', async () => {
  const [portOne, portTwo] = [await freePort(), await freePort()]
  const peers = peersAt(`http://127.0.0.1:${portOne}/`, `http://127.0.0.1:${portTwo}/`)
  const pair = await Promise.all([start('one', config('one', peers)), start('two', config('two', peers))])
  await become('hot-standby', ...pair)
  const [one] = pair
  const broken = await one.server.command({ command: 'config-set', arguments: { Dhcp4: config('nobody', peers) } })
  assert.equal(broken.result, 1)
  assert.match(broken.text ?? '', /none of the peers is called "nobody"/)
  assert.equal(await state(one), 'hot-standby')
  const changed = await one.server.command({ command: 'config-set', arguments: { Dhcp4: config('one', peers, { 'heartbeat-delay': 150 }) } })
  assert.equal(changed.result, 0, changed.text)
  assert.equal(await state(one), 'waiting')
  await become('hot-standby', ...pair)
})

test('a port that is taken is said in one sentence', async () => {
  const [portOne, portTwo] = [await freePort(), await freePort()]
  const peers = peersAt(`http://127.0.0.1:${portOne}/`, `http://127.0.0.1:${portTwo}/`)
  await start('one', config('one', peers))
  await assert.rejects(start('one', config('one', peers)), /EADDRINUSE/)
})
