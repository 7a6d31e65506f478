/** Real clients by broadcast: udhcpc and dhclient in a network namespace get, renew and release a lease. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { askUnix } from '../src/pair/doors/unix'
import type { ReadyServer } from '../src/pair/events'

const mark = `kp${process.pid % 10_000}`
const [serverNs, clientNs, serverLink, clientLink] = [`${mark}s`, `${mark}c`, `${mark}a`, `${mark}b`]

function why(): string | false {
  if (process.platform !== 'linux') return 'network namespaces are Linux’s'
  if (process.getuid?.() !== 0) return 'network namespaces need root'
  const missing = ['ip', 'udhcpc', 'dhclient'].filter((name) => spawnSync('which', [name]).status !== 0)
  if (missing.length > 0) return `${missing.join(', ')} not installed`
  if (spawnSync('ip', ['netns', 'add', `${mark}t`]).status !== 0) return 'network namespaces cannot be made here'
  spawnSync('ip', ['netns', 'del', `${mark}t`])
  return false
}

describe('real clients', { skip: why() }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kea-clients-'))
  let ready: ReadyServer
  let stop: () => Promise<number | null>

  before(async () => {
    for (const ns of [serverNs, clientNs]) ip('netns', 'add', ns)
    ip('link', 'add', serverLink, 'type', 'veth', 'peer', 'name', clientLink)
    ip('link', 'set', serverLink, 'netns', serverNs)
    ip('link', 'set', clientLink, 'netns', clientNs)
    ip('-n', serverNs, 'addr', 'add', '10.77.0.1/24', 'dev', serverLink)
    for (const [ns, link] of [[serverNs, serverLink], [serverNs, 'lo'], [clientNs, clientLink]] as const) ip('-n', ns, 'link', 'set', link, 'up')
    const file = path.join(folder, 'kea-dhcp4.conf')
    const hooks = [{ library: '/usr/lib/kea/hooks/libdhcp_lease_cmds.so' }]
    const subnet4 = [{ id: 1, subnet: '10.77.0.0/24', pools: [{ pool: '10.77.0.100 - 10.77.0.150' }], 'option-data': [{ name: 'routers', data: '10.77.0.1' }] }]
    writeFileSync(file, JSON.stringify({ Dhcp4: { 'interfaces-config': { interfaces: [serverLink] }, 'hooks-libraries': hooks, 'cache-threshold': 0.0001, 'valid-lifetime': 60, 'renew-timer': 2, 'rebind-timer': 40, subnet4 } }))
    const bundle = path.join(process.env['KEA_PROJECT'] ?? process.cwd(), 'server/dist/kea-pair.js')
    const child = spawn('ip', ['netns', 'exec', serverNs, process.execPath, bundle, 'up', file, '--interface', serverLink, '--state-dir', path.join(folder, 'state'), '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (part: Buffer) => resolve(part.toString().split('\n')[0] ?? ''))
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    })
    ready = (JSON.parse(line) as { servers: [ReadyServer] }).servers[0]
    stop = () =>
      new Promise((resolve) => {
        child.once('exit', resolve)
        child.kill('SIGTERM')
      })
  })

  after(async () => {
    assert.equal(await stop(), 0)
    for (const ns of [serverNs, clientNs]) spawnSync('ip', ['netns', 'del', ns])
    rmSync(folder, { recursive: true, force: true })
  })

  test('udhcpc gets, renews and releases', async () => {
    const script = path.join(folder, 'udhcpc.sh')
    const log = path.join(folder, 'udhcpc.log')
    writeFileSync(script, `#!/bin/sh\necho "$1 $ip $router" >> ${log}\ncase $1 in bound|renew) ip addr flush dev $interface; ip addr add $ip/24 dev $interface;; esac\n`)
    chmodSync(script, 0o755)
    writeFileSync(log, '')
    const client = spawn('ip', ['netns', 'exec', clientNs, 'udhcpc', '-f', '-R', '-i', clientLink, '-s', script, '-t', '5', '-T', '1'], { stdio: 'ignore' })
    await until(() => /^bound 10\.77\.0\.1\d\d 10\.77\.0\.1$/m.test(readFileSync(log, 'utf8')), 'bound')
    const bound = await lease()
    await sleep(1100)
    client.kill('SIGUSR1')
    await until(() => /^renew 10\.77\.0\.1\d\d/m.test(readFileSync(log, 'utf8')), 'renewed')
    const renewed = await lease()
    assert.ok(Number(renewed['cltt']) > Number(bound['cltt']), 'the lease was not renewed')
    client.kill('SIGUSR2')
    await until(async () => (await lease())['state'] === 3, 'released')
    client.kill('SIGTERM')
    await new Promise((resolve) => client.once('exit', resolve))
  })

  test('dhclient gets, renews and releases', async () => {
    const leases = path.join(folder, 'dhclient.leases')
    const pid = path.join(folder, 'dhclient.pid')
    const script = path.join(folder, 'dhclient.sh')
    writeFileSync(script, '#!/bin/sh\ncase $reason in BOUND|RENEW|REBIND|REBOOT) ip addr flush dev $interface; ip addr add $new_ip_address/24 dev $interface;; esac\nexit 0\n')
    chmodSync(script, 0o755)
    const base = ['netns', 'exec', clientNs, 'dhclient', '-4', '-lf', leases, '-pf', pid, '-sf', script]
    const client = spawn('ip', [...base, '-d', clientLink], { stdio: 'ignore' })
    await until(async () => (await all()).some((one) => one['state'] === 0), 'bound')
    const bound = (await all()).find((one) => one['state'] === 0)
    await until(async () => Number((await all()).find((one) => one['state'] === 0)?.['cltt']) > Number(bound?.['cltt']), 'renewed')
    spawnSync('ip', [...base, '-r', clientLink])
    await until(async () => (await all()).every((one) => one['state'] !== 0), 'released')
    client.kill('SIGKILL')
  })

  async function all(): Promise<Record<string, unknown>[]> {
    const answer = await askUnix(ready.socket, { command: 'lease4-get-all' }, 2000)
    return (answer.arguments as { leases: Record<string, unknown>[] }).leases
  }

  async function lease(): Promise<Record<string, unknown>> {
    return (await all())[0] ?? {}
  }
})

function ip(...args: string[]): void {
  const done = spawnSync('ip', args, { encoding: 'utf8' })
  assert.equal(done.status, 0, `ip ${args.join(' ')}: ${done.stderr}`)
}

async function until(met: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await met()) return
    await sleep(100)
  }
  assert.fail(`not ${what} within 10 s`)
}
