// Takes the pictures of the README from real runs: the sample pair's findings and fixes, editing, and a failover of the campus pair, in the real workbench.
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

const out = path.join(root, 'client/media')
const settings = {
  ...quietSettings,
  'workbench.colorTheme': 'Default Dark Modern',
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'breadcrumbs.enabled': false,
  'problems.defaultViewMode': 'tree',
  'problems.showCurrentInStatus': true,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
}

// `screenshots.mjs pair` takes those of the test pair only.
const asked = process.argv.slice(2)
const all = {
  findings: () => inWorkbench('office-pair', { width: 1400, height: 900 }, takeFindings),
  editing: () => inWorkbench('campus-pair', { width: 1200, height: 700 }, takeEditing),
  pair: () => inWorkbench('campus-pair', { width: 1500, height: 1060 }, takePair),
}
for (const [name, take] of Object.entries(all)) if (asked.length === 0 || asked.includes(name)) await take()
process.exit(process.exitCode)

/** A fresh profile on a copy of the workspace; everything of it is gone afterwards. */
async function inWorkbench(name, size, take) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'kea-shots-'))
  const workspace = path.join(scratch, name)
  cpSync(path.join(root, 'test-fixtures/workspaces', name), workspace, { recursive: true })
  const userDataDir = path.join(scratch, 'user')
  mkdirSync(path.join(userDataDir, 'User'), { recursive: true })
  writeFileSync(path.join(userDataDir, 'User', 'settings.json'), JSON.stringify(settings))
  const server = await startServer({ dataDir: path.join(scratch, 'srv'), userDataDir, logFile: path.join(scratch, 'server.log') })
  const { browser, page } = await startBrowser(size)
  try {
    const payload = [['extensionDevelopmentPath', remoteUri(server.origin, root)], ['skipWelcome', 'true']]
    await page.goto(`${server.origin}/?folder=${encodeURI(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`)
    await take(page)
  } catch (error) {
    console.error(error)
    await page.screenshot({ path: path.join(os.tmpdir(), 'kea-screenshot-failure.png') }).catch(() => undefined)
    process.exitCode = 1
  } finally {
    await browser.close()
    await server.stop()
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function takeFindings(page) {
  await openFile(page, 'standby')
  await page.locator('.statusbar-item[id="status.problems"]').filter({ hasText: /[1-9]/ }).waitFor({ timeout: 30_000 })
  await command(page, 'Problems: Focus on Problems View')
  await page.locator('.markers-panel .monaco-list-row').first().waitFor({ timeout: 20_000 })
  await page.locator('.viewpane-filter input, .markers-panel-action-filter input, input[placeholder^="Filter"]').first().fill('**/standby/**')
  await page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'This peer is called' }).first().dblclick()
  // The line is drawn anew once its colours have come.
  await page.waitForTimeout(2000)
  await page.locator('.view-line', { hasText: 'krumb' }).first().locator('span', { hasText: 'krumb' }).last().hover()
  await page.locator('.monaco-hover:not(.hidden)').filter({ hasText: 'krumb' }).first().waitFor({ timeout: 20_000 })
  await picture(page, 'findings')
  await page.keyboard.press('Escape')
  await page.locator('.view-line', { hasText: 'krumb' }).first().locator('span', { hasText: 'krumb' }).last().click()
  await page.keyboard.press('Control+.')
  await page.locator('.action-widget').getByText('Call it').first().waitFor({ timeout: 20_000 })
  await picture(page, 'fixes')
}

/** What the editor tells of a subnet, and what it offers in a subnet. */
async function takeEditing(page) {
  await openFile(page, 'mserver')
  await page.locator('.codelens-decoration').first().waitFor({ state: 'attached', timeout: 30_000 })
  await page.keyboard.press('Control+B')
  await toLine(page, 48)
  await page.locator('.view-line', { hasText: '192.168.0.0/22' }).first().locator('span', { hasText: '192.168.0.0/22' }).last().hover()
  await page.locator('.monaco-hover:not(.hidden)').filter({ hasText: '255.255.252.0' }).first().waitFor({ timeout: 20_000 })
  await picture(page, 'hover')
  await page.locator('.view-line', { hasText: '192.168.8.1' }).last().click()
  await page.keyboard.press('End')
  await page.keyboard.type(',\n"')
  await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor({ timeout: 20_000 })
  await page.keyboard.type('res')
  await page.waitForTimeout(600)
  await page.keyboard.press('Control+Space')
  await picture(page, 'completion')
}

