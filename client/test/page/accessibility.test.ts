/** Every tab as axe sees it, in light, dark and forced colours. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { Browser } from 'playwright-core'
import { openWindow, showTab, startBrowser, violations, type WindowOptions } from './browser'
import { startFakeLaboratory, type FakeLaboratory } from './fake-laboratory'

let browser: Browser | string
let laboratory: FakeLaboratory

before(async () => {
  browser = await startBrowser()
  laboratory = await startFakeLaboratory({ leases: 100_000, clients: 1000, run: 'running', time: 'virtual' })
})

after(async () => {
  await laboratory.stop()
  if (typeof browser !== 'string') await browser.close()
})

const looks: readonly (readonly [string, WindowOptions])[] = [
  ['light', { scheme: 'light' }],
  ['dark', { scheme: 'dark' }],
  ['forced colours', { forcedColors: true }],
]

for (const [name, look] of looks) {
  test(`axe finds nothing against any tab in ${name}`, async (context) => {
    if (typeof browser === 'string') return context.skip(browser)
    const { page, close } = await openWindow(browser, laboratory.url, { ...look, bypassPolicy: true })
    try {
      for (const tab of ['Overview', 'Leases', 'Packets', 'Addresses', 'Clients', 'Explain']) {
        await showTab(page, tab)
        await page.waitForTimeout(500)
        // What is folded away or opened by a choice is looked at too.
        for (const fold of await page.locator('vscode-tab-panel:not([hidden]) details.fold > summary').all()) await fold.click()
        if (tab === 'Packets') await page.locator('.grid-packets .grid-body .row').nth(12).click()
        if (tab === 'Clients') {
          await page.locator('.grid-clients .grid-body .row').nth(3).click()
          await page.getByRole('checkbox', { name: 'Behind a relay' }).check({ force: true })
        }
        if (tab === 'Explain') await page.getByRole('button', { name: 'Explain' }).click()
        await page.waitForTimeout(400)
        assert.deepEqual(await violations(page), [], tab)
      }
      await page.locator('.explain-server .link').first().click()
      await page.locator('dialog .line-marked').waitFor()
      assert.deepEqual(await violations(page), [], 'dialog')
    } finally {
      await close()
    }
  })
}
