/** The HTTP doors beside real ones: kea-dhcp4 3.0's own and the agent of 2.6; status, type and body of good and bad requests. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import path from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readCredentials } from './credentials'
import { agentHandle } from './agent'
import type { Handle, HandleMany } from './handle'
import { openHttpDoor } from './http'
import { temporaryFolder } from '../../../test/temporary-folder'

interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly realm: string
}

interface Asked {
  readonly does: string
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

const json = { 'Content-Type': 'application/json' }
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`
const list = '{"command":"no-such-command"}'

const asked: readonly Asked[] = [
  { does: 'a command', body: list },
  { does: 'any path', path: '/any/where', body: list },
  { does: 'a service', body: '{"command":"no-such-command","service":["dhcp4"]}' },
  { does: 'GET', method: 'GET' },
  { does: 'PUT', method: 'PUT', body: list },
  { does: 'another type', headers: { 'Content-Type': 'text/plain' }, body: list },
  { does: 'no type', headers: {}, body: list },
  { does: 'no JSON', body: '{"command":' },
  { does: 'a list', body: '[1]' },
  { does: 'no command', body: '{}' },
  { does: 'a number for a command', body: '{"command":7}' },
  { does: 'empty', body: '' },
]

/** Where a text differs and stays so. */
const known: Readonly<Record<string, string>> = {
  PUT: 'Kea closes the connection without a word; an answer of 400 says what is wrong.',
  'no type': 'As with PUT.',
}

function ask(port: number, one: Asked, more: Record<string, string> = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method: one.method ?? 'POST', path: one.path ?? '/', headers: { ...(one.headers ?? json), ...more, ...(one.body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(one.body)) }) } }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (body += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body: squeezed(body), realm: response.headers['www-authenticate'] ?? '' }))
    })
    sent.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? resolve({ status: 0, type: '', body: 'hung up', realm: '' }) : reject(error)))
    sent.end(one.body)
  })
}

/** Kea writes blanks into its JSON, in an order of its own; the agent's advice behind an unknown command is in its own words, and so is ours. */
function squeezed(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body.replace(/( command not supported\.)[^}]*"/, '$1"')), (_key, value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value))
  } catch {
    return body
  }
}

const unknown: Handle = (command) => Promise.resolve({ result: 2, text: `'${command.command}' command not supported.` })

test('basic authentication: who may ask, and who is told of the realm', async () => {
  const dir = temporaryFolder('kea-auth-')
  writeFileSync(path.join(dir, 'secret'), 'from-file\n')
  const credentials = readCredentials({ realm: 'kea', directory: dir, clients: [{ user: 'admin', password: 'not-a-default-1' }, { user: 'other', 'password-file': 'secret' }] })
  const door = await openHttpDoor({ address: '127.0.0.1', port: 0, credentials }, async (command) => [await unknown(command)])
  const port = Number(new URL(door.address).port)
  try {
    const statuses = []
    for (const authorization of [undefined, basic('admin:not-a-default-1'), basic('admin:not-a-default-12'), basic('other:from-file'), 'Bearer x', 'Basic !!']) {
      statuses.push((await ask(port, { does: '', body: list }, authorization === undefined ? {} : { Authorization: authorization })).status)
    }
    assert.deepEqual(statuses, [401, 200, 401, 200, 401, 401])
    assert.equal((await ask(port, { does: '', body: list })).realm, 'Basic realm="kea"')
  } finally {
    await door.close()
  }
})

const oracle = process.env['KEA_ORACLE']

describe('doors beside real ones', { skip: oracle === undefined ? 'real Kea is not here (KEA_ORACLE)' : false }, () => {
  test('kea-dhcp4 3.0', async () => {
    const { port, stop } = await startReal('3.0', 'kea-dhcp4', (dir) => ({ Dhcp4: { 'interfaces-config': { interfaces: [] }, 'lease-database': { type: 'memfile', persist: false }, 'control-sockets': [{ 'socket-type': 'unix', 'socket-name': path.join(dir, 'k.sock') }, { 'socket-type': 'http', 'socket-address': '127.0.0.1', 'socket-port': 17061, authentication: { type: 'basic', realm: 'kea', clients: [{ user: 'admin', password: 'not-a-default-1' }] } }] } }))
    await compare(port, stop, async (command) => [await unknown(command)])
  })

  test('kea-ctrl-agent 2.6', async () => {
    const { port, stop } = await startReal('2.6', 'kea-ctrl-agent', (dir) => ({ 'Control-agent': { 'http-host': '127.0.0.1', 'http-port': 17061, 'control-sockets': { dhcp4: { 'socket-name': path.join(dir, 'k.sock') } }, authentication: { type: 'basic', realm: 'kea', clients: [{ user: 'admin', password: 'not-a-default-1' }] } } }))
    const handle = agentHandle({ version: '2.6.3', pid: 1, config: { 'control-sockets': { dhcp4: {} } }, serverOf: () => undefined, uptime: () => 0, shutdown: () => undefined })
    await compare(port, stop, handle)
  })
})

async function compare(port: number, stop: () => Promise<void>, handle: HandleMany): Promise<void> {
  const credentials = readCredentials({ realm: 'kea', clients: [{ user: 'admin', password: 'not-a-default-1' }] })
  const door = await openHttpDoor({ address: '127.0.0.1', port: 0, credentials }, handle)
  const own = Number(new URL(door.address).port)
  try {
    const differences: unknown[] = []
    for (const authorization of [basic('admin:not-a-default-1'), basic('admin:wrong')]) {
      for (const one of asked) {
        const [theirs, ours] = await Promise.all([ask(port, one, { Authorization: authorization }), ask(own, one, { Authorization: authorization })])
        if (known[one.does] === undefined && JSON.stringify(theirs) !== JSON.stringify(ours)) differences.push({ does: one.does, theirs, ours })
      }
    }
    assert.deepEqual(differences, [])
  } finally {
    await door.close()
    await stop()
  }
}

async function startReal(release: string, daemon: string, config: (dir: string) => unknown): Promise<{ port: number; stop: () => Promise<void> }> {
  const folder = temporaryFolder('kea-http-')
  const dir = path.join(folder, 's')
  mkdirSync(dir, { mode: 0o750 })
  chmodSync(dir, 0o750)
  const file = path.join(dir, 'kea.conf')
  writeFileSync(file, JSON.stringify(config(dir)))
  const env = { ...process.env, KEA_DHCP_DATA_DIR: dir, KEA_CONTROL_SOCKET_DIR: dir, KEA_PIDFILE_DIR: dir, KEA_LOCKFILE_DIR: dir }
  const child = spawn(oracle ?? '', ['exec', '-b', folder, release, daemon, '-c', file, ...(daemon === 'kea-dhcp4' ? ['-p', '17062'] : [])], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  child.stdout.on('data', (part: Buffer) => (log += part.toString()))
  child.stderr.on('data', (part: Buffer) => (log += part.toString()))
  for (let tries = 0; ; tries++) {
    try {
      await ask(17061, { does: '', body: list })
      break
    } catch {
      if (tries > 100) throw new Error(log.slice(-1500))
      await sleep(50)
    }
  }
  return {
    port: 17061,
    stop: async () => {
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('close', resolve))
    },
  }
}
