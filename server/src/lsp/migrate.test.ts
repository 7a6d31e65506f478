import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientCapabilities, WorkspaceEdit } from 'vscode-languageserver'
import { migrateRequest } from './messages'
import type { MigrateResult } from './messages'
import { open, startEditor } from './test-editor'

const uri = 'file:///site/one/kea-dhcp4.conf'
const agent = 'file:///site/one/kea-ctrl-agent.conf'
const files = {
  [uri]: '{ "Dhcp4": {\n  "interfaces-config": { "interfaces": [ "eth0" ] },\n  "control-socket": { "socket-type": "unix", "socket-name": "/run/kea/kea4.sock" },\n  "subnet4": [ { "subnet": "192.0.2.0/24", "client-class": "KNOWN" } ]\n} }\n',
  [agent]: '{ "Control-agent": { "http-host": "127.0.0.1", "control-sockets": { "dhcp4": { "socket-type": "unix", "socket-name": "/run/kea/kea4.sock" } } } }\n',
}

test('the request gives one edit of all files, with notes and the deletion where the editor knows them', async () => {
  const capabilities: ClientCapabilities = { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['delete'], changeAnnotationSupport: {} } } }
  const editor = await startEditor(files, { version: '2.4' }, { capabilities })
  await open(editor, uri)
  await editor.until(uri, () => true)
  const result = await editor.client.sendRequest<MigrateResult>(migrateRequest, { to: '3.0' })
  assert.equal(result.from, '2.4')
  const { documentChanges, changeAnnotations } = result.edit as WorkspaceEdit
  assert.deepEqual(documentChanges?.map((one) => ('kind' in one ? [one.kind, one.kind === 'rename' ? '' : one.uri] : ['edit', one.textDocument.uri])), [['edit', uri], ['delete', agent]])
  assert.ok(Object.values(changeAnnotations ?? {}).every((one) => one.needsConfirmation === true))
  assert.ok(Object.keys(changeAnnotations ?? {}).includes('client-class → client-classes'))
  assert.deepEqual(result.needless, [agent])
  assert.ok(result.done.some(({ what }) => what === 'control-socket → control-sockets'))
  assert.ok(result.decisions.every(({ line }) => line > 0))
})

test('an editor that knows no notes gets plain changes, and another word for a release is refused', async () => {
  const editor = await startEditor(files, { version: '2.4' })
  await open(editor, uri)
  await editor.until(uri, () => true)
  const { edit } = await editor.client.sendRequest<MigrateResult>(migrateRequest, { to: '3.0' })
  assert.deepEqual(Object.keys((edit as WorkspaceEdit).changes ?? {}), [uri])
  await assert.rejects(editor.client.sendRequest(migrateRequest, { to: '1.0' }))
})
