/** An editor without windows, for tests: it speaks to the language server over two streams. */
import { PassThrough } from 'node:stream'
import { createConnection, createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import type { Diagnostic, InitializeResult, ProtocolConnection, PublishDiagnosticsParams } from 'vscode-languageserver/node'
import type { Translations } from '../text/text'
import { startServer } from './server'

export function server(thisName: string, primaryName: string): string {
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
  "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", "reservations-global": true } ]
} }
`
}

export interface Editor {
  readonly started: InitializeResult
  readonly client: ProtocolConnection
  /** The latest diagnostics of a file, once they satisfy the condition. */
  until(uri: string, wanted: (codes: string[], all: Diagnostic[]) => boolean): Promise<Diagnostic[]>
  published: PublishDiagnosticsParams[]
  files: Map<string, string>
}

/** What makes an editor another one than most. */
export interface EditorKind {
  /** Parameters of the initialization in place of the usual ones. */
  readonly initialize?: object
  /** Capabilities of the editor. */
  readonly capabilities?: object
  /** Whether the server can read a file by itself. */
  readonly reads?: (uri: string) => boolean
  /** What is read for the language of `initialize.locale`. */
  readonly translations?: Translations
  /** Answers requests of the server. */
  readonly answer?: (client: ProtocolConnection) => void
}

export async function startEditor(files: Record<string, string>, options: object = {}, { initialize = {}, capabilities = {}, reads = () => true, translations, answer }: EditorKind = {}): Promise<Editor> {
  const up = new PassThrough()
  const down = new PassThrough()
  const onDisk = new Map(Object.entries(files))
  startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), {
    now: () => performance.now(),
    after(delay, call) {
      // Pauses are cut short; patience with the editor is not.
      const timer = setTimeout(call, delay < 1000 ? 1 : delay)
      if (delay >= 1000) timer.unref()
      return () => clearTimeout(timer)
    },
    translations: () => translations,
    reads,
    readFile: (uri) => onDisk.get(uri),
    isFile: (uri) => onDisk.has(uri),
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
  answer?.(client)
  client.listen()
  const started = await client.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities,
    workspaceFolders: [{ uri: 'file:///site', name: 'site' }],
    initializationOptions: { version: '3.0', showsStatus: true, ...options },
    ...initialize,
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
  return { started, client, until, published, files: onDisk }
}

export function open(editor: Editor, uri: string): Promise<void> {
  const text = editor.files.get(uri) ?? ''
  return editor.client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'kea', version: 1, text } })
}

export function replace(editor: Editor, uri: string, version: number, from: string, to: string): Promise<void> {
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
