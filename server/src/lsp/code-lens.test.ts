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

test('a subnet offers to explain a client, by the command that the editor said it has', async () => {
  const editor = await startEditor({ [alpha]: server('alpha', 'alpha') }, { commands: ['kea.explain'] })
  assert.deepEqual(editor.started.capabilities.codeLensProvider, {})
  await open(editor, alpha)
  const [lens, ...others] = await lenses(editor, alpha)
  assert.equal(others.length, 0)
  assert.deepEqual(lens?.range, { start: { line: 13, character: 17 }, end: { line: 13, character: 21 } })
  assert.deepEqual(lens.command, { title: 'Explain a client', command: 'kea.explain', arguments: [{ file: '/site/alpha/kea-dhcp4.conf', line: 14, column: 18 }] })
})

test('an editor without the command gets no lens, and who switches it off none either', async () => {
  const other = await startEditor({ [alpha]: server('alpha', 'alpha') })
  assert.equal(other.started.capabilities.codeLensProvider, undefined)
  const off = await startEditor({ [alpha]: server('alpha', 'alpha') }, { commands: ['kea.explain'] })
  await open(off, alpha)
  assert.equal((await lenses(off, alpha)).length, 1)
  await off.client.sendNotification('workspace/didChangeConfiguration', { settings: { kea: { codeLens: { explain: false } } } })
  assert.deepEqual(await lenses(off, alpha), [])
})

test('a file that two servers include has each lens once', () => {
  const part = 'file:///site/subnets.inc'
  const files = [alpha, 'file:///site/beta/kea-dhcp4.conf'].map((uri) =>
    parseConfig(uri, '{ "Dhcp4": { "subnet4": [ <?include "/site/subnets.inc"?> ] } }', { readFile: () => '{ "id": 1, "subnet": "192.0.2.0/24" }', includeFolders: [] }),
  )
  assert.deepEqual(explainLenses(part, files, 'Explain a client').map((lens) => lens.range.start), [{ line: 0, character: 2 }])
})
