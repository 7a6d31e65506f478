/** The language server as any editor speaks to it: messages in, messages out, no editor. */
import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { createConnection, createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import type { Diagnostic, ProtocolConnection, PublishDiagnosticsParams } from 'vscode-languageserver/node'
import { startServer } from './server'

const primary = 'file:///site/primary/kea-dhcp4.conf'
const standby = 'file:///site/standby/kea-dhcp4.conf'

function server(thisName: string, primaryName: string): string {
  return `{ "Dhcp4": {
  "interfaces-config": { "interfaces": [ "eth0" ] },
  "hooks-libraries": [
    { "library": "/usr/lib/kea/hooks/libdhcp_lease_cmds.so" },
    { "library": "/usr/lib/kea/hooks/libdhcp_ha.so", "parameters": { "high-availability": [ {
      "this-server-name": "${thisName}",
      "mode": "hot-standby",
      "peers": [
        { "name": "${primaryName}", "url": "http://192.0.2.1:8001/", "role": "primary" },
        { "name": "beta", "url": "http://192.0.2.2:8001/", "role": "standby" }
      ]
    } ] } }
  ],
  "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24" } ]
} }
`
}

interface Editor {
  readonly client: ProtocolConnection
  /** The latest diagnostics of a file, once they satisfy the condition. */
  until(uri: string, wanted: (codes: string[], all: Diagnostic[]) => boolean): Promise<Diagnostic[]>
  published: PublishDiagnosticsParams[]
  files: Map<string, string>
}

async function startEditor(files: Record<string, string>): Promise<Editor> {
  const up = new PassThrough()
  const down = new PassThrough()
  const onDisk = new Map(Object.entries(files))
  startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), {
    now: () => performance.now(),
    after(_delay, call) {
      const timer = setTimeout(call, 1)
      return () => clearTimeout(timer)
    },
    readFile: (uri) => onDisk.get(uri),
    findFiles: (folder) => Promise.resolve([...onDisk.keys()].filter((uri) => uri.startsWith(folder) && uri.endsWith('.conf'))),
  })
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up))
  const latest = new Map<string, Diagnostic[]>()
  const published: PublishDiagnosticsParams[] = []
  const waiting = new Set<() => void>()
  client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params)
    latest.set(params.uri, params.diagnostics)
    for (const look of waiting) look()
  })
  client.listen()
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
    workspaceFolders: [{ uri: 'file:///site', name: 'site' }],
    initializationOptions: { version: '3.0' },
  })
  await client.sendNotification('initialized', {})
  const until: Editor['until'] = (uri, wanted) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const all = latest.get(uri)
        if (!all || !wanted(all.map((one) => String(one.code)), all)) return
        clearTimeout(timer)
        waiting.delete(look)
        resolve(all)
      }
      const timer = setTimeout(() => reject(new Error(`${uri} has ${JSON.stringify(latest.get(uri))}`)), 5000)
      waiting.add(look)
      look()
    })
  return { client, until, published, files: onDisk }
}

function open(editor: Editor, uri: string): Promise<void> {
  const text = editor.files.get(uri) ?? ''
  return editor.client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'kea', version: 1, text } })
}

function replace(editor: Editor, uri: string, version: number, from: string, to: string): Promise<void> {
  const text = editor.files.get(uri) ?? ''
  const before = text.slice(0, text.indexOf(from)).split('\n')
  const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
  const range = { start, end: { line: start.line, character: start.character + from.length } }
  editor.files.set(uri, text.replace(from, to))
  return editor.client.sendNotification('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ range, text: to }],
  })
}

function words(diagnostic: Diagnostic | undefined): string {
  return typeof diagnostic?.message === 'string' ? diagnostic.message : ''
}

test('a change in one open file updates the findings of the partner that nobody opened', async () => {
  const editor = await startEditor({ [primary]: server('alpha', 'alpha'), [standby]: server('beta', 'alfa') })
  const found = await editor.until(standby, (codes) => codes.includes('ha-peers-differ'))
  const finding = found.find((one) => one.code === 'ha-peers-differ')
  assert.equal(finding?.source, 'kea')
  assert.match(String(finding?.codeDescription?.href), /^https:\/\/kea\.readthedocs\.io\//)
  assert.match(words(finding), /Kea 3\.0 accepts this file/)
  assert.equal(finding?.relatedInformation?.[0]?.location.uri, primary)
  assert.equal(finding?.range.start.line, 8)

  await open(editor, primary)
  await replace(editor, primary, 2, '"this-server-name": "alpha"', '"this-server-name": "alfa"')
  await replace(editor, primary, 3, '"name": "alpha"', '"name": "alfa"')
  await editor.until(standby, (codes) => codes.length === 0)
})

test('an edited document is what counts, and the disk again once it is closed', async () => {
  const editor = await startEditor({ [primary]: server('alpha', 'alpha'), [standby]: server('beta', 'alpha') })
  await open(editor, primary)
  const onDisk = editor.files.get(primary) ?? ''
  await replace(editor, primary, 2, '"mode"', '"mod"')
  await editor.until(primary, (codes) => codes.includes('misspelt-hook-parameter'))
  editor.files.set(primary, onDisk)
  await editor.client.sendNotification('textDocument/didClose', { textDocument: { uri: primary } })
  await editor.until(primary, (codes) => codes.length === 0)
})

test('a file changed on disk by another program is read again', async () => {
  const editor = await startEditor({ [primary]: server('alpha', 'alpha'), [standby]: server('beta', 'alfa') })
  await editor.until(standby, (codes) => codes.includes('ha-peers-differ'))
  editor.files.set(standby, server('beta', 'alpha'))
  await editor.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: standby, type: 2 }] })
  await editor.until(standby, (codes) => codes.length === 0)
})

test('settings choose the release and the severity of a rule', async () => {
  const editor = await startEditor({ [standby]: server('beta', 'beta2') })
  await editor.client.sendNotification('workspace/didChangeConfiguration', {
    settings: { kea: { version: '2.2', rules: { severity: { 'missing-key': 'info' } } } },
  })
  await open(editor, standby)
  await replace(editor, standby, 2, '"mode": "hot-standby",', '')
  const found = await editor.until(standby, (_codes, all) => all.some((one) => one.code === 'missing-key' && one.severity === 3))
  assert.match(words(found.find((one) => one.code === 'missing-key')), /Kea 2\.2 does not start/)
})

test('typing faster than a check leaves no stale finding behind', async () => {
  const editor = await startEditor({ [primary]: server('alpha', 'alpha'), [standby]: server('beta', 'alpha') })
  await open(editor, primary)
  for (let version = 2; version < 40; version++) {
    await replace(editor, primary, version, version % 2 ? '"mod"' : '"mode"', version % 2 ? '"mode"' : '"mod"')
  }
  await replace(editor, primary, 40, '"id": 1', '"id": "1"')
  await editor.until(primary, (codes) => codes.includes('wrong-type'))
  const last = editor.published.filter((one) => one.uri === primary).at(-1)
  assert.equal(last?.version, 40)
  assert.deepEqual(last.diagnostics.map((one) => one.code), ['wrong-type'])
})
