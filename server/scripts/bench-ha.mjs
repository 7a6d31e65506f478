// The rate of leases that a hot-standby pair holds, and its CPU a lease: ours beside two real Keas, same configuration, same machine, in one run.
// A lease counts when its client has the ACK, which a pair sends only after the partner has stored it. KEA_ORACLE names the sandbox of real Kea.
// node server/scripts/bench-ha.mjs [SECONDS] [ROUNDS]
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cpuOf, load, median, readTask } from './bench-support.mjs'
import { buildAll, root } from './build.mjs'

const { oracle, seconds, rounds } = readTask()
const names = ['primary', 'standby']
await buildAll()
const folder = mkdtempSync(path.join(tmpdir(), 'kea-bench-'))

const pairs = []
const seen = new Map()
try {
  pairs.push(await startReal(6790, 18101), await startOurs(6820, 18105))
  for (const pair of pairs) await pair.settle()
  for (const pair of pairs) seen.set(pair.name, { held: [], cpu: [], flood: [] })
  for (const pair of pairs) measure(pair, undefined, 2)
  for (let round = 0; round < rounds; round++) {
    for (const pair of pairs) {
      const flood = measure(pair, undefined, seconds)
      const { rate, at } = hold(pair, flood.rate)
      const own = seen.get(pair.name)
      own.flood.push(flood.rate)
      own.held.push(rate)
      own.cpu.push(at.cpu)
      console.log(`round ${round + 1}, ${pair.name}: holds ${rate.toFixed(0)} leases/s at ${at.cpu.toFixed(0)} µs of CPU a lease (${at.each.map((one) => one.toFixed(0)).join(' + ')}), ${at.sent} begun, ${at.done} done; ${flood.rate.toFixed(0)}/s of as many as perfdhcp can send`)
    }
  }
  for (const pair of pairs) {
    const [one, other] = await pair.leases()
    console.log(`${pair.name}: ${one} leases in one database, ${other} in the other`)
  }
  const [real, ours] = pairs.map((pair) => seen.get(pair.name))
  const ratio = (what) => (median(ours[what]) / median(real[what])).toFixed(2)
  console.log(`ours to Kea: rate held ${ratio('held')}, CPU a lease ${ratio('cpu')}, rate under a flood ${ratio('flood')} (medians of ${rounds})`)
} finally {
  for (const pair of pairs) pair.stop()
  await sleep(1000)
  rmSync(folder, { recursive: true, force: true })
}

function config(name, doors, control, leases) {
  const peer = (peerName, role) => ({ name: peerName, url: `http://127.0.0.1:${doors[peerName]}/`, role, 'auto-failover': true })
  return {
    Dhcp4: {
      'interfaces-config': { interfaces: ['lo'], 'dhcp-socket-type': 'udp' },
      'control-sockets': [{ 'socket-type': 'http', 'socket-address': '127.0.0.1', 'socket-port': control }],
      'lease-database': { type: 'memfile', persist: true, 'lfc-interval': 0, ...(leases ? { name: leases } : {}) },
      // Kea's default is a line a lease, which takes most of its time.
      loggers: [{ name: 'kea-dhcp4', severity: 'WARN', output_options: [{ output: 'stdout' }] }],
      'valid-lifetime': 4000,
      'multi-threading': { 'enable-multi-threading': true, 'thread-pool-size': 2, 'packet-queue-size': 64 },
      'hooks-libraries': [
        { library: 'libdhcp_lease_cmds.so' },
        {
          library: 'libdhcp_ha.so',
          parameters: {
            'high-availability': [
              {
                'this-server-name': name,
                mode: 'hot-standby',
                'heartbeat-delay': 1000,
                'max-response-delay': 10000,
                'multi-threading': { 'enable-multi-threading': true, 'http-dedicated-listener': true, 'http-listener-threads': 2, 'http-client-threads': 2 },
                peers: [peer('primary', 'primary'), peer('standby', 'standby')],
              },
            ],
          },
        },
      ],
      subnet4: [{ id: 1, subnet: '10.0.0.0/8', relay: { 'ip-addresses': ['127.0.0.1'] }, pools: [{ pool: '10.0.0.1 - 10.255.255.254' }] }],
    },
  }
}

