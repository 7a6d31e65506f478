/** The code lens as an editor asks for it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CodeLens } from 'vscode-languageserver'
import { parseConfig } from '../config/parse'
import { explainLenses } from './code-lens'
import { open, server, startEditor } from './test-editor'
import type { Editor } from './test-editor'

const alpha = 'file:///site/alpha/kea-dhcp4.conf'

function lenses(editor: Editor, uri: string): Promise<CodeLens[]> {
  return editor.client.sendRequest('textDocument/codeLens', { textDocument: { uri } })
}

const beta = 'file:///site/beta/kea-dhcp4.conf'

test('a subnet offers to explain a client, by the command that the editor said it has', async () => {
  const editor = await startEditor({ [alpha]: server('alpha', 'alpha') }, { commands: ['kea.explain'], codeLens: { addresses: false } })
  assert.deepEqual(editor.started.capabilities.codeLensProvider, { resolveProvider: true })
  await open(editor, alpha)
  const [lens, ...others] = await lenses(editor, alpha)
  assert.equal(others.length, 0)
  assert.deepEqual(lens?.range, { start: { line: 13, character: 17 }, end: { line: 13, character: 21 } })
  assert.deepEqual(lens.command, { title: 'Explain a client', command: 'kea.explain', arguments: [{ file: '/site/alpha/kea-dhcp4.conf', line: 14, column: 18 }] })
})

test('an editor without commands gets no lens that needs one, and who switches a lens off does not see it', async () => {
  const other = await startEditor({ [alpha]: server('alpha', 'alpha') })
  await open(other, alpha)
  assert.deepEqual((await lenses(other, alpha)).map((lens) => lens.data as unknown), [alpha])
  const off = await startEditor({ [alpha]: server('alpha', 'alpha') }, { commands: ['kea.explain'] })
  await open(off, alpha)
  assert.equal((await lenses(off, alpha)).length, 2)
  await off.client.sendNotification('workspace/didChangeConfiguration', { settings: { kea: { codeLens: { explain: false, addresses: false } } } })
  assert.deepEqual(await lenses(off, alpha), [])
})

test('the addresses of a subnet are counted when its lens is looked at', async () => {
  const text = `{ "Dhcp4": { "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24",
    "pools": [ { "pool": "192.0.2.10 - 192.0.2.109" }, { "pool": "192.0.2.100 - 192.0.2.209" } ],
    "reservations": [ { "hw-address": "02:00:00:00:00:01", "ip-address": "192.0.2.7" }, { "hw-address": "02:00:00:00:00:02", "hostname": "b" } ] } ] } }`
  const editor = await startEditor({ [alpha]: text })
  await open(editor, alpha)
  const [lens] = await lenses(editor, alpha)
  assert.equal(lens?.command, undefined)
  const resolved = await editor.client.sendRequest<CodeLens>('codeLens/resolve', lens)
  assert.deepEqual(resolved.command, { title: '200 addresses, 1 reserved', command: '' })
})

test('a relationship leads to the file of the partner, once the check has put the two together', async () => {
  const files = { [alpha]: server('alpha', 'alpha'), [beta]: server('beta', 'alpha') }
  const editor = await startEditor(files, { commands: ['kea.openFile'], codeLens: { addresses: false } })
  await open(editor, alpha)
  await open(editor, beta)
  let found: CodeLens[] = []
  for (let tries = 0; tries < 200 && found.length === 0; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    found = await lenses(editor, alpha)
  }
  assert.deepEqual(found.map((lens) => lens.command), [{ title: 'Open the file of "beta"', command: 'kea.openFile', arguments: [beta] }])
  assert.deepEqual(found[0]?.range.start, { line: 5, character: 6 })
  assert.deepEqual((await lenses(editor, beta)).map((lens) => lens.command?.arguments), [[alpha]])
})

test('a file that two servers include has each lens once', () => {
  const part = 'file:///site/subnets.inc'
  const files = [alpha, 'file:///site/beta/kea-dhcp4.conf'].map((uri) =>
    parseConfig(uri, '{ "Dhcp4": { "subnet4": [ <?include "/site/subnets.inc"?> ] } }', { readFile: () => '{ "id": 1, "subnet": "192.0.2.0/24" }', includeFolders: [] }),
  )
  assert.deepEqual(explainLenses(part, files, 'Explain a client').map((lens) => lens.range.start), [{ line: 0, character: 2 }])
})
