/** A hundred thousand leases and a thousand clients that renew: how smoothly the page goes on, and that what it holds stays small. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { openWindow, showTab, startBrowser } from './browser'
import { startFakeLaboratory, type FakeLaboratory } from './fake-laboratory'

/** ms of one measurement. */
const length = 4000
/** ms of the page's own work for a frame: fifty frames a second leave no more. */
const mostWork = 20

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

interface Measured {
  readonly framesPerSecond: number
  readonly longest: number
}

/** Turns the wheel in each frame, and counts the frames. */
async function scrollAndCount(page: Page, selector: string): Promise<Measured> {
  return page.evaluate(
    ([name, time]) =>
      new Promise<Measured>((resolve) => {
        const port = document.querySelector(name)
        const begun = performance.now()
        let frames = 0
        let before = begun
        let longest = 0
        const next = (now: number): void => {
          frames++
          longest = Math.max(longest, now - before)
          before = now
          if (port !== null) port.scrollTop = (port.scrollTop + 130) % (port.scrollHeight - port.clientHeight)
          if (now - begun < time) requestAnimationFrame(next)
          else resolve({ framesPerSecond: (frames * 1000) / (now - begun), longest })
        }
        requestAnimationFrame(next)
      }),
    [selector, length] as const,
  )
}

async function meter(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  // Of the processor, and not of the clock: others may use the machine meanwhile.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return session
}

/** ms of the processor that the page's thread used so far, and octets of the heap after a collection. */
async function metrics(session: CDPSession): Promise<{ readonly work: number; readonly heap: number; readonly nodes: number }> {
  // What the first collection takes from the page frees what the second one takes from the script.
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage')
  const { metrics: values } = await session.send('Performance.getMetrics')
  const value = (name: string): number => values.find((one) => one.name === name)?.value ?? NaN
  return { work: value('TaskDuration') * 1000, heap: value('JSHeapUsedSize'), nodes: value('Nodes') }
}

for (const [tab, selector] of [['Leases', '.grid-leases'], ['Packets', '.grid-packets'], ['Clients', '.grid-clients'], ['Overview', 'kea-overview']] as const) {
  test(`${tab} goes on smoothly while frames come`, async (context) => {
    if (typeof browser === 'string') return context.skip(browser)
    const { page, close } = await openWindow(browser, laboratory.url)
    try {
      await showTab(page, tab)
      await page.waitForTimeout(1000)
      const session = await meter(page)
      const before = await metrics(session)
      const { framesPerSecond, longest } = await scrollAndCount(page, selector)
      const after = await metrics(session)
      const work = (after.work - before.work) / (framesPerSecond * (length / 1000))
      context.diagnostic(`${tab}: ${framesPerSecond.toFixed(1)} frames a second, the longest ${longest.toFixed(0)} ms, ${work.toFixed(1)} ms of work a frame, ${(after.heap / 1e6).toFixed(1)} MB, ${after.nodes} nodes`)
      // How fast a loaded machine paints is not the page's; how much the page does for a frame is.
      assert.ok(work < mostWork, `${work.toFixed(1)} ms of work a frame`)
      assert.ok(framesPerSecond > 20, `${framesPerSecond.toFixed(1)} frames a second`)
      assert.ok((await page.locator('[role="row"]').count()) < 100)
    } finally {
      await close()
    }
  })
}

test('what the page holds does not grow with the frames that came', async (context) => {
  if (typeof browser === 'string') return context.skip(browser)
  const { page, close } = await openWindow(browser, laboratory.url)
  try {
    await showTab(page, 'Leases')
    await scrollAndCount(page, '.grid-leases')
    const session = await meter(page)
    const early = await metrics(session)
    await scrollAndCount(page, '.grid-leases')
    await scrollAndCount(page, '.grid-leases')
    const late = await metrics(session)
    context.diagnostic(`heap ${(early.heap / 1e6).toFixed(2)} → ${(late.heap / 1e6).toFixed(2)} MB, nodes ${early.nodes} → ${late.nodes}`)
    assert.ok(late.heap < early.heap + 2e6, `${early.heap} → ${late.heap}`)
    assert.ok(late.nodes < early.nodes + 500, `${early.nodes} → ${late.nodes}`)
  } finally {
    await close()
  }
})
