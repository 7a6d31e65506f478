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

const texts = JSON.parse(readFileSync(path.join(project, 'package.nls.json'), 'utf8')) as Readonly<Record<string, string>>

/** As the editor reads it, with its texts in English. */
const manifest = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'), (_key, value: unknown) => (typeof value === 'string' ? (texts[/^%(.+)%$/.exec(value)?.[1] ?? ''] ?? value) : value)) as {
  readonly main: string
  readonly browser: string
  readonly activationEvents: readonly string[]
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] }; readonly virtualWorkspaces: { readonly supported: string } }
  readonly icon: string
  readonly bin: Readonly<Record<string, string>>
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> }
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string; readonly icon?: string; readonly enablement?: string }[]
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when: string; readonly group?: string }[]>>
    readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] }
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string; readonly when: string }[]>>
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[]
    readonly walkthroughs: readonly { readonly id: string; readonly icon: string; readonly steps: readonly { readonly description: string; readonly media: { readonly markdown: string } }[] }[]
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
  const steps = contributes.walkthroughs.flatMap((one) => one.steps.map((step) => step.media.markdown))
  const icons = [...contributes.viewsContainers.activitybar, ...Object.values(contributes.views).flat(), ...contributes.walkthroughs].map((one) => one.icon)
  const files = [manifest.icon, ...icons, ...steps, ...contributes.languages.flatMap((one) => [one.configuration, ...Object.values(one.icon ?? {})]), ...contributes.grammars.map((one) => one.path)]
  for (const file of [...files, manifest.main, manifest.browser, ...Object.values(manifest.bin)]) {
    assert.ok(existsSync(path.join(project, file)), file)
  }
})

test('the pictures of the walkthrough are there', () => {
  for (const step of manifest.contributes.walkthroughs.flatMap((one) => one.steps)) {
    const page = path.join(project, step.media.markdown)
    for (const [, picture = ''] of readFileSync(page, 'utf8').matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)) {
      assert.ok(existsSync(path.resolve(path.dirname(page), picture)), picture)
    }
  }
})

const commands = new Set(manifest.contributes.commands.map((one) => one.command))

test('menus, welcome and walkthrough name commands that there are', () => {
  const { menus, viewsWelcome, walkthroughs } = manifest.contributes
  const inTexts = [...viewsWelcome.map((one) => one.contents), ...walkthroughs.flatMap((one) => one.steps.map((step) => step.description))].flatMap((text) =>
    [...text.matchAll(/\(command:([^)]+)\)/g)].map((match) => match[1] ?? ''),
  )
  assert.ok(inTexts.length > 10)
  for (const command of [...Object.values(menus).flat().map((one) => one.command), ...inTexts.filter((name) => name.startsWith('kea.'))]) {
    assert.ok(commands.has(command), command)
  }
})

test('every command of the test pair has an icon, and is hidden from the palette where it does not apply', () => {
  const inPalette = new Map(manifest.contributes.menus['commandPalette']?.map((one) => [one.command, one.when]))
  for (const { command, category, icon } of manifest.contributes.commands) {
    assert.equal(category, 'Kea')
    if (!command.startsWith('kea.pair.') && command !== 'kea.explain') continue
    assert.match(icon ?? '', /^\$\([a-z-]+\)$/, command)
    assert.ok(inPalette.get(command), command)
  }
})

test('what boots servers asks for a trusted workspace, and explaining does not', () => {
  const needs = (command: string): string => manifest.contributes.commands.find((one) => one.command === command)?.enablement ?? ''
  for (const command of ['kea.pair.start', 'kea.pair.startVirtual', 'kea.pair.playScenario']) assert.match(needs(command), /isWorkspaceTrusted/)
  assert.doesNotMatch(needs('kea.explain'), /isWorkspaceTrusted/)
})

test('a process is paused only where the system can, and only one that runs', () => {
  const pausing = manifest.contributes.menus['view/item/context']?.filter((one) => one.command === 'kea.pair.pauseServer') ?? []
  assert.equal(pausing.length, 2)
  const [, words = ''] = /viewItem =~ \/(.*)\/ /.exec(pausing[0]?.when ?? '') ?? []
  for (const { when } of pausing) assert.match(when, /kea\.pair\.canPause/)
  assert.match('server running ha', new RegExp(words))
  assert.doesNotMatch('server down ha', new RegExp(words))
})

