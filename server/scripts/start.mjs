// The main job on the sample workspaces: the mistakes of one pair, then a failover of another. `--once`: the failover alone. PATH: lints that.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensureInstalled } from './install.mjs'

ensureInstalled()
const { buildAll, root } = await import('./build.mjs')
await buildAll()
const samples = path.join('test-fixtures', 'workspaces')
const asked = process.argv.slice(2)
const isFailoverOnly = asked.includes('--once')
const paths = asked.filter((word) => word !== '--once')

if (paths.length > 0) process.exitCode = lint(paths)
else {
  // The sample is full of mistakes on purpose: finding them is the success.
  const found = isFailoverOnly ? 1 : lint([path.join(samples, 'office-pair')])
  const pair = path.join(samples, 'campus-pair')
  console.log(`\nA failover of ${pair}, on loopback:\n`)
  const drilled = run('kea-pair.js', ['drill', pair, '--dhcp-port', '0', '--http-port', '0'])
  process.exitCode = found === 1 ? drilled : 2
}

function lint(targets) {
  return run('kea-lint.js', targets)
}

function run(command, words) {
  return spawnSync(process.execPath, [path.join(root, 'server/dist', command), ...words], { cwd: root, stdio: 'inherit' }).status ?? 2
}
