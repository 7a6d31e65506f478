/** A workspace that only the editor can read: what is found is what is found on a disk. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findFilesRequest, readFileRequest, statusNotification } from './messages'
import type { FindFilesParams, ReadFileParams } from './messages'
import { open, server, startEditor } from './test-editor'
import type { Editor } from './test-editor'

const site = 'vscode-vfs://github/isc/site'
const primary = `${site}/primary/kea-dhcp4.conf`
const standby = `${site}/standby/kea-dhcp4.conf`

/** The editor's virtual file system, slower than a disk. */
async function startVirtual(files: Record<string, string>, delay = 20): Promise<Editor & { readonly asked: string[] }> {
  const here = new Map(Object.entries(files))
  const asked: string[] = []
  const later = <T>(value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), delay))
  const editor = await startEditor({}, { providesFiles: true }, {
    reads: (uri) => uri.startsWith('file:'),
    initialize: { workspaceFolders: [{ uri: site, name: 'site' }] },
    answer(client) {
      client.onRequest(findFilesRequest, ({ folder }: FindFilesParams) => later([...here.keys()].filter((uri) => uri.startsWith(folder) && uri.endsWith('.conf'))))
      client.onRequest(readFileRequest, ({ uri }: ReadFileParams) => {
        asked.push(uri)
        return later(here.get(uri) ?? null)
      })
    },
  })
  return Object.assign(editor, { files: here, asked })
}

test('a pair of which no file is open is compared', async () => {
  const editor = await startVirtual({ [primary]: server('alpha', 'alpha'), [standby]: server('beta', 'alfa') })
  const found = await editor.until(standby, (codes) => codes.includes('ha-peers-differ'))
  assert.equal(found.find((one) => one.code === 'ha-peers-differ')?.relatedInformation?.[0]?.location.uri, primary)
})

test('an included file is missing only once the editor said so, and is there when it comes', async () => {
  const including = '{ "Dhcp4": { "subnet4": [ <?include "subnets.inc"?> ] } }'
  const subnets = `${site}/primary/subnets.inc`
  const editor = await startVirtual({ [primary]: including, [subnets]: '{ "id": 1, "subnet": "192.0.2.1/33" }' })
  await open(editor, primary)
  await editor.until(subnets, (codes) => codes.includes('subnet-prefix-invalid'))
  for (const { uri, diagnostics } of editor.published) assert.ok(!diagnostics.some((one) => one.code === 'include-not-found'), `${uri} ${JSON.stringify(diagnostics)}`)

  editor.files.delete(subnets)
  await editor.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: subnets, type: 3 }] })
  await editor.until(primary, (codes) => codes.includes('include-not-found'))
  await editor.until(subnets, (codes) => codes.length === 0)

  editor.files.set(subnets, '{ "id": 1, "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.3.1 - 192.0.3.9" } ] }')
  await editor.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: subnets, type: 1 }] })
  await editor.until(primary, (codes) => !codes.includes('include-not-found'))
  await editor.until(subnets, (codes) => codes.includes('pool-outside-subnet'))
})

test('a file that another program writes is read again, and kea-lint.json is followed', async () => {
  const editor = await startVirtual({ [primary]: server('alpha', 'alpha'), [standby]: server('beta', 'alfa'), [`${site}/kea-lint.json`]: '{ "severity": { "ha-peers-differ": "off" } }' })
  await new Promise((resolve) => editor.client.onNotification(statusNotification, resolve))
  assert.ok(!editor.published.some(({ diagnostics }) => diagnostics.some((one) => one.code === 'ha-peers-differ')))
  editor.files.set(`${site}/kea-lint.json`, '{}')
  await editor.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: `${site}/kea-lint.json`, type: 2 }] })
  await editor.until(standby, (codes) => codes.includes('ha-peers-differ'))
  editor.files.set(standby, server('beta', 'alpha'))
  await editor.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: standby, type: 2 }] })
  await editor.until(standby, (codes) => !codes.includes('ha-peers-differ'))
})

test('a closed document counts as it is in the editor\'s file system', async () => {
  const editor = await startVirtual({ [primary]: server('alpha', 'alpha') })
  const other = `${site}/not-found-by-name`
  editor.files.set(other, '{ "Dhcp4": { "valid-lifetme": 4000 } }')
  await editor.client.sendNotification('textDocument/didOpen', { textDocument: { uri: other, languageId: 'kea', version: 1, text: '{ "Dhcp4": { "valid-lifetime": 4000 } }' } })
  await editor.client.sendNotification('textDocument/didClose', { textDocument: { uri: other } })
  await editor.until(other, (codes) => codes.includes('unknown-key'))
})

test('no file is asked for twice for nothing', async () => {
  const editor = await startVirtual({ [primary]: server('alpha', 'alpha'), [standby]: server('beta', 'alfa') })
  await editor.until(standby, (codes) => codes.includes('ha-peers-differ'))
  await open(editor, primary)
  await open(editor, standby)
  assert.deepEqual(editor.asked.sort(), [`${site}/kea-lint.json`, primary, standby].sort())
})
