/** The scripts of test-fixtures/ha, and the pairs that they are played with. */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { readScript } from '../../src/ha/world/script'
import type { Script } from '../../src/ha/world/script'
import { loadConfig } from '../../src/pair/load-config'

const root = process.env['KEA_PROJECT'] ?? process.cwd()
const folder = path.join(root, 'test-fixtures/ha')

export const giaddr = 0x0a420001

export function allScripts(): { readonly name: string; readonly script: Script }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.script'))
    .sort()
    .map((file) => ({ name: file.replace('.script', ''), script: readScript(readFileSync(path.join(folder, file), 'utf8')) }))
}

export function serversOf({ workspace }: Script): { readonly name: string; readonly config: string; readonly dhcp4: Record<string, unknown> }[] {
  const names = readdirSync(path.join(folder, workspace), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return names.sort().map((name) => {
    const config = path.join(folder, workspace, name, 'kea-dhcp4.conf')
    const loaded = loadConfig(config, 'Dhcp4', [])
    if (!loaded.map) throw new Error(loaded.fault)
    return { name, config, dhcp4: loaded.map }
  })
}
