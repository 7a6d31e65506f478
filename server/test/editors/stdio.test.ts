/** The language server as a program on standard input and output, as editors other than VS Code run it. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test, { after } from 'node:test'
import { pathToFileURL } from 'node:url'
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import type { Diagnostic, InitializeResult, ProtocolConnection, PublishDiagnosticsParams, RegistrationParams } from 'vscode-languageserver/node'

const project = process.env['KEA_PROJECT'] ?? process.cwd()
const program = path.join(project, 'server/dist/language-server.js')
const folder = mkdtempSync(path.join(os.tmpdir(), 'kea-editors-'))
cpSync(path.join(project, 'test-fixtures/workspaces/office-pair'), folder, { recursive: true })
const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href
const standby = uriOf('standby/kea-dhcp4.conf')

const servers: ChildProcessWithoutNullStreams[] = []

after(() => {
  for (const server of servers) server.kill()
  rmSync(folder, { recursive: true, force: true })
})

function run(...words: string[]): ChildProcessWithoutNullStreams {
  const server = spawn(process.execPath, [program, ...words], { cwd: folder })
  servers.push(server)
  return server
}

function exitOf(server: ChildProcessWithoutNullStreams): Promise<number | null> {
  return server.exitCode !== null ? Promise.resolve(server.exitCode) : new Promise((resolve) => server.once('exit', resolve))
}

interface Started {
  readonly server: ChildProcessWithoutNullStreams
  readonly client: ProtocolConnection
  readonly result: InitializeResult
  readonly registered: string[]
  /** Messages that the protocol does not have. */
  readonly unknown: string[]
  until(uri: string, wanted: (codes: string[]) => boolean): Promise<Diagnostic[]>
  end(): Promise<number | null>
}

async function start(params: object, words: string[] = ['--stdio']): Promise<Started> {
  const server = run(...words)
  const client = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin))
  const latest = new Map<string, Diagnostic[]>()
  const registered: string[] = []
  const unknown: string[] = []
  client.onUnhandledNotification(({ method }) => {
    if (!method.startsWith('window/')) unknown.push(method)
  })
  client.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => void latest.set(uri, diagnostics))
  client.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
    registered.push(...registrations.map((one) => one.method))
    return null
  })
  client.listen()
  const result = await client.sendRequest<InitializeResult>('initialize', { processId: process.pid, rootUri: null, capabilities: {}, ...params })
  await client.sendNotification('initialized', {})
  return {
    server,
    client,
    result,
    registered,
    unknown,
    async until(uri, wanted) {
      for (const end = Date.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 40))) {
        const own = latest.get(uri)
        if (own && wanted(own.map((one) => String(one.code)))) return own
        if (Date.now() > end) throw new Error(`${uri} has ${JSON.stringify(own)}`)
      }
    },
    async end() {
      await client.sendRequest('shutdown')
      await client.sendNotification('exit')
      return exitOf(server)
    },
  }
}

for (const [name, params] of Object.entries({
  'workspace folders': { workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'pair' }] },
  'a root by its URI': { rootUri: pathToFileURL(folder).href },
  'a root by its path': { rootPath: folder },
  'null for folders, and a root': { workspaceFolders: null, rootUri: pathToFileURL(folder).href },
})) {
  test(`a client without any capability that names ${name} gets the findings of the pair, and nothing that it does not know`, async () => {
    const { until, end, registered, unknown } = await start(params)
    await until(standby, (codes) => codes.includes('ha-peers-differ'))
    assert.deepEqual(registered, [])
    assert.deepEqual(unknown, [])
    assert.equal(await end(), 0)
  })
}

test('without an argument it speaks on standard output too; the encoding of positions is the one that every client knows', async () => {
  const params = { rootUri: pathToFileURL(folder).href, capabilities: { general: { positionEncodings: ['utf-8', 'utf-32'] } } }
  const { until, end, result } = await start(params, [])
  assert.equal(result.capabilities.positionEncoding, 'utf-16')
  await until(standby, (codes) => codes.includes('ha-peers-differ'))
  assert.equal(await end(), 0)
})

