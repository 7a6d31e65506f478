import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientCapabilities, CodeAction, TextDocumentEdit } from 'vscode-languageserver'
import { open, server, startEditor } from './test-editor'

const capabilities: ClientCapabilities = { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } } }
const one = 'file:///site/alpha/kea-dhcp4.conf'
const other = 'file:///site/beta/kea-dhcp4.conf'

/** With a finding, so that it can be told when it was looked at. */
const bad = server('alpha', 'alpha').replace('"hot-standby"', '"hot-standby", "heartbeat-delay": 90000')

function loadBalancing(name: string): string {
  return server(name, 'alpha').replace('hot-standby', 'load-balancing').replace('standby', 'secondary').replace('"reservations-global": true', '"pools": [ { "pool": "192.0.2.10 - 192.0.2.19" } ]')
}

async function actionsAt(files: Record<string, string>, uri: string, text: string, known = capabilities): Promise<CodeAction[]> {
  const editor = await startEditor(files, {}, { capabilities: known })
  await open(editor, uri)
  await editor.until(uri, () => true)
  const before = (files[uri] ?? '').split(text)[0]?.split('\n') ?? []
  const at = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
  const actions = await editor.client.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: { start: at, end: at }, context: { diagnostics: [] } })
  return actions
}

function textOf({ edits: [first] }: TextDocumentEdit): string | undefined {
  return first && 'newText' in first ? first.newText : undefined
}

test('the partner\'s file is created beside, and never over another', async () => {
  const found = (await actionsAt({ [one]: bad }, one, '"mode"')).filter(({ title }) => title.startsWith('Create'))
  assert.deepEqual(found.map(({ title, kind }) => [title, kind]), [['Create the file of "beta" from this one', 'refactor']])
  const [create, edit] = found[0]?.edit?.documentChanges ?? []
  assert.deepEqual(create, { kind: 'create', uri: other, options: { overwrite: false, ignoreIfExists: false } })
  assert.match(textOf(edit as TextDocumentEdit) ?? '', /"this-server-name": "beta"/)
})

test('an editor that cannot create files is offered none, nor is one whose partner has a file', async () => {
  assert.deepEqual((await actionsAt({ [one]: bad }, one, '"mode"', {})).filter(({ title }) => title.startsWith('Create')), [])
  assert.deepEqual((await actionsAt({ [one]: bad, [other]: server('beta', 'alpha') }, one, '"mode"')).filter(({ title }) => title.startsWith('Create')), [])
})

test('a pool is split in both files of the pair', async () => {
  const files = { [one]: loadBalancing('alpha'), [other]: loadBalancing('beta') }
  const found = (await actionsAt(files, one, '"pool":')).filter(({ title }) => title.startsWith('Split'))
  assert.deepEqual(found.map(({ title, kind }) => [title, kind]), [['Split this pool between alpha and beta', 'refactor.rewrite']])
  assert.deepEqual(found[0]?.edit?.documentChanges?.map((change) => 'textDocument' in change && [change.textDocument.uri, textOf(change)]), [one, other].map((uri) => [uri, '{ "pool": "192.0.2.10 - 192.0.2.14", "client-classes": [ "HA_alpha" ] }, { "pool": "192.0.2.15 - 192.0.2.19", "client-classes": [ "HA_beta" ] }']))
  const atKey = (await actionsAt(files, one, 'pools": [')).filter(({ title }) => title.startsWith('Split'))
  assert.deepEqual(atKey.map(({ title, kind }) => [title, kind]), [['Split every pool between alpha and beta', 'quickfix'], ['Split this pool between alpha and beta', 'refactor.rewrite']])
})
