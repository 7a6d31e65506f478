/** The language server's web worker in a real browser: a virtual workspace with includes and a partner, and the same findings as in Node. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import type { Browser } from 'playwright-core'
import { findFilesRequest, readFileRequest, statusNotification } from '../../../server/src/lsp/messages'
import type { Status } from '../../../server/src/lsp/messages'
import { startEditor } from '../../../server/src/lsp/test-editor'
import { project, startBrowser } from '../page/browser'
import { startVirtualEditor } from './virtual-editor'

const site = 'vscode-vfs://github/isc/site'
let browser: Browser | string

before(async () => {
  browser = await startBrowser()
})

after(async () => {
  if (typeof browser !== 'string') await browser.close()
})

/** Files below a folder of the project, as files of the virtual workspace. */
function filesBelow(folder: string): Record<string, string> {
  const root = path.join(project, folder)
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [`${site}/${path.relative(root, file).split(path.sep).map(encodeURIComponent).join('/')}`, readFileSync(file, 'utf8')]),
  )
}

test('the program has nothing of Node\'s in it', () => {
  for (const file of ['server/dist/language-server-web.js', 'client/dist/extension-web.js']) {
    const text = readFileSync(path.join(project, file), 'utf8')
    // What ajv's validators were compiled with is named in them as a text.
    for (const [, name = ''] of text.matchAll(/\brequire\("([^"]+)"\)/g)) assert.ok(name === 'vscode' || name.startsWith('ajv/'), `${file} requires ${name}`)
    assert.doesNotMatch(text, /\bBuffer\.(from|alloc|concat|byteLength)\b/, file)
  }
})

test('a pair in a virtual workspace is checked, open or not, and follows what others write', async (context) => {
  if (typeof browser === 'string') return context.skip(browser)
  const primary = `${site}/primary/kea-dhcp4.conf`
  const standby = `${site}/standby/kea-dhcp4.conf`
  const agent = `${site}/primary/kea-ctrl-agent.conf`
  const files = filesBelow('test-fixtures/workspaces/office-pair')
  const editor = await startVirtualEditor(browser, site, files)
  assert.equal(await editor.evaluateInWorker('typeof Buffer + typeof process + typeof require'), 'undefinedundefinedundefined')

  const found = await editor.until(standby, (codes) => codes.includes('ha-peers-differ'))
  assert.equal(found.find((one) => one.code === 'ha-peers-differ')?.relatedInformation?.[0]?.location.uri, primary)
  await editor.until(agent, (codes) => codes.includes('agent-socket-differs'))
  const text = files[standby] ?? ''
  await editor.notify('textDocument/didOpen', { textDocument: { uri: standby, languageId: 'kea', version: 1, text } })
  await editor.notify('textDocument/didChange', { textDocument: { uri: standby, version: 2 }, contentChanges: [{ text: text.replace('"krumb"', '"crumb"') }] })
  await editor.until(standby, (codes) => !codes.includes('ha-peers-differ'))

  await editor.write(agent, (files[agent] ?? '').replace('kea-dhcp4-ctrl.sock', 'kea4-ctrl-socket'))
  await editor.until(agent, (codes) => !codes.includes('agent-socket-differs'))

  const other = `${site}/other/kea-dhcp4.conf`
  await editor.write(`${site}/other/subnets.inc`, '{ "id": 1, "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.3.1 - 192.0.3.9" } ] }')
  await editor.write(other, '{ "Dhcp4": { "subnet4": [ <?include "subnets.inc"?>, <?include "missing.inc"?> ] } }')
  await editor.until(`${site}/other/subnets.inc`, (codes) => codes.includes('pool-outside-subnet'))
  await editor.until(other, (codes) => codes.filter((code) => code === 'include-not-found').length === 1)
  const status = await editor.status()
  assert.ok(status?.checked.includes(other))
  assert.deepEqual(status?.files.find((one) => one.uri === standby)?.partners, [primary])
  await editor.close()
  assert.deepEqual(editor.faults, [])
})

/** A request for each feature that is about a place or a document; asked for only where the server offers it. */
const asked = {
  hoverProvider: 'hover',
  completionProvider: 'completion',
  definitionProvider: 'definition',
  referencesProvider: 'references',
  documentSymbolProvider: 'documentSymbol',
  documentLinkProvider: 'documentLink',
  foldingRangeProvider: 'foldingRange',
  inlayHintProvider: 'inlayHint',
  codeActionProvider: 'codeAction',
  documentFormattingProvider: 'formatting',
  colorProvider: 'documentColor',
} as const

test('what the server offers it answers, at a key and at a value', async (context) => {
  if (typeof browser === 'string') return context.skip(browser)
  const primary = `${site}/primary/kea-dhcp4.conf`
  const files = filesBelow('test-fixtures/workspaces/office-pair')
  const editor = await startVirtualEditor(browser, site, files)
  await editor.until(primary, (codes) => codes.length > 0)
  const text = files[primary] ?? ''
  await editor.notify('textDocument/didOpen', { textDocument: { uri: primary, languageId: 'kea', version: 1, text } })
  const lines = text.split('\n')
  const line = lines.findIndex((one) => one.includes('"subnet":'))
  const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } }
  for (const character of [(lines[line] ?? '').indexOf('"subnet"') + 2, (lines[line] ?? '').indexOf('/')]) {
    for (const [capability, method] of Object.entries(asked)) {
      if (!editor.capabilities[capability as keyof typeof asked]) continue
      const answer = await editor.request(`textDocument/${method}`, {
        textDocument: { uri: primary },
        position: { line, character },
        range,
        context: { includeDeclaration: true, diagnostics: [] },
        options: { tabSize: 4, insertSpaces: true },
      })
      if (method === 'hover' && character === (lines[line] ?? '').indexOf('"subnet"') + 2) assert.match(JSON.stringify(answer), /subnet/i)
      if (method === 'documentSymbol') assert.ok(Array.isArray(answer) && answer.length > 0)
    }
  }
  await editor.close()
  assert.deepEqual(editor.faults, [])
})

