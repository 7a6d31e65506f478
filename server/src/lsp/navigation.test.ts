/** Navigation as an editor asks for it: two servers with their agents and kea-dhcp-ddns, over the protocol. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentHighlight, DocumentLink, DocumentSymbol, Location, LocationLink, PrepareRenameResult, SymbolInformation, WorkspaceEdit } from 'vscode-languageserver'
import { statusNotification } from './messages'
import type { Status } from './messages'
import { open, server, startEditor } from './test-editor'
import type { Editor } from './test-editor'

const alpha = 'file:///site/alpha/kea-dhcp4.conf'
const beta = 'file:///site/beta/kea-dhcp4.conf'
const ddns = 'file:///site/alpha/kea-dhcp-ddns.conf'
const files = {
  [alpha]: server('alpha', 'alpha'),
  [beta]: server('beta', 'alpha'),
  [ddns]: '{ "DhcpDdns": { "tsig-keys": [ { "name": "k", "algorithm": "HMAC-SHA256", "secret": "AAAA" } ], "forward-ddns": { "ddns-domains": [ { "name": "x.", "key-name": "k" } ] } } }\n',
}

function at(editor: Editor, uri: string, text: string, behind = 1): { textDocument: { uri: string }; position: { line: number; character: number } } {
  const whole = editor.files.get(uri) ?? ''
  const lines = whole.slice(0, whole.indexOf(text) + behind).split('\n')
  return { textDocument: { uri }, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } }
}

/** Both files are put together by the first check. */
async function started(capabilities: object = {}): Promise<Editor> {
  const editor = await startEditor({ ...files }, {}, { capabilities })
  const together = new Promise<void>((resolve) => {
    editor.client.onNotification(statusNotification, ({ files: servers }: Status) => {
      if (servers.length === 2) resolve()
    })
  })
  await open(editor, alpha)
  await together
  return editor
}

const full = { textDocument: { definition: { linkSupport: true }, rename: { prepareSupport: true }, documentSymbol: { hierarchicalDocumentSymbolSupport: true } }, workspace: { workspaceEdit: { documentChanges: true } } }

test('an editor is offered all of it', async () => {
  const { started: answer } = await started(full)
  const { capabilities } = answer
  assert.deepEqual(
    [capabilities.definitionProvider, capabilities.referencesProvider, capabilities.documentHighlightProvider, capabilities.renameProvider, capabilities.documentSymbolProvider, capabilities.workspaceSymbolProvider, capabilities.documentLinkProvider],
    [true, true, true, { prepareProvider: true }, true, true, {}],
  )
  assert.equal((await started()).started.capabilities.renameProvider, true, 'an editor that cannot prepare asks for the new name at once')
})

test('definitions, references and highlights', async () => {
  const editor = await started(full)
  const self = at(editor, alpha, '"alpha"')
  const links: LocationLink[] = await editor.client.sendRequest('textDocument/definition', self)
  assert.deepEqual(links.map((one) => [one.targetUri, one.targetSelectionRange.start.line]), [[alpha, 8]])
  assert.deepEqual(links[0]?.originSelectionRange?.start, self.position)
  const references: Location[] = await editor.client.sendRequest('textDocument/references', { ...self, context: { includeDeclaration: true } })
  assert.deepEqual(references.map((one) => [one.uri, one.range.start.line]), [[alpha, 5], [alpha, 8], [beta, 8]])
  const highlights: DocumentHighlight[] = await editor.client.sendRequest('textDocument/documentHighlight', self)
  assert.deepEqual(highlights.map((one) => [one.range.start.line, one.kind]), [[5, 2], [8, 3]])
  const plain = await started()
  const locations: Location[] = await plain.client.sendRequest('textDocument/definition', self)
  assert.deepEqual(locations.map((one) => one.uri), [alpha])
})

test('renaming gives edits of every file, with the version of those that are open', async () => {
  const editor = await started(full)
  const self = at(editor, alpha, '"alpha"')
  const asked: PrepareRenameResult | null = await editor.client.sendRequest('textDocument/prepareRename', self)
  assert.equal(asked && 'placeholder' in asked ? asked.placeholder : '', 'alpha')
  const edit: WorkspaceEdit = await editor.client.sendRequest('textDocument/rename', { ...self, newName: 'north' })
  assert.deepEqual(edit.documentChanges?.map((one) => ('textDocument' in one ? [one.textDocument.uri, one.textDocument.version, one.edits.length] : [])), [[alpha, 1, 2], [beta, null, 1]])
  await assert.rejects(editor.client.sendRequest('textDocument/rename', { ...self, newName: 'beta' }), /^ResponseError: A server is called "beta" already\.$|A server is called "beta" already\./)
  await assert.rejects(editor.client.sendRequest('textDocument/prepareRename', at(editor, alpha, '"192.0.2.0/24"')), /An address is no name/)
  const plain = await started()
  const changes: WorkspaceEdit = await plain.client.sendRequest('textDocument/rename', { ...self, newName: 'north' })
  assert.deepEqual(Object.keys(changes.changes ?? {}), [alpha, beta])
  const key: WorkspaceEdit = await plain.client.sendRequest('textDocument/rename', { ...at(plain, ddns, '"k" }'), newName: 'key.example' })
  assert.equal(key.changes?.[ddns]?.length, 2)
})

test('outlines, as a tree or a list, and the search', async () => {
  const editor = await started(full)
  const tree: DocumentSymbol[] = await editor.client.sendRequest('textDocument/documentSymbol', { textDocument: { uri: alpha } })
  assert.deepEqual(tree.map((one) => [one.name, one.children?.map((inner) => inner.name)]), [['Dhcp4', ['interfaces-config', 'hooks-libraries', 'subnet4']]])
  const list: SymbolInformation[] = await (await started()).client.sendRequest('textDocument/documentSymbol', { textDocument: { uri: alpha } })
  assert.deepEqual(list.map((one) => one.name), ['Dhcp4', 'interfaces-config', 'hooks-libraries', 'libdhcp_lease_cmds.so', 'libdhcp_ha.so', 'alpha', 'alpha', 'beta', 'subnet4', '192.0.2.0/24'])
  const found: SymbolInformation[] = await editor.client.sendRequest('workspace/symbol', { query: '192.0.2.0' })
  assert.deepEqual(found.map((one) => one.location.uri), [alpha, beta])
})

test('links follow their setting', async () => {
  const uri = 'file:///site/kea-dhcp4.conf'
  const editor = await startEditor({ [uri]: '{ "Dhcp4": { "lease-database": { "type": "memfile", "name": "leases.csv" } } }', 'file:///site/leases.csv': '' })
  await open(editor, uri)
  const ask = (): Promise<DocumentLink[]> => editor.client.sendRequest('textDocument/documentLink', { textDocument: { uri } })
  assert.deepEqual((await ask()).map((one) => one.target), ['file:///site/leases.csv'])
  await editor.client.sendNotification('workspace/didChangeConfiguration', { settings: { kea: { links: { files: false } } } })
  assert.deepEqual(await ask(), [])
})
