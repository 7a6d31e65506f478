// The main job on the sample workspace: lints two servers' files and prints what is wrong with them.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'

ensureInstalled()
const { buildAll, root } = await import('./build.mjs')
await buildAll()
const sample = path.join('test-fixtures', 'workspaces', 'office-pair')
const asked = process.argv.slice(2)
const done = spawnSync(process.execPath, [path.join(root, 'server/dist/kea-lint.js'), ...(asked.length > 0 ? asked : [sample])], {
  cwd: root,
  stdio: 'inherit',
})
// The sample is full of mistakes on purpose: finding them is the success.
process.exitCode = asked.length === 0 && done.status === 1 ? 0 : (done.status ?? 2)