test('every case of every rule is found as in Node', async (context) => {
  if (typeof browser === 'string') return context.skip(browser)
  const files = Object.fromEntries(Object.entries(filesBelow('test-fixtures/lint')).filter(([uri]) => /\/bad[^/]*$/.test(uri) || !/\.(conf|json)$/.test(uri)))
  const listed = Object.keys(files).filter((uri) => /\.(conf|json)$/.test(uri))
  assert.ok(listed.length > 200)
  const inNode = await startEditor({}, { providesFiles: true }, {
    reads: () => false,
    initialize: { workspaceFolders: [{ uri: site, name: 'site' }] },
    answer(client) {
      client.onRequest(findFilesRequest, () => listed)
      client.onRequest(readFileRequest, ({ uri }: { uri: string }) => files[uri] ?? null)
    },
  })
  // A check of the files that are known comes before one of those that are found.
  const checked = await new Promise<number>((resolve) => {
    inNode.client.onNotification(statusNotification, ({ checked }: Status) => {
      if (checked.length > 200) resolve(checked.length)
    })
  })
  const expected = Object.fromEntries(inNode.published.filter(({ diagnostics }) => diagnostics.length > 0).map(({ uri, diagnostics }) => [uri, diagnostics]))
  assert.ok(Object.keys(expected).length > 200)

  const editor = await startVirtualEditor(browser, site, files)
  await editor.untilChecked(checked)
  const found = await editor.diagnostics()
  assert.deepEqual(Object.keys(found).sort(), Object.keys(expected).sort())
  for (const [uri, diagnostics] of Object.entries(expected)) assert.deepEqual(found[uri], JSON.parse(JSON.stringify(diagnostics)), uri)
  await editor.close()
  assert.deepEqual(editor.faults, [])
})
