// Runs every test and closes with one line: N passed, N failed, N skipped.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const out = path.join(root, 'out')
const asked = process.argv.slice(2)
/** Programs that tests start. */
const programs = ['server/test/lease-writer.ts', 'server/test/ha/model-lives.ts'].map((file) => path.join(root, file))
const total = { passed: 0, failed: 0, skipped: 0, reasons: new Map() }

ensureInstalled()
const { buildAll, common } = await import('./build.mjs')
const { build } = await import('esbuild')
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

await buildAll()
if (asked.length === 0) {
  for (const project of ['.', 'client/webview', 'client/test/page']) step(`type check of ${project}`, [path.join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', path.join(root, project)])
  step('code rules', [path.join(root, 'node_modules/eslint/bin/eslint.js'), '--max-warnings=0', 'server', 'client'])
}
await unitTests()
if (asked.length === 0) await editorTests()
close()

/** One command that passes or fails as a whole. */
function step(name, argv) {
  const begun = Date.now()
  const done = spawnSync(process.execPath, argv, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const passed = done.status === 0
  total[passed ? 'passed' : 'failed']++
  console.log(`${passed ? 'ok' : 'FAILED'}  ${name} (${seconds(begun)})`)
}

async function unitTests() {
  const files = testFiles('server').concat(testFiles('client')).filter((file) => asked.length === 0 || asked.some((part) => path.relative(root, file).includes(part)))
  if (files.length === 0) {
    console.log(`no test file has a name with ${asked.join(' or ')} in it`)
    return
  }
  // Made once: two tests that build at the same time would take each other's files away.
  const packages = path.join(out, 'package')
  if (files.some((file) => file.includes(path.join('test', 'package')))) await (await import('./package.mjs')).makePackages(packages)
  await build({ ...common, entryPoints: [...files, ...programs], outdir: path.join(out, 'tests'), outbase: root, outExtension: { '.js': '.cjs' } })
  const results = path.join(out, 'unit.json')
  const bundles = files.map((file) => path.join(out, 'tests', path.relative(root, file).replace(/\.ts$/, '.cjs')))
  spawnSync(
    process.execPath,
    [
      '--test',
      '--enable-source-maps',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${new URL('./count-tests.mjs', import.meta.url).href}`,
      `--test-reporter-destination=${results}`,
      ...bundles,
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, KEA_PROJECT: root, KEA_PACKAGES: packages } },
  )
  add(results, 'unit tests')
}

function testFiles(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.includes('node_modules') && !file.includes(path.join('test', 'suites')))
    .sort()
}

async function editorTests() {
  const results = path.join(out, 'editor.json')
  const begun = Date.now()
  spawnSync(process.execPath, [path.join(root, 'client/test/run.mjs')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, E2E_RESULTS: results },
  })
  console.log(`suites in VS Code: ${seconds(begun)}`)
  add(results, 'suites in VS Code')
  const skipped = total.reasons.has('suites in VS Code')
  if (skipped && process.env.CI === 'true') {
    console.log('FAILED  under CI the suites in VS Code must run')
    total.failed++
  }
}

/** A run that wrote no result has failed, whatever its exit code says. */
function add(file, name) {
  if (!existsSync(file)) {
    total.failed++
    console.log(`FAILED  ${name}: no result was written`)
    return
  }
  const result = JSON.parse(readFileSync(file, 'utf8'))
  total.passed += result.passed
  total.failed += result.failed
  total.skipped += result.skipped
  if (result.passed + result.failed === 0 && result.skipped > 0) total.reasons.set(name, result.reasons?.join('; ') ?? 'no reason given')
  else for (const reason of result.reasons ?? []) total.reasons.set(reason, '')
}

function seconds(begun) {
  return `${((Date.now() - begun) / 1000).toFixed(1)} s`
}

function close() {
  for (const [what, why] of total.reasons) console.log(`skipped: ${what}${why ? `: ${why}` : ''}`)
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`)
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
}
