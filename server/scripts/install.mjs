// Installs what package-lock.json names, unless it is there already: the two commands of the README need no other step.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../..')

export function ensureInstalled(folder = root) {
  const lock = path.join(folder, 'package-lock.json')
  const mark = path.join(folder, 'node_modules', '.installed-from')
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  process.stderr.write(`Installing packages in ${path.relative(process.cwd(), folder) || '.'} …\n`)
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  const [command, ...first] = npm
  const done = spawnSync(command, [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && npm.length === 1,
  })
  if (done.status !== 0) {
    process.stderr.write('Packages could not be installed: npm ci failed.\n')
    process.exit(2)
  }
  writeFileSync(mark, wanted)
}
