/** A real Chromium for the page's tests: one for a test file, a fresh window for each look at the page. */
import type { Browser, Page } from 'playwright-core'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

export const project = process.env['KEA_PROJECT'] ?? process.cwd()

/** The browser, or the reason why there is none. */
export async function startBrowser(): Promise<Browser | string> {
  if (process.env['CHROMIUM'] === undefined && (process.platform !== 'linux' || process.arch !== 'x64')) return 'no CHROMIUM is named, and the one that npm brings is for Linux on x64'
  await ensureHost()
  const { launchChromium } = await load('client/test/chromium.mjs')
  return launchChromium()
}

interface Scripts {
  launchChromium(): Promise<Browser>
  ensureInstalled(folder: string): void
}

async function load(file: string): Promise<Scripts> {
  // By its path at run time: what a bundle brings along would not find its own files.
  return import(pathToFileURL(path.join(project, file)).href) as Promise<Scripts>
}

async function ensureHost(): Promise<void> {
  const { ensureInstalled } = await load('server/scripts/install.mjs')
  ensureInstalled(path.join(project, 'client/test/host'))
}

export interface Window {
  readonly page: Page
  /** What broke the content security policy, and errors of scripts. */
  readonly faults: string[]
  close(): Promise<void>
}

export interface WindowOptions {
  readonly width?: number
  readonly height?: number
  readonly scheme?: 'light' | 'dark'
  readonly forcedColors?: boolean
  /** For axe alone, which is brought into the page as a script. */
  readonly bypassPolicy?: boolean
}

export async function openWindow(browser: Browser, url: string, options: WindowOptions = {}): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1400, height: options.height ?? 900 },
    colorScheme: options.scheme ?? 'light',
    forcedColors: options.forcedColors === true ? 'active' : 'none',
    bypassCSP: options.bypassPolicy === true,
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy')) faults.push(message.text())
  })
  await page.goto(url)
  await page.locator('kea-overview h2').first().waitFor({ timeout: 10_000 }).catch((error: unknown) => {
    throw new Error([String(error), ...faults].join('\n'))
  })
  return { page, faults, close: () => context.close() }
}

export interface Violation {
  readonly id: string
  readonly nodes: readonly string[]
}

/** What axe has against the page as it is now. */
export async function violations(page: Page): Promise<readonly Violation[]> {
  await page.evaluate(readFileSync(path.join(project, 'node_modules/axe-core/axe.min.js'), 'utf8'))
  return page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then((found) => found.violations.map((one) => ({ id: one.id, nodes: one.nodes.map((node) => node.target.join(' ') + ': ' + node.failureSummary.slice(0, 300)) })))`)
}

export async function showTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click()
}
