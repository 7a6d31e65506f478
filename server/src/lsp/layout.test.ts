/** Formatting, folding, selections and semantic tokens as an editor asks for them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FoldingRange, SelectionRange, SemanticTokens, SemanticTokensDelta, TextEdit } from 'vscode-languageserver'
import { open, replace, server, startEditor } from './test-editor'
import type { Editor } from './test-editor'

const alpha = 'file:///site/alpha/kea-dhcp4.conf'
const options = { tabSize: 2, insertSpaces: true }
const textDocument = { uri: alpha }

function set(editor: Editor, kea: object): Promise<void> {
  return editor.client.sendNotification('workspace/didChangeConfiguration', { settings: { kea } })
}

test('a file, a part of it and a typed sign are formatted, unless that is switched off', async () => {
  const editor = await startEditor({ [alpha]: '{\n"a" :1,\n"b": [ 2 ],\n}\n' })
  await open(editor, alpha)
  const whole = await editor.client.sendRequest<TextEdit[]>('textDocument/formatting', { textDocument, options })
  assert.deepEqual(whole.map(({ range: { start }, newText }) => `${start.line}:${start.character} ${JSON.stringify(newText)}`), ['1:0 "  "', '1:3 ""', '1:5 " "', '2:0 "  "'])
  const part = await editor.client.sendRequest<TextEdit[]>('textDocument/rangeFormatting', { textDocument, options, range: { start: { line: 2, character: 3 }, end: { line: 2, character: 9 } } })
  assert.deepEqual(part, [{ range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } }, newText: '  ' }])
  const typed = await editor.client.sendRequest<TextEdit[]>('textDocument/onTypeFormatting', { textDocument, options, position: { line: 1, character: 7 }, ch: ',' })
  assert.equal(typed.length, 3)
  await set(editor, { format: { spacesInBrackets: false } })
  assert.equal((await editor.client.sendRequest<TextEdit[]>('textDocument/formatting', { textDocument, options })).length, 6)
  await set(editor, { format: { enable: false } })
  assert.equal(await editor.client.sendRequest('textDocument/formatting', { textDocument, options }), null)
})

test('folds and selections follow an edit', async () => {
  const editor = await startEditor({ [alpha]: '{\n  "a": {\n    "b": 1\n  }\n}\n' })
  await open(editor, alpha)
  const folds = async (): Promise<number[]> => (await editor.client.sendRequest<FoldingRange[]>('textDocument/foldingRange', { textDocument })).map((one) => one.startLine)
  assert.deepEqual(await folds(), [0, 1])
  assert.deepEqual(await folds(), [0, 1])
  await replace(editor, alpha, 2, '  "a"', '\n  "a"')
  assert.deepEqual(await folds(), [0, 2])
  const [range] = await editor.client.sendRequest<SelectionRange[]>('textDocument/selectionRange', { textDocument, positions: [{ line: 3, character: 5 }] })
  assert.deepEqual(range?.range, { start: { line: 3, character: 5 }, end: { line: 3, character: 6 } })
})

test('semantic tokens as a whole, then what changed, then those in view; none where they are switched off', async () => {
  const editor = await startEditor({ [alpha]: server('alpha', 'alpha') })
  assert.ok(editor.started.capabilities.semanticTokensProvider)
  await open(editor, alpha)
  const whole = await editor.client.sendRequest<SemanticTokens>('textDocument/semanticTokens/full', { textDocument })
  assert.ok(whole.data.length > 100)
  const same = await editor.client.sendRequest<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', { textDocument, previousResultId: whole.resultId })
  assert.deepEqual(same.edits, [])
  await replace(editor, alpha, 2, '"interfaces-config"', '"interfaces-confug"')
  const changed = await editor.client.sendRequest<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', { textDocument, previousResultId: same.resultId })
  const [edit] = changed.edits
  assert.ok(edit && edit.start < 12 && edit.deleteCount < 20)
  const data = [...whole.data.slice(0, edit.start), ...(edit.data ?? []), ...whole.data.slice(edit.start + edit.deleteCount)]
  const fresh = await editor.client.sendRequest<SemanticTokens>('textDocument/semanticTokens/full/delta', { textDocument, previousResultId: 'another' })
  assert.deepEqual(fresh.data, data)
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }
  const view = await editor.client.sendRequest<SemanticTokens>('textDocument/semanticTokens/range', { textDocument, range })
  assert.deepEqual(view.data, fresh.data.slice(0, 5))
  await set(editor, { semanticTokens: { enable: false } })
  assert.deepEqual((await editor.client.sendRequest<SemanticTokens>('textDocument/semanticTokens/full', { textDocument })).data, [])
  assert.deepEqual((await editor.client.sendRequest<SemanticTokens>('textDocument/semanticTokens/range', { textDocument, range })).data, [])
})

test('of a very long file only the tokens in view are told', async () => {
  const subnets = Array.from({ length: 10_000 }, (_, id) => `{ "id": ${id + 1}, "subnet": "10.0.0.0/24", "comment": "${'a long one '.repeat(16)}" }`).join(',\n')
  const editor = await startEditor({ [alpha]: `{ "Dhcp4": { "subnet4": [\n${subnets}\n] } }` })
  await open(editor, alpha)
  assert.equal(await editor.client.sendRequest('textDocument/semanticTokens/full', { textDocument }), null)
  const range = { start: { line: 5000, character: 0 }, end: { line: 5003, character: 0 } }
  const view = await editor.client.sendRequest<SemanticTokens>('textDocument/semanticTokens/range', { textDocument, range })
  assert.equal(view.data.length / 5, 12)
})
