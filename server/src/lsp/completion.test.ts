/** Completion and signature help as an editor asks for them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CompletionItem, CompletionList, SignatureHelp } from 'vscode-languageserver'
import { open, replace, startEditor } from './test-editor'
import type { Editor } from './test-editor'

const uri = 'file:///site/kea-dhcp4.conf'
const part = 'file:///site/subnets.inc'
const text = '{ "Dhcp4": {\n  "allocator": ,\n  "option-data": [ { "name": "slp-directory-agent", "data": "true, " } ],\n  "subnet4": [ <?include "subnets.inc"?> ]\n} }\n'

async function ask(editor: Editor, line: number, character: number, of = uri): Promise<CompletionItem[]> {
  const list = await editor.client.sendRequest<CompletionList>('textDocument/completion', { textDocument: { uri: of }, position: { line, character } })
  return list.items
}

test('items are told without their documentation, which comes for the one that is looked at', async () => {
  const editor = await startEditor({ [uri]: text })
  assert.equal(editor.started.capabilities.completionProvider?.resolveProvider, true)
  await open(editor, uri)
  const keys = await ask(editor, 1, 2)
  const lifetime = keys.find((one) => one.label === 'valid-lifetime')
  assert.ok(lifetime && lifetime.documentation === undefined && lifetime.insertTextFormat === 1)
  const told = await editor.client.sendRequest<CompletionItem>('completionItem/resolve', lifetime)
  const documentation = typeof told.documentation === 'object' ? told.documentation.value : ''
  assert.match(documentation, /Integer, in seconds/)
  assert.match(documentation, /Default: 7200/)
})

test('values follow the edits, and each part that is included knows where', async () => {
  const editor = await startEditor({ [uri]: text, [part]: '{ "id": 4, "subnet": "192.0.2.0/24" },\n{  }\n' })
  await open(editor, uri)
  assert.ok((await ask(editor, 1, 15)).some((one) => one.label === 'random'))
  await replace(editor, uri, 2, '"allocator": ', '"match-client-id": ')
  assert.deepEqual((await ask(editor, 1, 21)).map((one) => one.label), ['true', 'false'])
  await open(editor, part)
  assert.ok((await ask(editor, 1, 2, part)).some((one) => one.label === 'pools'))
})

test('signature help tells the field at the cursor, unless it is switched off', async () => {
  const editor = await startEditor({ [uri]: text })
  await open(editor, uri)
  const help = (): Promise<SignatureHelp | null> => editor.client.sendRequest('textDocument/signatureHelp', { textDocument: { uri }, position: { line: 2, character: 66 } })
  const found = await help()
  assert.equal(found?.signatures[0]?.label, 'slp-directory-agent: true or false, IPv4 address, …')
  assert.equal(found.activeParameter, 1)
  await editor.client.sendNotification('workspace/didChangeConfiguration', { settings: { kea: { signatureHelp: { enable: false } } } })
  assert.equal(await help(), null)
})