test('the codicons that commands name are those that VS Code has', () => {
  const known = readFileSync(path.join(project, 'node_modules/@vscode/codicons/dist/codicon.css'), 'utf8')
  for (const { command, icon } of manifest.contributes.commands) {
    if (icon !== undefined) assert.ok(known.includes(`.codicon-${icon.slice(2, -1)}:before`), `${command} ${icon}`)
  }
})

/** What VS Code makes of a clause where these keys have values; all others have none. */
function holds(clause: string, keys: Readonly<Record<string, string | boolean>>): boolean {
  let rest = clause.replace(/([a-z][\w.]*)(?:\s*(?:==|=~)\s*(\/(?:[^/\\]|\\.)*\/|[\w.-]+))?/gi, (_whole, key: string, compared: string | undefined) => {
    const is = keys[key] ?? ''
    if (compared === undefined) return is === '' || is === false ? 'no' : 'yes'
    return (compared.startsWith('/') ? new RegExp(compared.slice(1, -1)).test(String(is)) : String(is) === compared) ? 'yes' : 'no'
  })
  const flat = (text: string): string => (text.split('||').some((all) => all.split('&&').every((one) => one.trim().replace(/^(!!)*/, '').replace('!yes', 'no').replace('!no', 'yes') === 'yes')) ? 'yes' : 'no')
  while (rest.includes('(')) rest = rest.replace(/\(([^()]*)\)/g, (_whole, inner: string) => flat(inner))
  assert.match(rest, /^(?:yes|no|!|&&|\|\||\s)+$/, clause)
  return flat(rest) === 'yes'
}

test('clauses are read as VS Code reads them', () => {
  assert.ok(holds('a && (!isWeb || remoteName)', { a: true, isWeb: true, remoteName: 'ssh' }))
  assert.ok(!holds('a && (!isWeb || remoteName)', { a: true, isWeb: true, remoteName: '' }))
  assert.ok(holds('lang == kea && item =~ /^server\\b/ || no', { lang: 'kea', item: 'server up' }))
  assert.ok(!holds('lang == kea && !x.y', { lang: 'kea', 'x.y': true }))
})

test('in a browser without a machine below it, nothing is offered that cannot work there', () => {
  const program = readFileSync(path.join(project, manifest.browser), 'utf8')
  const registered = new Set([...program.matchAll(/registerCommand\(\s*"([^"]+)"/g)].map((match) => match[1] ?? ''))
  assert.ok(registered.has('kea.selectRelease') && !registered.has('kea.pair.start'))
  const { menus, commands: all } = manifest.contributes
  for (const resourceLangId of ['kea', 'kea-scenario']) {
    const inBrowser = { isWeb: true, remoteName: '', isWorkspaceTrusted: true, resourceLangId, view: 'kea.testPair', virtualWorkspace: '' }
    const onDesktop = { ...inBrowser, isWeb: false, 'kea.hasDeployment': true }
    for (const [menu, entries] of Object.entries(menus)) {
      // The view itself is not there.
      if (menu.startsWith('view/')) continue
      for (const { command, when } of entries) if (!registered.has(command)) assert.ok(!holds(when, inBrowser), `${menu}: ${command}`)
    }
    assert.ok(holds(menus['editor/title']?.find((one) => one.command === (resourceLangId === 'kea' ? 'kea.explain' : 'kea.pair.playScenario'))?.when ?? '', onDesktop))
    assert.ok(Object.values(manifest.contributes.views).flat().every((view) => !holds(view.when, inBrowser)))
    const inPalette = new Map(menus['commandPalette']?.map((one) => [one.command, one.when]))
    for (const { command } of all) assert.ok(registered.has(command) || !holds(inPalette.get(command) ?? 'true', inBrowser), command)
  }
  for (const { command, enablement } of all) if (enablement !== undefined && !registered.has(command)) assert.ok(!holds(enablement, { isWeb: true, isWorkspaceTrusted: true }), command)
})

test('no other language starts the extension, and it works without trust and on virtual files', () => {
  for (const event of manifest.activationEvents) assert.doesNotMatch(event, /^(\*|onStartupFinished|onLanguage:(?!kea))/)
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited')
  for (const name of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) assert.ok(name in settings, name)
  assert.equal(manifest.capabilities.virtualWorkspaces.supported, 'limited')
})
