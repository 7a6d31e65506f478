/** What the manifest promises is what the server reads: the same settings, defaults, releases and files. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { releases } from '../../server/src/config/release'
import { defaultSettings, readSettings, settingNames } from '../../server/src/lsp/settings'

const project = process.env['KEA_PROJECT'] ?? process.cwd()

interface Property {
  readonly default?: unknown
  readonly enum?: readonly string[]
}

const manifest = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')) as {
  readonly main: string
  readonly icon: string
  readonly bin: Readonly<Record<string, string>>
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> }
    readonly commands: readonly { readonly command: string }[]
    readonly languages: readonly { readonly id: string; readonly configuration: string; readonly icon?: Readonly<Record<string, string>> }[]
    readonly grammars: readonly { readonly path: string }[]
  }
}
const settings = manifest.contributes.configuration.properties

/** Read by the client alone. */
const ofTheClient = ['kea.files.detectContent', 'kea.trace.server']

test('every setting of the manifest is read by the server, and the other way round', () => {
  const ofTheServer = Object.keys(settings).filter((name) => !ofTheClient.includes(name))
  assert.deepEqual(ofTheServer.sort(), settingNames.map((name) => `kea.${name}`).sort())
})

test('the defaults of the manifest are the server\'s own', () => {
  const section: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(settings)) {
    const [first = '', second] = name.slice('kea.'.length).split('.')
    if (second === undefined) section[first] = property.default
    else section[first] = { ...(section[first] as object | undefined), [second]: property.default }
  }
  assert.deepEqual(readSettings(section), defaultSettings)
})

test('the manifest offers the releases that can be checked for', () => {
  assert.deepEqual(settings['kea.version']?.enum, releases)
})

test('what the manifest names is there', () => {
  const { contributes } = manifest
  const files = [manifest.icon, ...contributes.languages.flatMap((one) => [one.configuration, ...Object.values(one.icon ?? {})]), ...contributes.grammars.map((one) => one.path)]
  for (const file of [...files, manifest.main, ...Object.values(manifest.bin)]) {
    assert.ok(existsSync(path.join(project, file)), file)
  }
})