/** A failover as a person makes one: by commands, by the tree and on the page. */
async function takePair(page) {
  const status = page.locator('.statusbar-item[id$="kea.pair"]')
  const inPage = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame')
  const until = (text) => status.filter({ hasText: text }).waitFor({ timeout: 60_000 })
  const normal = 'mserver hot-standby | sserver hot-standby'

  await openFile(page, 'mserver')
  await page.locator('.codelens-decoration').first().waitFor({ state: 'attached', timeout: 30_000 })
  await page.getByRole('tab', { name: 'Kea', exact: true }).first().click()
  await page.getByRole('button', { name: 'Start Test Pair' }).first().click()
  await until(normal)
  await addClients(page, 50)
  await line(page, 'mserver').filter({ hasText: 'hot-standby' }).hover()
  await line(page, 'mserver').getByRole('button', { name: 'Kill Server' }).click()
  await until('mserver down')
  await addClients(page, 10)
  await until('sserver partner-down')
  await page.waitForTimeout(3000)
  await line(page, 'mserver').hover()
  await line(page, 'mserver').getByRole('button', { name: 'Start Server' }).click()
  await until(normal)
  await page.waitForTimeout(2500)
  await inPage.getByRole('heading', { name: 'Time line' }).scrollIntoViewIfNeeded()
  await picture(page, 'pair-overview')
  await inPage.getByRole('tab', { name: 'Leases' }).click()
  await inPage.getByRole('grid').first().waitFor()
  await picture(page, 'pair-leases')
  await inPage.getByRole('tab', { name: 'Packets' }).click()
  await inPage.getByRole('row').filter({ hasText: 'ACK' }).last().click()
  await picture(page, 'pair-packets')

  await page.locator('.tab', { hasText: 'kea-dhcp4.conf' }).first().click()
  await page.keyboard.press('Control+End')
  await page.locator('.codelens-decoration a', { hasText: 'Explain a client' }).last().click()
  await inPage.getByRole('tab', { name: 'Explain', selected: true }).waitFor({ timeout: 20_000 })
  await inPage.getByText(/gives \d/).first().waitFor({ timeout: 20_000 })
  await picture(page, 'pair-explain')
  await command(page, 'Kea: Stop Test Pair')
  await status.waitFor({ state: 'hidden', timeout: 20_000 })
}

async function toLine(page, number) {
  await page.keyboard.press('Control+G')
  await page.locator('.quick-input-widget input').first().fill(`:${number}`)
  await page.keyboard.press('Enter')
  await page.waitForTimeout(500)
}

async function openFile(page, folder) {
  await page.getByRole('treeitem', { name: folder }).first().click({ timeout: 60_000 })
  await page.getByRole('treeitem', { name: 'kea-dhcp4.conf' }).first().dblclick({ timeout: 30_000 })
}

/** A server's line in the tree. */
function line(page, name) {
  return page.getByRole('treeitem', { name: new RegExp(`^${name}, `) }).first()
}

async function addClients(page, count) {
  await command(page, 'Kea: Add Clients')
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'A plain client' }).first().click({ timeout: 10_000 })
  const input = page.locator('.quick-input-widget input').first()
  await page.locator('.quick-input-title', { hasText: 'how many' }).waitFor()
  await input.fill(String(count))
  await page.keyboard.press('Enter')
}

/** F1, the command's name, Enter. */
async function command(page, name) {
  await page.keyboard.press('F1')
  const input = page.locator('.quick-input-widget input')
  await input.waitFor({ state: 'visible' })
  await input.fill(`>${name}`)
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().click({ timeout: 5000 })
}

async function picture(page, name) {
  // Off every button, so that no hint covers the page.
  if (name.startsWith('pair-')) await page.mouse.move(700, 4)
  await page.waitForTimeout(600)
  const taken = await page.screenshot()
  writeFileSync(path.join(out, `${name}.webp`), await asWebp(page.context(), taken))
  console.log(`client/media/${name}.webp`)
}

/** Without loss, and half as large as PNG: the pictures are part of the extension. */
async function asWebp(context, png) {
  const page = await context.newPage()
  const base64 = await page.evaluate(async (encoded) => {
    const image = new Image()
    image.src = `data:image/png;base64,${encoded}`
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    canvas.getContext('2d').drawImage(image, 0, 0)
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: 1 })).arrayBuffer())
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    return btoa(text)
  }, png.toString('base64'))
  await page.close()
  return Buffer.from(base64, 'base64')
}
