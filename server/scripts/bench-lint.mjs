// Lints a generated file of 10,000 subnets next to `kea-dhcp4 -t` on the same file, and prints the ratio.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureInstalled } from './install.mjs'
import { largeFile } from './large-file.mjs'

ensureInstalled()
const { buildAll, root } = await import('./build.mjs')
await buildAll({ minify: true })

const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const subnets = Number(process.env.BENCH_SUBNETS ?? 10_000)
const folder = mkdtempSync(path.join(os.tmpdir(), 'kea-bench-'))
const file = path.join(folder, 'kea-dhcp4.conf')
writeFileSync(file, largeFile(subnets))

const lint = [process.execPath, path.join(root, 'server/dist/kea-lint.js'), '--format', 'json', file]
const peer = realKea()
try {
  const size = (largeFile(subnets).length / 1e6).toFixed(1)
  console.log(`${subnets} subnets, ${size} MB, ${rounds} rounds in turn`)
  const times = { lint: [], kea: [], sandbox: [] }
  for (let round = 0; round < rounds; round++) {
    times.lint.push(timed('kea-lint', lint, [0, 1]))
    if (peer) times.kea.push(timed('kea-dhcp4 -t', peer.command, [0]))
    if (peer?.start) times.sandbox.push(timed('the sandbox', peer.start, [0]))
  }
  show('kea-lint', times.lint)
  if (peer) {
    show(peer.name, times.kea)
    // A server in a sandbox pays for the sandbox; what an empty command costs there is taken off.
    if (times.sandbox.length > 0) show('of which its sandbox', times.sandbox)
    const alone = median(times.kea) - (times.sandbox.length > 0 ? median(times.sandbox) : 0)
    console.log(`ratio kea-lint : kea-dhcp4 -t = ${(median(times.lint) / alone).toFixed(2)} (medians, whole processes)`)
  } else {
    console.log('No real Kea to compare with: install kea-dhcp4, or set KEA_ORACLE. No ratio.')
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** KEA_ORACLE runs a real server in a sandbox of its own; otherwise one that is installed. */
function realKea() {
  const oracle = process.env.KEA_ORACLE
  if (oracle) {
    const release = process.env.KEA_VERSION ?? '3.0'
    const command = [oracle, 'exec', '-b', folder, release, 'kea-dhcp4', '-t', file]
    if (run(command).status === 0) return { name: `kea-dhcp4 -t (${release})`, command, start: [oracle, 'exec', release, 'true'] }
  }
  const command = ['kea-dhcp4', '-t', file]
  return run(command).status === 0 ? { name: 'kea-dhcp4 -t', command } : undefined
}

function run([command, ...argv]) {
  return spawnSync(command, argv, { stdio: ['ignore', 'ignore', 'ignore'] })
}

/** Milliseconds of the whole process; a run that did something else than asked ends the benchmark. */
function timed(name, command, expected) {
  const begun = performance.now()
  const { status } = run(command)
  if (!expected.includes(status)) throw new Error(`${name} ended with ${status}`)
  return performance.now() - begun
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

function show(name, values) {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  console.log(`${name}: median ${median(values).toFixed(0)} ms (${least.toFixed(0)}–${most.toFixed(0)})`)
}
