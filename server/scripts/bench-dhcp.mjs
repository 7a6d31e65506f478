// Four-way exchanges a second and CPU a lease: ours beside real Kea 3.0, same configuration, same machine, in one run. KEA_ORACLE names the sandbox.
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cpuOf, load, median, readTask } from './bench-support.mjs'
import { buildAll, root } from './build.mjs'

const { oracle, seconds, rounds } = readTask()
await buildAll()

const folder = mkdtempSync(path.join(tmpdir(), 'kea-bench-'))
const peers = [await startReal(6790), await startOurs(6796)]
const seen = new Map(peers.map((peer) => [peer.name, { max: [], cpu: [], half: [] }]))
try {
  for (let round = 0; round < rounds; round++) {
    for (const peer of peers) {
      const at = measure(peer, undefined)
      seen.get(peer.name).max.push(at.rate)
      seen.get(peer.name).cpu.push(at.cpu)
      console.log(`round ${round + 1}, ${peer.name}: ${at.rate.toFixed(0)} exchanges/s, ${at.cpu.toFixed(1)} µs of CPU a lease (perfdhcp as fast as it can)`)
    }
  }
  for (const peer of peers) {
    const half = Math.floor(median(seen.get(peer.name).max) / 2)
    const at = measure(peer, half)
    console.log(`${peer.name} at half of its maximum (${half}/s): ${at.sent} begun, ${at.done} done, ${at.cpu.toFixed(1)} µs of CPU a lease`)
  }
  const [real, ours] = peers.map((peer) => seen.get(peer.name))
  console.log(`ours to Kea: rate ${(median(ours.max) / median(real.max)).toFixed(2)}, CPU a lease ${(median(ours.cpu) / median(real.cpu)).toFixed(2)} (medians of ${rounds})`)
} finally {
  for (const peer of peers) peer.stop()
  await sleep(500)
  rmSync(folder, { recursive: true, force: true })
}

function config(leases) {
  return {
    Dhcp4: {
      'interfaces-config': { interfaces: ['lo'], 'dhcp-socket-type': 'udp' },
      'lease-database': { type: 'memfile', persist: true, 'lfc-interval': 0, ...(leases ? { name: leases } : {}) },
      // Kea's default is a line a lease, which takes most of its time.
      loggers: [{ name: 'kea-dhcp4', severity: 'WARN', output_options: [{ output: 'stdout' }] }],
      'valid-lifetime': 4000,
      subnet4: [{ id: 1, subnet: '10.0.0.0/8', relay: { 'ip-addresses': ['127.0.0.1'] }, pools: [{ pool: '10.0.0.1 - 10.255.255.254' }] }],
    },
  }
}

async function startReal(port) {
  const dir = path.join(folder, 'real')
  mkdirSync(dir, { mode: 0o750 })
  chmodSync(dir, 0o750)
  const file = path.join(dir, 'kea.conf')
  writeFileSync(file, JSON.stringify(config(path.join(dir, 'leases.csv'))))
  const env = { ...process.env, KEA_DHCP_DATA_DIR: dir, KEA_CONTROL_SOCKET_DIR: dir, KEA_PIDFILE_DIR: dir, KEA_LOCKFILE_DIR: dir }
  const child = spawn(oracle, ['exec', '-b', folder, '3.0', 'kea-dhcp4', '-c', file, '-p', String(port), '-P', String(port + 1)], { env, stdio: 'ignore' })
  await sleep(1500)
  return { name: 'Kea 3.0', port, pid: child.pid, stop: () => child.kill('SIGTERM') }
}

async function startOurs(port) {
  const file = path.join(folder, 'kea-dhcp4.conf')
  writeFileSync(file, JSON.stringify(config()))
  const child = spawn(process.execPath, [path.join(root, 'server/dist/kea-pair.js'), 'up', file, '--dhcp-port', String(port), '--state-dir', path.join(folder, 'ours'), '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ready = JSON.parse(await new Promise((resolve) => child.stdout.once('data', (part) => resolve(part.toString().split('\n')[0]))))
  child.stdout.resume()
  return { name: 'ours', port, pid: ready.servers[0].pid, stop: () => child.kill('SIGTERM') }
}

function measure(peer, rate) {
  const before = cpuOf([peer.pid])
  const { done, sent } = load(oracle, { port: peer.port, answers: peer.port + 1, seconds, rate })
  return { rate: done / seconds, cpu: ((cpuOf([peer.pid]) - before) / Math.max(done, 1)) * 1e6, done, sent }
}
