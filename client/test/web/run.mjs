// Runs the extension over a virtual workspace in a real VS Code workbench: in its web extension host, where it is a web worker and nothing of Node is, and in Node.
import { build } from 'esbuild'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'node:util'
import '../host/link.mjs'
import { remoteUri, startBrowser, startServer } from '../vscode-web-host.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../../..')
const limit = Number(process.env.E2E_TIMEOUT_MS ?? 180_000)

/** `host`: web or node. The exit code of the tests, and what they said. */
async function runOverVirtualFiles(host) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'kea-web-'))
  const extension = path.join(scratch, 'kea')
  // In Node an editor takes one extension under development: the other is installed.
  const provider = path.join(scratch, 'virtual-files')
  const extensionsDir = path.join(scratch, 'extensions')
  const pair = path.join(root, 'test-fixtures/workspaces/office-pair')
  const inPair = readdirSync(pair, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  const officePair = Object.fromEntries(inPair.map((file) => [path.relative(pair, file).split(path.sep).join('/'), readFileSync(file, 'utf8')]))
  await build({
    absWorkingDir: root,
    entryPoints: ['client/test/web/suite.ts', 'client/test/web/virtual-files.ts'],
    outdir: path.join(scratch, 'built'),
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    define: { officePair: JSON.stringify(officePair), isWorker: String(host === 'web') },
    logLevel: 'warning',
  })
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  for (const part of ['client/dist', 'client/media', 'server/dist', 'syntaxes']) cpSync(path.join(root, part), path.join(extension, part), { recursive: true })
  writeFileSync(path.join(extension, 'package.json'), JSON.stringify(manifest))
  cpSync(path.join(scratch, 'built/suite.js'), path.join(extension, 'suite.js'))
  cpSync(path.join(here, 'virtual-files'), provider, { recursive: true })
  cpSync(path.join(scratch, 'built/virtual-files.js'), path.join(provider, 'virtual-files.js'))
  if (host === 'node') cpSync(provider, path.join(extensionsDir, 'kea-dhcp-test.virtual-files-0.0.0'), { recursive: true })
  const lines = []
  let server
  let web
  try {
    server = await startServer({ dataDir: path.join(scratch, 'data'), extensionsDir, logFile: path.join(scratch, 'server.log') })
    web = await startBrowser()
    const code = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(124), limit)
      const finish = (result) => {
        clearTimeout(timer)
        resolve(result)
      }
      void (async () => {
        await web.page.exposeFunction('codeAutomationLog', (type, args) => {
          const line = format(...args)
          if (line.includes('[web]')) lines.push(line.slice(line.indexOf('[web]') + '[web] '.length))
          if (process.env.E2E_VERBOSE) console.error(`[${type}] ${line}`)
        })
        await web.page.exposeFunction('codeAutomationExit', finish)
        if (process.env.E2E_CONSOLE) web.page.on('console', (message) => console.error(`console.${message.type()} ${message.text()}`))
        if (host === 'web') {
          // As a workbench is set up that has no machine behind it (the way of @vscode/test-web): extensions come by HTTP, and so do the tests,
          // from the workbench's own origin, as its policy wants it.
          const at = (name) => ({ scheme: 'http', authority: new URL(server.origin).host, path: `/of-the-test/${name}` })
          await web.context.route((url) => url.pathname.startsWith('/of-the-test/'), (route) => {
            const file = path.join(scratch, path.normalize(decodeURIComponent(new URL(route.request().url()).pathname.slice('/of-the-test/'.length))))
            return existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 404 })
          })
          await web.page.route((url) => url.pathname === '/' && url.origin === server.origin, async (route) => {
            const answer = await route.fetch()
            const html = (await answer.text()).replace(/(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/, (_whole, start, settings) => {
              const config = JSON.parse(settings.replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
              delete config.remoteAuthority
              config.developmentOptions = { extensions: [at('kea'), at('virtual-files')], extensionTestsPath: at('kea/suite.js') }
              config.folderUri = { scheme: 'memfs', path: '/site' }
              return `${start}${JSON.stringify(config).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
            })
            await route.fulfill({ response: answer, body: html })
          })
          await web.page.goto(`${server.origin}/?folder=${encodeURIComponent('memfs:/site')}`)
          return
        }
        const payload = [
          ['extensionDevelopmentPath', remoteUri(server.origin, extension)],
          ['extensionTestsPath', remoteUri(server.origin, path.join(extension, 'suite.js'))],
          ['skipWelcome', 'true'],
        ]
        await web.page.goto(`${server.origin}/?folder=${encodeURIComponent('memfs:/site')}&payload=${encodeURIComponent(JSON.stringify(payload))}`)
      })().catch(reject)
    })
    if (process.env.E2E_SHOT) await web.page.screenshot({ path: process.env.E2E_SHOT })
    return { code, lines }
  } finally {
    await web?.browser.close().catch(() => {})
    await server?.stop().catch(() => {})
    rmSync(scratch, { recursive: true, force: true })
  }
}

const total = { passed: 0, failed: 0 }
for (const host of process.argv.length > 2 ? process.argv.slice(2) : ['web', 'node']) {
  const { code, lines } = await runOverVirtualFiles(host)
  console.log(`virtual files, the extension in ${host === 'web' ? 'a web worker' : 'Node'}:`)
  for (const line of new Set(lines)) console.log(`  ${line}`)
  total.passed += lines.filter((line) => line.startsWith('ok  ')).length
  // Exit code 0 proves nothing: the last line does.
  if (code === 0 && lines.some((line) => line.endsWith(' passed'))) continue
  console.log(`  FAILED  exit code ${code}`)
  total.failed++
}
if (process.env.E2E_WEB_RESULTS) writeFileSync(process.env.E2E_WEB_RESULTS, JSON.stringify(total))
process.exitCode = total.failed === 0 ? 0 : 1
