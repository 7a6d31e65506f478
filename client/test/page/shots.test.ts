/** Pictures of every tab, to be looked at; only where KEA_SHOTS names a folder. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'
import { openWindow, showTab, startBrowser } from './browser'
import { startFakeLaboratory } from './fake-laboratory'

const folder = process.env['KEA_SHOTS']

test('pictures of every tab', { skip: folder === undefined ? 'KEA_SHOTS names no folder' : false }, async () => {
  const browser = await startBrowser()
  if (typeof browser === 'string' || folder === undefined) throw new Error(typeof browser === 'string' ? browser : 'no folder')
  mkdirSync(folder, { recursive: true })
  const laboratory = await startFakeLaboratory({ leases: 100_000, clients: 1000, run: 'running', time: 'real' })
  try {
    for (const scheme of ['dark', 'light'] as const) {
      for (const width of [900, 1400]) {
        const { page, faults, close } = await openWindow(browser, laboratory.url, { scheme, width })
        for (const tab of ['Overview', 'Leases', 'Packets', 'Addresses', 'Clients', 'Explain']) {
          await showTab(page, tab)
          await page.waitForTimeout(1300)
          if (tab === 'Packets') await page.locator('.grid-packets .row').nth(12).click()
          if (tab === 'Leases') await page.locator('.grid-leases .row').nth(6).click()
          if (tab === 'Clients') await page.locator('.grid-clients .row').nth(3).click()
          if (tab === 'Explain') await page.getByRole('button', { name: 'Explain' }).click()
          await page.waitForTimeout(300)
          await page.screenshot({ path: path.join(folder, `${tab.toLowerCase()}-${scheme}-${width}.png`) })
        }
        await page.locator('.explain-server .link').first().click()
        await page.waitForTimeout(500)
        await page.screenshot({ path: path.join(folder, `dialog-${scheme}-${width}.png`) })
        await page.keyboard.press('Escape')
        await showTab(page, 'Overview')
        await page.locator('.notices-panel').scrollIntoViewIfNeeded()
        await page.waitForTimeout(300)
        await page.screenshot({ path: path.join(folder, `notices-${scheme}-${width}.png`) })
        if (faults.length > 0) console.log(scheme, width, faults)
        await close()
      }
    }
    laboratory.script = { ...laboratory.script, time: 'virtual' }
    for (const [name, options] of [['forced', { forcedColors: true }], ['virtual', { scheme: 'dark', width: 900 }], ['wide', { scheme: 'dark', width: 1920, height: 1080 }]] as const) {
      const { page, close } = await openWindow(browser, laboratory.url, options)
      await page.waitForTimeout(1500)
      await page.screenshot({ path: path.join(folder, `${name}-overview.png`) })
      for (const tab of ['Leases', 'Addresses'] as const) {
        await showTab(page, tab)
        await page.waitForTimeout(1300)
        await page.screenshot({ path: path.join(folder, `${name}-${tab.toLowerCase()}.png`) })
      }
      await close()
    }
    laboratory.script = { ...laboratory.script, run: 'ready' }
    const { page, close } = await openWindow(browser, laboratory.url, { scheme: 'dark' })
    await page.waitForTimeout(500)
    await page.screenshot({ path: path.join(folder, 'ready.png') })
    await close()
  } finally {
    await browser.close()
    await laboratory.stop()
  }
})
