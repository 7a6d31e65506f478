/** Every script in virtual time, and what a script refuses. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readScript, runScript, ScriptFault } from '../../src/ha/world/script'
import { createVirtualStage } from '../../src/ha/world/virtual-stage'
import { createWorld } from '../../src/ha/world/world'
import { generator } from '../random'
import { allScripts, giaddr, serversOf } from './scripts'

for (const { name, script } of allScripts()) {
  test(`in virtual time: ${name}`, async () => {
    const log: string[] = []
    const world = createWorld({ servers: serversOf(script), release: '3.0', random: generator(1), start: 1_700_000_000_000, onEvent: (server, { id, text }) => log.push(`${server} ${id} ${text}`) })
    const stage = createVirtualStage(world, giaddr)
    await runScript(script, stage, (step) => log.push(`--- ${step.text}`)).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${log.join('\n')}`)
    })
    if (name === 'skew') assert.ok(log.some((line) => line.includes('HA_HIGH_CLOCK_SKEW ')), 'the warning before the end')
  })
}

test('a script that says what is not known, or what does not come true', async () => {
  assert.throws(() => readScript('workspace hot-standby\nexplode one'), /line 2: "explode one" says nothing/)
  const script = readScript('workspace hot-standby\nstart one\nexpect one hot-standby within 1 s')
  const world = createWorld({ servers: serversOf(script), release: '3.0', random: generator(1), start: 0, onEvent: () => undefined })
  await assert.rejects(runScript(script, createVirtualStage(world, giaddr)), (error: Error) => error instanceof ScriptFault && /^line 3, "expect one hot-standby within 1 s": one is not hot-standby within 1 s: waiting$/.test(error.message))
})
