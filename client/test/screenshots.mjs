// Takes the pictures of the README from a real run: the sample pair in the real workbench.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from '../../server/scripts/install.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../..')
ensureInstalled()
ensureInstalled(path.join(here, 'host'))
await import('./host/link.mjs')
const { startServer, startBrowser, remoteUri, quietSettings } = await import('./vscode-web-host.mjs')

const scratch = mkdtempSync(path.join(os.tmpdir(), 'kea-shots-'))
const workspace = path.join(scratch, 'office-pair')
cpSync(path.join(root, 'test-fixtures/workspaces/office-pair'), workspace, { recursive: true })
const userDataDir = path.join(scratch, 'user')
mkdirSync(path.join(userDataDir, 'User'), { recursive: true })
writeFileSync(
  path.join(userDataDir, 'User', 'settings.json'),
  JSON.stringify({
    ...quietSettings,
    'workbench.colorTheme': 'Default Dark Modern',
    'editor.minimap.enabled': false,
    'editor.fontSize': 13,
    'breadcrumbs.enabled': false,
    'problems.defaultViewMode': 'tree',
    'problems.showCurrentInStatus': true,
    'window.commandCenter': false,
    'workbench.layoutControl.enabled': false,
  }),
)
const out = path.join(root, 'client/media')
mkdirSync(out, { recursive: true })
const server = await startServer({ dataDir: path.join(scratch, 'srv'), userDataDir, logFile: path.join(scratch, 'server.log') })
const { browser, page } = await startBrowser({ width: 1400, height: 900 })
let code = 1
try {
  const payload = [['extensionDevelopmentPath', remoteUri(server.origin, root)], ['skipWelcome', 'true']]
  await page.goto(`${server.origin}/?folder=${encodeURI(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`)
  await page.getByRole('treeitem', { name: 'standby' }).first().click({ timeout: 60_000 })
  await page.getByRole('treeitem', { name: 'kea-dhcp4.conf' }).first().dblclick({ timeout: 30_000 })
  await page.locator('.statusbar-item[id="status.problems"]').filter({ hasText: /[1-9]/ }).waitFor({ timeout: 30_000 })
  await command('Problems: Focus on Problems View')
  await page.locator('.markers-panel .monaco-list-row').first().waitFor({ timeout: 20_000 })
  await page.locator('.viewpane-filter input, .markers-panel-action-filter input, input[placeholder^="Filter"]').first().fill('**/standby/**')
  const row = page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'This peer is called' }).first()
  await row.dblclick()
  await page.waitForTimeout(400)
  await page.locator('.view-line', { hasText: 'krumb' }).first().locator('span', { hasText: 'krumb' }).last().hover()
  await page.locator('.monaco-hover:not(.hidden)').filter({ hasText: 'krumb' }).first().waitFor({ timeout: 20_000 })
  await page.waitForTimeout(600)
  await page.screenshot({ path: path.join(out, 'findings.png') })
  console.log('client/media/findings.png')
  code = 0
} catch (error) {
  console.error(error)
  await page.screenshot({ path: path.join(scratch, '..', 'kea-screenshot-failure.png') }).catch(() => undefined)
} finally {
  await browser.close()
  await server.stop()
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
}
process.exit(code)

/** F1, the command's name, Enter. */
async function command(name) {
  await page.keyboard.press('F1')
  const input = page.locator('.quick-input-widget input')
  await input.waitFor({ state: 'visible' })
  await input.fill(`>${name}`)
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().click({ timeout: 5000 })
}
