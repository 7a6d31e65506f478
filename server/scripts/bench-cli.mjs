// `npm run bench:cli`: what one small file costs at the prompt beside Node.js itself, and a folder of real files (KEA_CORPUS): time and memory.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { buildAll } from './build.mjs'

const rounds = Number(process.env.ROUNDS ?? 15)
const folder = mkdtempSync(path.join(os.tmpdir(), 'kea-bench-'))
try {
  await buildAll({ minify: true, out: folder })
  const command = path.join(folder, 'server/dist/kea-lint.js')
  const file = path.join(folder, 'kea-dhcp4.conf')
  writeFileSync(file, JSON.stringify({ Dhcp4: { 'interfaces-config': { interfaces: ['eth0'] }, subnet4: [{ id: 1, subnet: '10.0.0.0/24', pools: [{ pool: '10.0.0.10 - 10.0.0.99' }] }] } }))
  writeFileSync(path.join(folder, 'cpu.cjs'), "process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write(`cpu ${user + system}\\n`) })")
  const empty = path.join(folder, 'empty.js')
  writeFileSync(empty, '')
  startUp({ 'Node.js, an empty program': [empty], 'kea-lint --version': [command, '--version'], 'kea-lint, one small file': [command, file], 'kea-lint, the same as SARIF': [command, file, '--format', 'sarif'] })
  if (process.env.KEA_CORPUS) wholeFolder(command, path.join(process.env.KEA_CORPUS, 'wild'))
  else console.log('A folder of real files: KEA_CORPUS names none.')
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** In turns, so that whatever else the machine does meets all of them; the best of each is what it costs. */
function startUp(programs) {
  const best = new Map(Object.keys(programs).map((name) => [name, { wall: Infinity, cpu: Infinity }]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, argv] of Object.entries(programs)) {
      const begun = performance.now()
      const { status, stderr } = spawnSync(process.execPath, ['--require', path.join(folder, 'cpu.cjs'), ...argv], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })
      if (status !== 0) throw new Error(`${name}: ${stderr}`)
      const one = best.get(name)
      one.wall = Math.min(one.wall, performance.now() - begun)
      one.cpu = Math.min(one.cpu, Number(/cpu (\d+)/.exec(stderr)?.[1]) / 1000)
    }
  }
  const base = best.values().next().value
  console.log(`Node.js ${process.version}, the best of ${rounds}:`)
  for (const [name, { wall, cpu }] of best) console.log(`  ${name.padEnd(30)} ${wall.toFixed(0).padStart(5)} ms, ${cpu.toFixed(0).padStart(4)} ms of CPU, ${(cpu / base.cpu).toFixed(1)} times an empty program`)
}

function wholeFolder(command, corpus) {
  const meter = path.join(folder, 'memory.cjs')
  writeFileSync(meter, "process.on('exit', () => process.stderr.write(`rss ${process.resourceUsage().maxRSS}\\n`))")
  const files = readdirSync(corpus, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
  const begun = performance.now()
  const { stdout, stderr } = spawnSync(process.execPath, ['--require', meter, command, corpus, '--each', '--format', 'json'], { encoding: 'utf8', maxBuffer: 1e9, env: { ...process.env, LC_ALL: 'C' } })
  const took = (performance.now() - begun) / 1000
  const report = JSON.parse(stdout)
  console.log(`${report.files.length} Kea files among ${files} real ones, ${report.findings.length} findings: ${took.toFixed(1)} s, at most ${(Number(/rss (\d+)/.exec(stderr)?.[1]) / 1024).toFixed(0)} MB`)
  if (took > 5) {
    console.error('That is more than 5 s.')
    process.exitCode = 1
  }
}
