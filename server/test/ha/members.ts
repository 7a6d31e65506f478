/** The two members of a pair: real Kea in its sandbox, and our server in this process. Both can be ended and started again over the same files. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Release } from '../../src/config/release'
import { askUnix } from '../../src/pair/doors/unix'
import type { Answer } from '../../src/pair/doors/handle'
import { startServer } from '../../src/pair/running-server'
import type { RunningServer } from '../../src/pair/running-server'
import type { Config } from '../differential/case'
import { until } from './until'

export interface Member {
  readonly name: string
  readonly kind: 'real' | 'ours'
  /** Where it serves DHCP, and where its partner asks it. */
  readonly port: number
  readonly haPort: number
  start(): Promise<void>
  /** An end in order. */
  stop(): Promise<void>
  /** An end without a word to anybody. */
  crash(): Promise<void>
  command(command: string, args?: unknown): Promise<Answer>
  /** What it has said so far. */
  log(): string
}

export interface MemberParts {
  readonly name: string
  readonly release: Release
  readonly port: number
  readonly haPort: number
  readonly clientPort: number
  /** For this member alone. */
  readonly folder: string
  /** `socket`: where the file has to put the control socket. */
  configOf(socket: string): Config
}

/** None outlives this process, whatever fails. */
const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

const hangs = 8000

export function createReal(oracle: string, parts: MemberParts): Member {
  const { release, port, clientPort, folder, name } = parts
  const inner = path.join(folder, 's')
  const socket = path.join(inner, 'kea4.sock')
  const file = path.join(folder, 'kea.conf')
  mkdirSync(inner, { mode: 0o750, recursive: true })
  // Kea refuses a control socket in a folder that is open to others.
  chmodSync(inner, 0o750)
  writeFileSync(file, JSON.stringify({ Dhcp4: parts.configOf(socket) }))
  const env = { ...process.env, KEA_TEST_SEND_RESPONSES_TO_SOURCE: '1', KEA_DHCP_DATA_DIR: inner, KEA_CONTROL_SOCKET_DIR: inner, KEA_PIDFILE_DIR: inner, KEA_LOCKFILE_DIR: inner }
  let child: ChildProcess | undefined
  let log = ''
  const command = (asked: string, args?: unknown): Promise<Answer> => askUnix(socket, { command: asked, ...(args === undefined ? {} : { arguments: args }) }, 5000)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = child
    child = undefined
    if (!ended || ended.exitCode !== null || ended.signalCode !== null) return
    const gone = new Promise((resolve) => ended.once('exit', resolve))
    ended.kill(signal)
    const late = setTimeout(() => ended.kill('SIGKILL'), hangs)
    await gone
    clearTimeout(late)
    children.delete(ended)
  }
  return {
    ...parts,
    kind: 'real',
    start: async () => {
      rmSync(socket, { force: true })
      const started = spawn(oracle, ['exec', '-b', folder, release, 'kea-dhcp4', '-c', file, '-p', String(port), '-P', String(clientPort)], { env, stdio: ['ignore', 'pipe', 'pipe'] })
      child = started
      children.add(started)
      for (const stream of [started.stdout, started.stderr]) stream.on('data', (part: Buffer) => (log += part.toString()))
      await until(`the start of real Kea as ${name}`, async () => {
        if (started.exitCode !== null) throw new Error(`real Kea ${release} did not start: ${log.slice(-2000)}`)
        return (await command('status-get').catch(() => undefined)) !== undefined
      })
    },
    stop: () => end('SIGTERM'),
    crash: () => end('SIGKILL'),
    command,
    log: () => log,
  }
}

export function createOurs(parts: MemberParts, clock: () => number): Member {
  const { release, port, folder, name } = parts
  const file = path.join(folder, 'kea.conf')
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, JSON.stringify({ Dhcp4: parts.configOf('/none') }))
  let server: RunningServer | undefined
  const lines: string[] = []
  const faults: string[] = []
  const end = async (): Promise<void> => {
    const ended = server
    server = undefined
    await ended?.close()
    if (faults.length > 0) throw new Error(`faults of ours: ${faults.splice(0).join('\n')}`)
  }
  return {
    ...parts,
    kind: 'ours',
    start: async () => {
      server = await startServer({
        name,
        configPath: file,
        agentPath: undefined,
    includeFolders: [],
        release,
        dhcpPort: port,
        nextHttpPort: () => 0,
        stateDir: folder,
        clock,
        random: Math.random,
        onEvent: (event) => {
          // Each hears what is the other one's.
          if (event.event === 'drop' && event.reason === 'other-scope') return
          lines.push(`${new Date().toISOString().slice(11, 23)} ${JSON.stringify(event)}\n`)
          if (event.event === 'fault') faults.push(event.text)
        },
        onShutdown: () => undefined,
      })
    },
    stop: end,
    crash: end,
    command: (command, args) => (server ? server.command({ command, ...(args === undefined ? {} : { arguments: args }) }) : Promise.reject(new Error('ours does not run'))),
    log: () => lines.join(''),
  }
}