test('a client that hears of files only when asked is asked, and one that does not is read again at each save', async () => {
  const other = 'primary/kea-ctrl-agent.conf'
  const text = readFileSync(path.join(folder, other), 'utf8')
  const watching = await start({ rootUri: pathToFileURL(folder).href, capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } } })
  await watching.until(uriOf(other), (codes) => codes.includes('agent-socket-differs'))
  assert.deepEqual(watching.registered, ['workspace/didChangeWatchedFiles'])
  await watching.end()

  const plain = await start({ rootUri: pathToFileURL(folder).href })
  await plain.until(uriOf(other), (codes) => codes.includes('agent-socket-differs'))
  await plain.client.sendNotification('textDocument/didOpen', { textDocument: { uri: standby, languageId: 'kea', version: 1, text: readFileSync(path.join(folder, 'standby/kea-dhcp4.conf'), 'utf8') } })
  writeFileSync(path.join(folder, other), text.replace('kea-dhcp4-ctrl.sock', 'kea4-ctrl-socket'))
  await plain.client.sendNotification('textDocument/didSave', { textDocument: { uri: standby } })
  await plain.until(uriOf(other), (codes) => !codes.includes('agent-socket-differs'))
  writeFileSync(path.join(folder, other), text)
  await plain.end()
})

test('settings of the start stay where the client has no others to give', async () => {
  const { client, until, end } = await start({ rootUri: pathToFileURL(folder).href, initializationOptions: { kea: { version: '3.2' } }, capabilities: { workspace: { configuration: true } } })
  client.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null))
  await until(uriOf('primary/kea-ctrl-agent.conf'), (codes) => codes.includes('agent-not-in-release'))
  assert.equal(await end(), 0)
})

test('a single file without a folder is checked with what it includes', async () => {
  const { client, until, end } = await start({})
  writeFileSync(path.join(folder, 'subnets.inc'), '{ "id": 1, "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.3.1 - 192.0.3.9" } ] }')
  const alone = uriOf('alone.conf')
  await client.sendNotification('textDocument/didOpen', { textDocument: { uri: alone, languageId: 'kea', version: 1, text: '{ "Dhcp4": { "subnet4": [ <?include "subnets.inc"?> ] } }' } })
  await until(uriOf('subnets.inc'), (codes) => codes.includes('pool-outside-subnet'))
  assert.equal(await end(), 0)
})

test('an exit without a shutdown, and a client that goes away, are failures; one after a shutdown is none', async () => {
  const rude = await start({})
  await rude.client.sendNotification('exit')
  assert.equal(await exitOf(rude.server), 1)
  const gone = await start({})
  gone.client.dispose()
  gone.server.stdin.end()
  assert.equal(await exitOf(gone.server), 1)
  const polite = await start({})
  await polite.client.sendRequest('shutdown')
  polite.client.dispose()
  polite.server.stdin.end()
  assert.equal(await exitOf(polite.server), 0)
})

test('malformed messages are told and survived', async () => {
  const { server, client, until, end } = await start({ rootUri: pathToFileURL(folder).href })
  const raw = (body: string): void => void server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  raw('{ this is no JSON')
  raw('[]')
  raw('{"jsonrpc":"2.0","method":"textDocument/didOpen"}')
  raw('{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":12}}}')
  raw('{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///nowhere","version":2},"contentChanges":[{"text":"x"}]}}')
  raw('{"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{"changes":[{"uri":":::","type":1}]}}')
  raw('{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{}}')
  raw('{"jsonrpc":"2.0","method":"$/noSuchThing","params":{}}')
  await assert.rejects(client.sendRequest('textDocument/noSuchRequest', {}), /noSuchRequest/)
  await client.sendNotification('textDocument/didOpen', { textDocument: { uri: standby, languageId: 'kea', version: 1, text: '{ "Dhcp4": {} }' } })
  await client.sendNotification('textDocument/didChange', { textDocument: { uri: standby, version: 2 }, contentChanges: [{ range: { start: { line: 99, character: 0 }, end: { line: -4, character: 7 } }, text: 'x' }] })
  await client.sendNotification('textDocument/didChange', { textDocument: { uri: standby, version: 3 }, contentChanges: [{ text: '{ "Dhcp4": { "valid-lifetme": 1 } }' }] })
  await until(standby, (codes) => codes.includes('unknown-key'))
  assert.equal(await end(), 0)
})

test('it says how it is called', async () => {
  const server = run('--help')
  let said = ''
  server.stdout.on('data', (data: Buffer) => (said += data.toString()))
  assert.equal(await exitOf(server), 0)
  assert.match(said, /--stdio/)
})
