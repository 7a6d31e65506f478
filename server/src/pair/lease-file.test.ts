/** The lease file: what was acknowledged survives kill -9 at any moment, and real Kea reads what we write and the other way round. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Release } from '../config/release'
import { leaseFormat, textOfAddress, writeRow } from '../dhcp/leases/csv'
import type { Lease } from '../dhcp/leases/lease'
import { askUnix } from './doors/unix'
import { openLeaseFile } from './lease-file'
import { temporaryFolder } from '../../test/temporary-folder'

const format = leaseFormat('3.0')

function lease(address: number, more: Partial<Lease> = {}): Lease {
  const last = address & 255
  return {
    address,
    hwaddr: `\x02\0\0\0\0${String.fromCharCode(last)}`,
    htype: 1,
    clientId: undefined,
    validLft: 4000,
    cltt: Math.floor(Date.now() / 1000),
    subnetId: 1,
    poolId: 0,
    fqdnFwd: false,
    fqdnRev: false,
    hostname: '',
    state: 0,
    userContext: undefined,
    ...more,
  }
}

const first = 0x0a000001

function folder(): string {
  return temporaryFolder('kea-leases-')
}

test('rows come back, the last of an address counting', () => {
  const file = path.join(folder(), 'kea-leases4.csv')
  const opened = openLeaseFile(file, format)
  const awkward = lease(first + 1, { hostname: 'a,b&c', clientId: '\x01\xff', userContext: { note: 'x, "y" & z', ISC: { a: [1] } }, validLft: 0xffffffff })
  opened.append(writeRow(lease(first, { hostname: 'before' }), format) + writeRow(awkward, format) + writeRow(lease(first, { hostname: 'after' }), format))
  opened.append(writeRow(lease(first + 2), format) + writeRow(lease(first + 2, { validLft: 0 }), format))
  opened.close()
  const again = openLeaseFile(file, format)
  again.close()
  assert.equal(again.leases.get(first)?.hostname, 'after')
  assert.deepEqual(again.leases.get(first + 1), awkward)
  assert.equal(again.leases.has(first + 2), false)
  assert.deepEqual(again.errors, [])
})

test('a row that was never finished is told, and does not swallow the next', () => {
  const file = path.join(folder(), 'kea-leases4.csv')
  const opened = openLeaseFile(file, format)
  opened.append(writeRow(lease(first), format))
  opened.append(writeRow(lease(first + 1), format).slice(0, 20))
  opened.close()
  const again = openLeaseFile(file, format)
  again.append(writeRow(lease(first + 2), format))
  again.close()
  const third = openLeaseFile(file, format)
  third.close()
  assert.deepEqual([...third.leases.keys()], [first, first + 2])
  assert.equal(third.errors.length, 1)
})

test('cleanup keeps every lease and drops what later rows replace', async () => {
  const file = path.join(folder(), 'kea-leases4.csv')
  const opened = openLeaseFile(file, format)
  for (let round = 0; round < 50; round++) opened.append(writeRow(lease(first + (round % 5), { hostname: `round${round}` }), format))
  const cleaning = opened.clean()
  opened.append(writeRow(lease(first + 9), format))
  assert.equal(await opened.clean(), false, 'one at a time')
  assert.equal(await cleaning, true)
  assert.equal(await opened.clean(), true)
  opened.close()
  assert.equal(readFileSync(`${file}.2`, 'utf8').trim().split('\n').length, 1 + 6)
  const again = openLeaseFile(file, format)
  again.close()
  assert.equal(again.leases.size, 6)
  assert.equal(again.leases.get(first + 4)?.hostname, 'round49')
})

test('nothing that was acknowledged is lost by kill -9, whatever the cleanup is doing', async () => {
  const bundle = path.join(process.env['KEA_PROJECT'] ?? process.cwd(), 'out/tests/server/test/lease-writer.cjs')
  for (let round = 0; round < 12; round++) {
    const file = path.join(folder(), 'kea-leases4.csv')
    const child = spawn(process.execPath, [bundle, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    let told = ''
    child.stdout.on('data', (part: Buffer) => (told += part.toString()))
    while (told.length === 0) await sleep(5)
    await sleep(10 + round * 17)
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('close', resolve))
    const acknowledged = told.split('\n').slice(0, -1)
    const reopened = openLeaseFile(file, format)
    reopened.close()
    for (const line of acknowledged) {
      const [address = '', hostname = ''] = line.split(' ')
      const found = reopened.leases.get(Number(address))
      assert.ok(found, `${address} is gone`)
      assert.ok(Number(found.hostname.slice(1)) >= Number(hostname.slice(1)), `${address} went back from ${hostname} to ${found.hostname}`)
    }
    assert.ok(acknowledged.length > 100, `only ${acknowledged.length} rows were written`)
  }
})

const oracle = process.env['KEA_ORACLE']

for (const release of ['2.2', '2.6', '3.0'] as const) {
  test(`real Kea ${release} reads our file, and we read what it writes`, { skip: oracle === undefined ? 'real Kea is not here (KEA_ORACLE)' : false }, async () => {
    const dir = path.join(folder(), 's')
    mkdirSync(dir, { mode: 0o750 })
    chmodSync(dir, 0o750)
    const file = path.join(dir, 'kea-leases4.csv')
    const own = leaseFormat(release)
    const opened = openLeaseFile(file, own)
    const mine = [
      lease(first, { clientId: '\x01\x02\x03', hostname: 'one.example', fqdnFwd: true }),
      lease(first + 1, { validLft: 0xffffffff }),
      lease(first + 2, { userContext: { text: 'a, b & c' } }),
      lease(first + 3, { hwaddr: '', state: 1 }),
    ]
    opened.append(mine.map((one) => writeRow(one, own)).join(''))
    opened.close()
    const socket = path.join(dir, 'kea4.sock')
    const shown = await withRealKea(release, dir, file, socket, async () => {
      const all = (await askUnix(socket, { command: 'lease4-get-all' }, 5000)) as unknown as { arguments: { leases: Record<string, unknown>[] } }
      await askUnix(socket, { command: 'lease4-add', arguments: { 'ip-address': '10.0.0.9', 'hw-address': '02:00:00:00:00:99', 'client-id': '01:aa', hostname: 'theirs.example', 'subnet-id': 1, 'user-context': { a: 'b, c' } } }, 5000)
      await askUnix(socket, { command: 'lease4-del', arguments: { 'ip-address': '10.0.0.1' } }, 5000)
      return all.arguments.leases
    })
    assert.deepEqual(shown.map((one) => [one['ip-address'], one['valid-lft'], one['state'], one['hostname'], one['client-id'], one['user-context']]), mine.map((one) => [textOfAddress(one.address), one.validLft, one.state, one.hostname, one.clientId === undefined ? undefined : '01:02:03', one.userContext]))
    const back = openLeaseFile(file, own)
    back.close()
    assert.deepEqual([...back.leases.keys()].sort(), [first + 1, first + 2, first + 3, first + 8])
    assert.deepEqual(back.leases.get(first + 8)?.userContext, { a: 'b, c' })
    assert.deepEqual({ ...back.leases.get(first + 2) }, mine[2])
  })
}

async function withRealKea<T>(release: Release, dir: string, leases: string, socket: string, use: () => Promise<T>): Promise<T> {
  const config = path.join(dir, 'kea.conf')
  const dhcp4 = {
    'interfaces-config': { interfaces: [] },
    'control-socket': { 'socket-type': 'unix', 'socket-name': socket },
    'lease-database': { type: 'memfile', persist: true, name: leases, 'lfc-interval': 0 },
    'hooks-libraries': [{ library: '/usr/lib/x86_64-linux-gnu/kea/hooks/libdhcp_lease_cmds.so' }],
    subnet4: [{ id: 1, subnet: '10.0.0.0/24' }],
  }
  writeFileSync(config, JSON.stringify({ Dhcp4: dhcp4 }))
  const env = { ...process.env, KEA_DHCP_DATA_DIR: dir, KEA_CONTROL_SOCKET_DIR: dir, KEA_PIDFILE_DIR: dir, KEA_LOCKFILE_DIR: dir }
  const child = spawn(oracle ?? '', ['exec', '-b', path.dirname(dir), release, 'kea-dhcp4', '-c', config, '-p', '16767'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  child.stdout.on('data', (part: Buffer) => (log += part.toString()))
  child.stderr.on('data', (part: Buffer) => (log += part.toString()))
  try {
    for (let tries = 0; !existsSync(socket); tries++) {
      if (tries > 100) throw new Error(log.slice(-1500))
      await sleep(50)
    }
    return await use()
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('close', resolve))
  }
}
