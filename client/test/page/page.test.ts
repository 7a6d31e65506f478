/** The page in a real browser, beside a laboratory that follows a script: what it shows, what it asks, and the keyboard. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { plainProfile } from '../../../server/src/clients/profile'
import { openWindow, showTab, startBrowser, type WindowOptions } from './browser'
import { startFakeLaboratory, type FakeLaboratory } from './fake-laboratory'

let browser: Browser | string
let laboratory: FakeLaboratory

before(async () => {
  browser = await startBrowser()
  laboratory = await startFakeLaboratory({ leases: 100_000, clients: 1000, run: 'running', time: 'real' })
})

after(async () => {
  await laboratory.stop()
  if (typeof browser !== 'string') await browser.close()
})

/** A window for one test; it must end without an error and without anything that the policy held back. */
function pageTest(name: string, run: (page: Page) => Promise<void>, options: WindowOptions = {}): void {
  test(name, async (context) => {
    if (typeof browser === 'string') return context.skip(browser)
    laboratory.asked.length = 0
    const { page, faults, close } = await openWindow(browser, laboratory.url, options)
    try {
      await run(page)
      // That a stream broke is no fault of the page.
      assert.deepEqual(faults.filter((fault) => !fault.startsWith('Failed to load resource')), [])
    } finally {
      await close()
    }
  })
}

async function asked(page: Page, part: object): Promise<void> {
  for (let wait = 0; wait < 40; wait++) {
    if (laboratory.asked.some((body) => Object.entries(part).every(([key, value]) => JSON.stringify(Reflect.get(body, key)) === JSON.stringify(value)))) return
    await page.waitForTimeout(50)
  }
  assert.fail(`not asked: ${JSON.stringify(part)}; but ${JSON.stringify(laboratory.asked)}`)
}

pageTest('the overview shows each server with its state, and tells the laboratory what is done to it', async (page) => {
  const primary = page.getByRole('article', { name: 'Server primary' })
  await primary.getByText('hot-standby', { exact: true }).first().waitFor()
  assert.match(await primary.innerText(), /answers clients of primary/)
  assert.match(await primary.innerText(), /100,000/)
  assert.match((await primary.getByRole('meter', { name: 'Heartbeat' }).getAttribute('aria-valuetext')) ?? '', /each 10 s, lost at 60 s/)
  assert.match((await page.getByRole('article', { name: 'Server standby' }).getByRole('meter', { name: 'Unacked clients' }).getAttribute('aria-valuetext')) ?? '', /2 of 5/)
  await primary.getByRole('button', { name: 'Kill' }).click()
  await asked(page, { ask: 'server', server: 'primary', act: 'kill' })
  await page.getByRole('button', { name: 'Cut primary to standby both ways' }).click()
  await asked(page, { ask: 'link', from: 'primary', to: 'standby', bothWays: true, change: { isCut: true } })
  const delay = page.getByLabel('Most delay of clients to standby, ms')
  await delay.fill('250')
  await delay.press('Enter')
  await asked(page, { ask: 'link', from: 'clients', to: 'standby', change: { delay: [0, 250] } })
  await page.getByRole('button', { name: 'Mend all' }).click()
  await asked(page, { ask: 'mend-links' })
})

pageTest('the time line is gone through with the arrow keys, and leads to the line that explains a step', async (page) => {
  const steps = page.getByRole('option', { name: /standby partner-down/ })
  await steps.focus()
  await page.locator('.chosen-step', { hasText: 'Six clients were not answered' }).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.locator('.chosen-step', { hasText: 'Somebody started it here.' }).waitFor()
  await page.keyboard.press('ArrowLeft')
  await page.locator('.chosen-step .link').click()
  await page.locator('dialog .line-marked', { hasText: 'max-unacked-clients' }).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
})

