/** The two servers: real Kea in its sandbox, and ours in this process; both on loopback, both taking configurations over their control channel. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Release } from '../../src/config/release'
import { askUnix } from '../../src/pair/doors/unix'
import type { Answer } from '../../src/pair/doors/handle'
import { startServer } from '../../src/pair/running-server'
import type { Case, Config } from './case'

export interface Peer {
  readonly name: string
  configure(one: Case): Promise<string | undefined>
  command(command: string, args?: unknown): Promise<Answer>
  /** What came back so far, emptied by reading. */
  readonly replies: Buffer[]
  send(octets: Buffer): void
  stop(): Promise<void>
}

const hookFolder = '/usr/lib/x86_64-linux-gnu/kea/hooks'

function complete(config: Config, one: Case, socket: string, release: string): Config {
  const names = ['libdhcp_lease_cmds', ...(one.hooks ?? [])]
  const hooks = names.map((hook) => (typeof hook === 'string' ? { library: `${hookFolder}/${hook}.so` } : { library: `${hookFolder}/${hook.name}.so`, parameters: hook.parameters }))
  return {
    'interfaces-config': { interfaces: ['lo'], 'dhcp-socket-type': 'udp', ...(release === '2.2' ? {} : { 'service-sockets-max-retries': 3 }) },
    'control-socket': { 'socket-type': 'unix', 'socket-name': socket },
    'lease-database': { type: 'memfile', persist: false },
    'hooks-libraries': hooks,
    'multi-threading': { 'enable-multi-threading': false },
    ...config,
  }
}

async function client(port: number, own: number): Promise<{ socket: Socket; replies: Buffer[]; send: (octets: Buffer) => void }> {
  const socket = createSocket('udp4')
  const replies: Buffer[] = []
  socket.on('message', (octets) => replies.push(octets))
  await new Promise<void>((resolve) => socket.bind(own, '127.0.0.1', resolve))
  return { socket, replies, send: (octets) => socket.send(octets, port, '127.0.0.1') }
}

export async function startReal(oracle: string, release: Release, port: number): Promise<Peer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kea-real-'))
  mkdirSync(path.join(folder, 's'), { mode: 0o750 })
  chmodSync(path.join(folder, 's'), 0o750)
  const socketPath = path.join(folder, 's', 'kea4.sock')
  const file = path.join(folder, 'kea.conf')
  const empty: Case = { name: '', config: {}, steps: [] }
  writeFileSync(file, JSON.stringify({ Dhcp4: complete({}, empty, socketPath, release) }))
  const dir = path.join(folder, 's')
  const env = { ...process.env, KEA_TEST_SEND_RESPONSES_TO_SOURCE: '1', KEA_DHCP_DATA_DIR: dir, KEA_CONTROL_SOCKET_DIR: dir, KEA_PIDFILE_DIR: dir, KEA_LOCKFILE_DIR: dir }
  const child: ChildProcess = spawn(oracle, ['exec', '-b', folder, release, 'kea-dhcp4', '-c', file, '-p', String(port), '-P', String(port + 1)], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  child.stdout?.on('data', (part: Buffer) => (log += part.toString()))
  child.stderr?.on('data', (part: Buffer) => (log += part.toString()))
  for (let tries = 0; !existsSync(socketPath); tries++) {
    if (tries > 100 || child.exitCode !== null) throw new Error(`real Kea ${release} did not start: ${log.slice(-2000)}`)
    await sleep(50)
  }
  const own = await client(port, port + 1)
  const command = (name: string, args?: unknown): Promise<Answer> => askUnix(socketPath, { command: name, ...(args === undefined ? {} : { arguments: args }) }, 5000)
  return {
    name: `Kea ${release}`,
    ...own,
    command,
    configure: async (one) => {
      const answer = await command('config-set', { Dhcp4: complete(one.config, one, socketPath, release) })
      return answer.result === 0 ? undefined : answer.text
    },
    stop: async () => {
      own.socket.close()
      child.kill('SIGTERM')
      await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(undefined)))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function startOurs(release: Release, port: number): Promise<Peer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kea-ours-'))
  const file = path.join(folder, 'kea.conf')
  const empty: Case = { name: '', config: {}, steps: [] }
  writeFileSync(file, JSON.stringify({ Dhcp4: complete({}, empty, '/none', release) }))
  const faults: string[] = []
  const server = await startServer({
    name: 'ours',
    configPath: file,
    agentPath: undefined,
    includeFolders: [],
    release,
    dhcpPort: port,
    nextHttpPort: () => 0,
    stateDir: folder,
    clock: Date.now,
    random: Math.random,
    onEvent: (event) => {
      if (event.event === 'fault') faults.push(event.text)
    },
    onShutdown: () => undefined,
  })
  const own = await client(port, port + 1)
  return {
    name: 'ours',
    ...own,
    command: (name, args) => server.command({ command: name, arguments: args }),
    configure: async (one) => {
      const answer = await server.command({ command: 'config-set', arguments: { Dhcp4: complete(one.config, one, '/none', release) } })
      return answer.result === 0 ? undefined : answer.text
    },
    stop: async () => {
      own.socket.close()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
      if (faults.length > 0) throw new Error(`faults of ours: ${faults.join('\n')}`)
    },
  }
}
