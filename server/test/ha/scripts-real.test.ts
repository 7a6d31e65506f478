/** The same scripts between real processes under a real clock. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, test } from 'node:test'
import { readRelationships } from '../../src/ha/relationship'
import { runScript } from '../../src/ha/world/script'
import { openProcessStage } from '../../src/pair/process-stage'
import { allScripts, giaddr, serversOf } from './scripts'

const root = process.env['KEA_PROJECT'] ?? process.cwd()

describe('on loopback', { concurrency: 6 }, () => {
  for (const { name, script } of allScripts()) {
    const needsSignals = script.steps.some((step) => step.text.startsWith('pause'))
    test(name, { skip: needsSignals && process.platform === 'win32' ? 'a process cannot be frozen on Windows' : false }, async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'kea-script-'))
      const log: string[] = []
      const servers = serversOf(script).map((server) => ({ ...server, agent: undefined, relationships: readRelationships(server.dhcp4, '3.0', true), stateDir: path.join(folder, server.name) }))
      const stage = await openProcessStage({ servers, release: '3.0', entry: path.join(root, 'server/dist/kea-pair.js'), giaddr, random: Math.random, onEvent: (text) => log.push(text) })
      try {
        await runScript(script, stage, (step) => log.push(`--- ${step.text}`))
      } catch (error) {
        throw new Error(`${String(error)}\n${log.join('\n')}`)
      } finally {
        await stage.close()
        rmSync(folder, { recursive: true, force: true })
      }
    })
  }
})
