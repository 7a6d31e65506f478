// Runs the suites inside a real VS Code through @vscode/test-electron: the desktop's where it can be had, else code-server
// under headless Chromium, which npm brings. `run.mjs pair` runs the suites with "pair" in their name. KEA_VSIX=FILE tries the packed extension, installed into a fresh profile, in place of the sources. Writes {passed, failed, skipped, reasons} to E2E_RESULTS.
import { build } from 'esbuild'
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from '../../server/scripts/install.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../..')
const scratch = mkdtempSync(path.join(os.tmpdir(), 'kea-vscode-'))

try {
  const editor = await findEditor()
  if (typeof editor === 'string') finish({ passed: 0, failed: 0, skipped: 1, reasons: [editor] })
  else finish(overVirtualFiles(process.argv.slice(2).join() === 'web' ? { passed: 0, failed: 0, skipped: 0, reasons: [] } : await run(editor)))
} catch (error) {
  console.error(error)
  finish({ passed: 0, failed: 1, skipped: 0, reasons: [] })
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
}

/** The editor to run in, or the reason why there is none. */
async function findEditor() {
  if (process.env.VSCODE_TEST_EXECUTABLE) return { executable: process.env.VSCODE_TEST_EXECUTABLE }
  if (await canDownload()) return { version: 'stable' }
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'VS Code cannot be downloaded here, and its stand-in is for Linux on x64'
  const host = path.join(here, 'host')
  ensureInstalled(host)
  await import('./host/link.mjs')
  return { executable: path.join(here, 'code-offline.mjs') }
}

async function canDownload() {
  // The desktop's windows need a screen to open on.
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false
  try {
    const answer = await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(3000) })
    return answer.ok
  } catch {
    return false
  }
}

async function run({ executable, version }) {
  const asked = process.argv.slice(2)
  const suites = readdirSync(path.join(here, 'suites')).filter((name) => name.endsWith('.ts') && (asked.length === 0 || !name.endsWith('.test.ts') || asked.some((part) => name.includes(part))))
  rmSync(path.join(root, 'client/dist/test'), { recursive: true, force: true })
  await build({
    absWorkingDir: root,
    entryPoints: suites.map((name) => path.join('client/test/suites', name)),
    outdir: path.join(root, 'client/dist/test'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  })
  const installed = process.env.KEA_VSIX ? await install(path.resolve(process.env.KEA_VSIX), executable) : undefined
  const workspace = path.join(scratch, 'workspace')
  cpSync(path.join(root, 'test-fixtures/workspaces/office-pair'), workspace, { recursive: true })
  const results = path.join(scratch, 'results.json')
  const left = path.join(scratch, 'left-running.json')
  try {
    await runTests({
      ...(executable && { vscodeExecutablePath: executable }),
      ...(version && { version }),
      extensionDevelopmentPath: installed?.development ?? root,
      extensionTestsPath: path.join(root, 'client/dist/test/index.js'),
      launchArgs: installed ? [workspace, '--extensions-dir', installed.extensions, '--user-data-dir', path.join(scratch, 'profile')] : [workspace, '--disable-extensions'],
      extensionTestsEnv: { E2E_SUITE_RESULTS: results, E2E_LEFT_RUNNING: left, KEA_PROJECT: root },
    })
  } catch (error) {
    console.error(String(error))
  }
  // Exit code 0 proves nothing: an extension host that ends by itself reports it too.
  if (!existsSync(results)) return { passed: 0, failed: 1, skipped: 0, reasons: [] }
  const { passes, failures, pending } = JSON.parse(readFileSync(results, 'utf8'))
  const isLeft = suites.some((name) => name.includes('pair'))
  const endedWithWindow = !isLeft || (existsSync(left) && (await haveEnded(JSON.parse(readFileSync(left, 'utf8')))))
  console.log(`${endedWithWindow ? 'ok' : 'FAILED'}  a test pair that runs while the window closes ends with it`)
  return { passed: passes + (endedWithWindow ? 1 : 0), failed: failures + (passes === 0 ? 1 : 0) + (endedWithWindow ? 0 : 1), skipped: pending, reasons: pending > 0 ? ['suites in VS Code: pending tests'] : [] }
}

/** The packed extension in a folder of extensions of its own, and an empty extension for the suites to belong to. */
async function install(vsix, executable) {
  const extensions = path.join(scratch, 'extensions')
  const development = path.join(scratch, 'suites')
  mkdirSync(development)
  writeFileSync(path.join(development, 'package.json'), JSON.stringify({ name: 'suites', publisher: 'kea-dhcp-test', version: '0.0.0', engines: { vscode: '*' } }))
  const argv = ['--install-extension', vsix, '--extensions-dir', extensions, '--user-data-dir', path.join(scratch, 'profile')]
  const isStandIn = executable?.endsWith('code-offline.mjs')
  const [command, ...first] = isStandIn ? await (await import('./vscode-web-host.mjs')).commandLine() : [executable ?? (await downloadAndUnzipVSCode('stable'))]
  const done = spawnSync(command, [...first, ...argv], { encoding: 'utf8' })
  if (done.status !== 0 || !/successfully installed/.test(done.stdout)) throw new Error(`${path.basename(vsix)} could not be installed: ${done.stdout}${done.stderr}`)
  console.log(done.stdout.trim())
  return { extensions, development }
}

/** And in a browser's web extension host, and in Node, over a virtual workspace: `run.mjs web` for these alone. Only the stand-in can be made to do so. */
function overVirtualFiles(before) {
  const asked = process.argv.slice(2)
  if (asked.length > 0 && !asked.includes('web')) return before
  if (process.platform !== 'linux' || process.arch !== 'x64') return { ...before, skipped: before.skipped + 1, reasons: [...before.reasons, 'VS Code for the Web: its stand-in is for Linux on x64'] }
  ensureInstalled(path.join(here, 'host'))
  const results = path.join(scratch, 'web.json')
  spawnSync(process.execPath, [path.join(here, 'web/run.mjs')], { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, E2E_WEB_RESULTS: results }, timeout: 420_000 })
  const { passed, failed } = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : { passed: 0, failed: 1 }
  return { ...before, passed: before.passed + passed, failed: before.failed + failed }
}

/** Whether these processes are gone within ten seconds. */
async function haveEnded(pids) {
  const isAlive = (pid) => {
    try {
      // One that has ended and that nobody has asked after is gone.
      return process.kill(pid, 0) && !(process.platform === 'linux' && /^.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8')))
    } catch {
      return false
    }
  }
  for (const end = Date.now() + 10_000; pids.some(isAlive); ) {
    if (Date.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return pids.length > 1
}

function finish(result) {
  if (process.env.E2E_RESULTS) writeFileSync(process.env.E2E_RESULTS, JSON.stringify(result))
  console.log(`VS Code: ${JSON.stringify(result)}`)
  process.exitCode = result.failed > 0 ? 1 : 0
}