pageTest('tabs are changed with the keyboard alone', async (page) => {
  await page.getByRole('tab', { name: 'Overview' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByRole('grid', { name: /^Leases/ }).waitFor()
})

pageTest('a hundred thousand leases: only what is in view is there, and the keyboard reaches the last', async (page) => {
  await showTab(page, 'Leases')
  const grid = page.getByRole('grid', { name: 'Leases, 100,000 rows' })
  await grid.focus()
  assert.equal(await grid.getAttribute('aria-rowcount'), '100001')
  await page.keyboard.press('End')
  await page.getByRole('row', { name: /10\.1\.135\.159/ }).waitFor()
  assert.equal(await page.getByRole('row', { name: /10\.1\.135\.159/ }).getAttribute('aria-rowindex'), '100001')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('Home')
  await page.getByRole('row', { name: /^10\.0\.1\.0 / }).waitFor()
  assert.ok((await page.locator('.grid-body .row').count()) < 80)
  await page.getByText('standby has no lease.').first().waitFor()
  await page.getByRole('checkbox', { name: 'Only different' }).check({ force: true })
  await page.getByRole('grid', { name: 'Leases, 3 rows' }).waitFor()
  await page.getByRole('checkbox', { name: 'Only different' }).uncheck({ force: true })
  await page.getByLabel('Search').fill('pc-7')
  await page.getByRole('grid', { name: 'Leases, 40 rows' }).waitFor()
  assert.equal(laboratory.views.at(-1)?.leases?.search, 'pc-7')
})

pageTest('packets follow the end until one is opened, taken apart and closed again', async (page) => {
  await showTab(page, 'Packets')
  await page.locator('.grid-packets .row-active, .grid-packets .grid-body .row').first().waitFor()
  assert.equal(laboratory.views.at(-1)?.packets?.from, 'end')
  await page.locator('.grid-packets .grid-body .row', { hasText: 'not-in-scope' }).last().click()
  await page.getByRole('heading', { name: /^Packet / }).waitFor()
  await page.getByText('This server does not answer clients of primary while both serve.').waitFor()
  await page.getByText('circuit-id').first().waitFor()
  await page.getByRole('button', { name: 'Follow the end' }).waitFor()
  await page.getByRole('button', { name: 'Close the packet' }).press('Escape')
  await page.locator('.packet').waitFor({ state: 'detached' })
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'grid')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export pcapng' }).click()
  assert.equal((await download).suggestedFilename(), 'packets.pcapng')
})

pageTest('the map of addresses tells each cell to the keyboard', async (page) => {
  await showTab(page, 'Addresses')
  const map = page.getByRole('slider')
  await map.focus()
  for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowRight')
  assert.equal(await map.getAttribute('aria-valuetext'), '10.0.0.10: used')
  await page.locator('.cell-told', { hasText: '10.0.0.10: used' }).waitFor()
  await page.getByLabel('Subnet').selectOption('2')
  await page.waitForTimeout(300)
  assert.equal(laboratory.views.at(-1)?.addresses?.subnet, 2)
})

pageTest('clients are added as they are described, and a mistake is told', async (page) => {
  await showTab(page, 'Clients')
  await page.getByLabel('Preset').selectOption({ label: 'Windows 11' })
  await page.getByLabel('Host name (12)').fill('pc-{n}')
  await page.getByLabel('How many').fill('500')
  await page.getByLabel('How many').press('Tab')
  await page.getByRole('button', { name: 'Add 500 clients' }).click()
  await asked(page, { ask: 'add-clients', count: 500, act: 'dora', lives: true })
  const added = laboratory.asked.find((body) => body.ask === 'add-clients')
  assert.equal(added?.profile.vendorClass, 'MSFT 5.0')
  assert.equal(added.profile.hostname, 'pc-{n}')
  await page.getByLabel('Hardware address').first().fill('nonsense')
  await page.getByRole('button', { name: 'Add 500 clients' }).click()
  await page.getByRole('alert').filter({ hasText: '“nonsense” is no hardware address.' }).waitFor()
  await page.getByRole('button', { name: 'Dismiss this message' }).click()
  await page.getByRole('group', { name: 'What group 2 does now' }).getByRole('button', { name: 'release' }).click()
  await asked(page, { ask: 'act', clients: { group: 2 }, act: 'release' })
  await page.locator('.grid-clients .grid-body .row').nth(3).click()
  await page.locator('.strip').getByRole('button', { name: 'renew' }).click()
  await asked(page, { ask: 'act', clients: { client: 3 }, act: 'renew' })
})

pageTest('what is asked from outside is explained at once, each step with its line', async (page) => {
  laboratory.say({ explain: { ...plainProfile, hostname: 'from-the-editor' } })
  await page.getByRole('heading', { name: 'primary offers 10.0.0.10 for an hour; standby is silent.' }).waitFor()
  assert.equal(await page.getByLabel('Host name (12)').inputValue(), 'from-the-editor')
  const primary = page.getByRole('article', { name: 'Server primary' })
  await primary.getByRole('button', { name: '2 parts of: It is in class “voip”.' }).click()
  await primary.getByText('substring(option[60].hex, 0, 4) == “MSFT” is true').waitFor()
  await page.getByLabel('Vendor class (60)').fill('x')
  await page.waitForTimeout(800)
  const questions = laboratory.asked.filter((body) => body.ask === 'explain')
  assert.equal(questions.length, 2)
  assert.equal(questions[1]?.profile.vendorClass, 'x')
})

pageTest('a page that comes up again is where it was, with what was typed', async (page) => {
  await showTab(page, 'Explain')
  await page.getByLabel('Host name (12)').fill('kept')
  await page.getByRole('button', { name: 'Explain', exact: true }).click()
  await page.locator('.explain-summary').waitFor()
  await page.reload()
  await page.locator('.explain-summary').waitFor()
  assert.equal(await page.getByLabel('Host name (12)').inputValue(), 'kept')
})

pageTest('a laboratory that goes is told, and found again', async (page) => {
  laboratory.drop()
  await page.getByRole('alert').filter({ hasText: 'The laboratory is gone.' }).waitFor()
  await page.getByRole('alert').waitFor({ state: 'detached', timeout: 15_000 })
  await page.getByRole('article', { name: 'Server primary' }).waitFor()
})

pageTest('before the start the page says how to begin, and starts in either time', async (page) => {
  laboratory.script = { ...laboratory.script, run: 'ready' }
  try {
    await page.getByText('Nothing runs yet.').waitFor()
    await page.getByRole('button', { name: 'Start in virtual time' }).click()
    await asked(page, { ask: 'boot', time: 'virtual' })
    laboratory.script = { ...laboratory.script, run: 'running', time: 'virtual' }
    await page.getByRole('button', { name: 'Let an hour pass' }).click()
    await asked(page, { ask: 'pass', ms: 3_600_000 })
  } finally {
    laboratory.script = { ...laboratory.script, run: 'running', time: 'real' }
  }
})