async function startReal(port, firstDoor) {
  const doors = { primary: firstDoor, standby: firstDoor + 1 }
  const controls = [firstDoor + 2, firstDoor + 3]
  const children = names.map((name, at) => {
    const dir = path.join(folder, `real-${name}`)
    mkdirSync(dir, { mode: 0o750 })
    chmodSync(dir, 0o750)
    const file = path.join(dir, 'kea.conf')
    writeFileSync(file, JSON.stringify(config(name, doors, controls[at], path.join(dir, 'leases.csv'))))
    const env = { ...process.env, KEA_DHCP_DATA_DIR: dir, KEA_CONTROL_SOCKET_DIR: dir, KEA_PIDFILE_DIR: dir, KEA_LOCKFILE_DIR: dir }
    return spawn(oracle, ['exec', '-b', folder, '3.0', 'kea-dhcp4', '-c', file, '-p', String(port + 2 * at), '-P', String(port + 10)], { env, stdio: 'ignore' })
  })
  return pairOf('a pair of Kea 3.0', port, children.map((child) => child.pid), controls, () => children.forEach((child) => child.kill('SIGTERM')))
}

async function startOurs(port, firstDoor) {
  const doors = { primary: firstDoor, standby: firstDoor + 1 }
  const controls = [firstDoor + 2, firstDoor + 3]
  for (const [at, name] of names.entries()) {
    const dir = path.join(folder, 'ours', name)
    mkdirSync(dir, { recursive: true })
    writeFileSync(path.join(dir, 'kea-dhcp4.conf'), JSON.stringify(config(name, doors, controls[at])))
  }
  const child = spawn(process.execPath, [path.join(root, 'server/dist/kea-pair.js'), 'up', path.join(folder, 'ours'), '--dhcp-port', String(port), '--state-dir', path.join(folder, 'state'), '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ready = JSON.parse(await new Promise((resolve) => child.stdout.once('data', (part) => resolve(part.toString().split('\n')[0]))))
  child.stdout.resume()
  return pairOf('our pair', port, ready.servers.map((server) => server.pid), controls, () => child.kill('SIGTERM'))
}

function pairOf(name, port, pids, controls, stop) {
  const ask = async (control, command) => {
    const answer = await fetch(`http://127.0.0.1:${control}/`, { method: 'POST', headers: { 'Content-Type': 'application/json', Connection: 'close' }, body: JSON.stringify({ command }) })
    return (await answer.json())[0]
  }
  return {
    name,
    port,
    pids,
    stop,
    settle: async () => {
      for (let tries = 0; ; tries++) {
        const states = await Promise.all(controls.map((control) => ask(control, 'ha-heartbeat').then((one) => one.arguments.state, () => '')))
        if (states.every((state) => state === 'hot-standby')) return
        if (tries > 300) throw new Error(`${name} did not reach hot-standby: ${states.join(', ')}`)
        await sleep(100)
      }
    },
    leases: () => Promise.all(controls.map((control) => ask(control, 'lease4-get-all').catch(() => ask(control, 'lease4-get-all')).then((one) => Number(/^\d+/.exec(one.text)?.[0])))),
  }
}

/** The highest rate at which 99 of 100 exchanges that are begun are done, to a tenth, at the second try if not at the first; what was seen at it. */
function hold(pair, guess) {
  const holds = (rate) => {
    for (let tries = 0; tries < 2; tries++) {
      const at = measure(pair, rate, seconds)
      if (at.done >= 0.99 * at.sent) return at
    }
    return undefined
  }
  let rate = Math.max(50, Math.floor(guess))
  let at = holds(rate)
  while (!at && rate > 50) at = holds((rate = Math.floor(rate / 1.3)))
  for (;;) {
    const more = Math.floor(rate * 1.1)
    const next = holds(more)
    if (!next) return { rate, at: at ?? measure(pair, rate, seconds) }
    rate = more
    at = next
  }
}

function measure(pair, rate, time) {
  const before = pair.pids.map((pid) => cpuOf([pid]))
  const { done, sent } = load(oracle, { port: pair.port, answers: pair.port + 10, seconds: time, rate })
  const each = pair.pids.map((pid, at) => ((cpuOf([pid]) - before[at]) / Math.max(done, 1)) * 1e6)
  return { rate: done / time, cpu: each.reduce((sum, one) => sum + one, 0), each, done, sent }
}
