// The main job on the sample workspaces: the mistakes of one pair, then another pair runs, with its page in a browser until Ctrl+C.
// `--once`: a failover told line by line, and the end. PATH: lints that.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureInstalled } from './install.mjs'

ensureInstalled()
const { buildAll, root } = await import('./build.mjs')
await buildAll()
const samples = path.join('test-fixtures', 'workspaces')
const asked = process.argv.slice(2)
const isOnce = asked.includes('--once')
const paths = asked.filter((word) => !word.startsWith('--'))
const pair = path.join(samples, 'campus-pair')
const anyPorts = ['--dhcp-port', '0', '--http-port', '0']

if (paths.length > 0) process.exitCode = lint(paths)
else if (isOnce) {
  console.log(`\nA failover of ${pair}, on loopback:\n`)
  process.exitCode = run('kea-pair.js', ['drill', pair, ...anyPorts])
} else {
  // The sample is full of mistakes on purpose: finding them is the success.
  const found = lint([path.join(samples, 'office-pair')])
  console.log(`\n${pair} runs on loopback:\n`)
  process.exitCode = found === 1 ? await show() : 2
}

/** Until Ctrl+C; a browser opens where somebody sits in front of this. */
async function show() {
  const state = mkdtempSync(path.join(os.tmpdir(), 'kea-start-'))
  const isInteractive = process.stdout.isTTY && process.env.CI === undefined && !asked.includes('--no-open')
  const words = ['up', pair, '--ui', '--ui-port', '0', ...anyPorts, '--state-dir', state, ...(isInteractive ? ['--open'] : [])]
  const child = spawn(process.execPath, [path.join(root, 'server/dist/kea-pair.js'), ...words], { cwd: root, stdio: 'inherit' })
  // Ctrl+C reaches both: the pair ends itself, and this waits for it.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  const value = await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  rmSync(state, { recursive: true, force: true, maxRetries: 3 })
  return value
}

function lint(targets) {
  return run('kea-lint.js', targets)
}

function run(command, words) {
  return spawnSync(process.execPath, [path.join(root, 'server/dist', command), ...words], { cwd: root, stdio: 'inherit' }).status ?? 2
}
