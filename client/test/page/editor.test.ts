/** The page as an editor hosts it: by messages, with the editor's theme, and places opened there. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { Browser } from 'playwright-core'
import type { Answer, HostSays } from '../../../server/src/lab/messages'
import { showTab, startBrowser, violations } from './browser'
import { editorThemes } from './editor-themes'
import { frameAt } from './fake-frames'
import { startFakeLaboratory, type FakeLaboratory } from './fake-laboratory'

let browser: Browser | string
let laboratory: FakeLaboratory

before(async () => {
  browser = await startBrowser()
  laboratory = await startFakeLaboratory({ leases: 10, clients: 10, run: 'running', time: 'real' })
})

after(async () => {
  await laboratory.stop()
  if (typeof browser !== 'string') await browser.close()
})

/** Stands in for the editor's own function, before any script of the page runs. */
const editorApi = `
  window.told = []
  window.acquireVsCodeApi = () => ({ postMessage: (message) => window.told.push(message), getState: () => undefined, setState: (state) => { window.kept = state } })
`

test('in an editor the page speaks by messages, opens places there and takes its theme from it', async (context) => {
  if (typeof browser === 'string') return context.skip(browser)
  const view = await browser.newContext()
  const page = await view.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('request', (request) => {
    if (/\/(events|ask)/.test(request.url())) faults.push(`asked for ${request.url()}`)
  })
  const told = (): Promise<readonly Record<string, unknown>[]> => page.evaluate('window.told')
  const say = (message: Answer | HostSays): Promise<void> => page.evaluate((one) => window.postMessage(one, '*'), message)
  try {
    await page.addInitScript(editorApi)
    await page.goto(laboratory.url)
    await page.locator('kea-page .head').waitFor()
    await page.waitForTimeout(200)
    assert.ok((await told()).some((message) => 'look' in message))
    assert.equal(await page.evaluate(() => document.documentElement.classList.contains('in-browser')), false)

    await say({ hosted: 'editor', canBoot: false })
    await say({ frame: frameAt({ leases: 10, clients: 10, run: 'running', time: 'real' }, { chart: true }, 0) })
    await page.getByText('This workspace is not trusted').waitFor()
    await page.getByRole('option', { name: /standby partner-down/ }).focus()
    await page.locator('.chosen-step .link').click()
    assert.deepEqual((await told()).find((message) => message['host'] === 'open'), { host: 'open', place: { file: '/srv/kea/primary/kea-dhcp4.conf', line: 12, column: 9 } })

    await say({ show: 'packets' })
    await page.getByRole('button', { name: 'Export pcapng' }).click()
    const asked = (await told()).find((message) => message['ask'] === 'export-packets')
    assert.equal(typeof asked?.['id'], 'number')
    await say({ reply: Number(asked?.['id']), fault: 'There is nothing to export.' })
    await page.getByRole('alert').filter({ hasText: 'There is nothing to export.' }).waitFor()

    await showTab(page, 'Clients')
    await page.waitForTimeout(100)
    assert.equal(await page.evaluate('window.kept.tab'), 'clients')
    assert.deepEqual(faults, [])
  } finally {
    await view.close()
  }
})

for (const theme of editorThemes) {
  test(`axe finds nothing against the page in the editor's ${theme.name} theme`, async (context) => {
    if (typeof browser === 'string') return context.skip(browser)
    const view = await browser.newContext({ bypassCSP: true, viewport: { width: 1000, height: 900 } })
    const page = await view.newPage()
    const say = (message: Answer | HostSays): Promise<void> => page.evaluate((one) => window.postMessage(one, '*'), message)
    try {
      await page.addInitScript(editorApi)
      await page.goto(laboratory.url)
      await page.evaluate(([variables, body]) => {
        for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(`--vscode-${name}`, value)
        document.documentElement.style.setProperty('--vscode-font-size', '13px')
        document.documentElement.style.setProperty('--vscode-font-family', 'sans-serif')
        document.body.className = body
      }, [theme.variables, theme.body] as const)
      const script = { leases: 10, clients: 10, run: 'running', time: 'real' } as const
      await say({ hosted: 'editor', canBoot: true })
      await say({ frame: frameAt(script, { chart: true, leases: { from: 0, count: 50, only: 'all', search: '' }, packets: { from: 'end', count: 80, only: 'all', search: '' } }, 0) })
      for (const tab of ['Overview', 'Leases', 'Packets', 'Clients']) {
        await showTab(page, tab)
        await page.waitForTimeout(400)
        if (process.env['KEA_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['KEA_SHOTS']}/editor-${theme.name}-${tab}.png` })
        assert.deepEqual(await violations(page), [], tab)
      }
    } finally {
      await view.close()
    }
  })
}
