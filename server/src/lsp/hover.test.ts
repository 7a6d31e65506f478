/** Hover and inlay hints as an editor asks for them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Hover, InlayHint } from 'vscode-languageserver'
import { open, replace, server, startEditor } from './test-editor'
import type { Editor } from './test-editor'

const alpha = 'file:///site/alpha/kea-dhcp4.conf'
const beta = 'file:///site/beta/kea-dhcp4.conf'

function hover(editor: Editor, uri: string, line: number, character: number): Promise<Hover | null> {
  return editor.client.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character } })
}

function hints(editor: Editor, uri: string): Promise<InlayHint[]> {
  return editor.client.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } })
}

test('an editor without Markdown gets plain text, for the key that the mouse is on', async () => {
  const editor = await startEditor({ [alpha]: server('alpha', 'alpha') })
  assert.equal(editor.started.capabilities.hoverProvider, true)
  await open(editor, alpha)
  const found = await hover(editor, alpha, 13, 20)
  assert.deepEqual(found?.range, { start: { line: 13, character: 17 }, end: { line: 13, character: 21 } })
  assert.ok(typeof found.contents === 'object' && 'kind' in found.contents && found.contents.kind === 'plaintext')
  assert.match(found.contents.value, /^id · whole number\n\nNumber of the subnet\./)
  assert.equal(await hover(editor, alpha, 0, 0), null)
  assert.equal(await hover(editor, 'file:///site/unknown.conf', 0, 0), null)
})

test('a partner has its file once the check has found it, and an edit is seen at once', async () => {
  const editor = await startEditor({ [alpha]: server('alpha', 'alpha'), [beta]: server('beta', 'alpha') })
  await open(editor, alpha)
  const text = async (): Promise<string> => JSON.stringify((await hover(editor, alpha, 9, 20))?.contents ?? '')
  for (let tries = 0; tries < 200 && !(await text()).includes('Its file'); tries++) await new Promise((resolve) => setTimeout(resolve, 10))
  assert.match(await text(), /beta · partner, standby.*Its file is here \(kea-dhcp4\.conf, line 1\)/)
  await replace(editor, alpha, 2, '192.0.2.2:8001', '192.0.2.3:8001')
  assert.match(await text(), /192\.0\.2\.3:8001/)
})

test('hints follow their settings', async () => {
  const editor = await startEditor({ [alpha]: '{ "Dhcp4": { "valid-lifetime": 4000, "option-data": [ { "name": "routers" } ] } }' })
  await open(editor, alpha)
  assert.deepEqual((await hints(editor, alpha)).map((one) => [one.label, one.position.character]), [['= 1 h 6 min 40 s', 35]])
  await editor.client.sendNotification('workspace/didChangeConfiguration', { settings: { kea: { inlayHints: { durations: false, optionCodes: true } } } })
  assert.deepEqual((await hints(editor, alpha)).map((one) => one.label), ['option 3'])
})
