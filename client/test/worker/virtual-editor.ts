/** An editor in a real browser, for tests: a page that starts the web worker and holds the files of a virtual workspace. */
import type { Browser, Page } from 'playwright-core'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Diagnostic, ServerCapabilities } from 'vscode-languageserver'
import type { Status } from '../../../server/src/lsp/messages'
import { project } from '../page/browser'

export interface VirtualEditor {
  readonly capabilities: ServerCapabilities
  /** Errors of the worker and of the page. */
  readonly faults: string[]
  request(method: string, params: object): Promise<unknown>
  notify(method: string, params: object): Promise<void>
  /** Another program writes a file, or takes it away; the editor's watcher tells. */
  write(uri: string, text: string | undefined): Promise<void>
  /** What a worker says of the names that only Node has. */
  evaluateInWorker(expression: string): Promise<unknown>
  /** The latest diagnostics, by file. */
  diagnostics(): Promise<Record<string, Diagnostic[]>>
  status(): Promise<Status | undefined>
  /** Waits until the diagnostics of a file satisfy the condition. */
  until(uri: string, wanted: (codes: string[]) => boolean): Promise<Diagnostic[]>
  /** Waits until the server has told that it checked so many files: it does so behind the diagnostics. */
  untilChecked(count: number): Promise<void>
  close(): Promise<void>
}

/** What the page runs: JSON-RPC messages to and from the worker, as the browser's transport of the protocol posts them. */
const script = `
  const waiting = new Map()
  const state = { files: {}, diagnostics: {}, status: undefined, faults: [] }
  const worker = new Worker('/language-server-web.js')
  worker.onerror = (event) => state.faults.push(event.message)
  let count = 0
  const later = (value) => new Promise((resolve) => setTimeout(() => resolve(value), 15))
  const answers = {
    'kea/findFiles': ({ folder }) => Object.keys(state.files).filter((uri) => uri.startsWith(folder + '/') && /\\.(conf|json)$/.test(uri) && !uri.endsWith('kea-lint.json')),
    'kea/readFile': ({ uri }) => state.files[uri] ?? null,
    'workspace/configuration': ({ items }) => items.map(() => ({})),
  }
  const hear = {
    'textDocument/publishDiagnostics': ({ uri, diagnostics }) => { state.diagnostics[uri] = diagnostics },
    'kea/status': (status) => { state.status = status },
    'window/logMessage': ({ type, message }) => { if (type === 1) state.faults.push(message) },
  }
  worker.onmessage = async ({ data }) => {
    if (data.method === undefined) return waiting.get(data.id)?.(data)
    if (data.id === undefined) return hear[data.method]?.(data.params)
    worker.postMessage({ jsonrpc: '2.0', id: data.id, result: (await later(answers[data.method]?.(data.params))) ?? null })
  }
  window.state = state
  window.notify = (method, params) => worker.postMessage({ jsonrpc: '2.0', method, params })
  window.request = (method, params) => new Promise((resolve, reject) => {
    const id = ++count
    waiting.set(id, ({ result, error }) => (error ? reject(new Error(method + ': ' + error.message)) : resolve(result)))
    worker.postMessage({ jsonrpc: '2.0', id, method, params })
  })
`

export async function startVirtualEditor(browser: Browser, folder: string, files: Readonly<Record<string, string>>): Promise<VirtualEditor> {
  const program = readFileSync(path.join(project, 'server/dist/language-server-web.js'))
  const site = createServer((request, response) => {
    const isPage = request.url === '/'
    response.setHeader('content-type', isPage ? 'text/html' : 'text/javascript')
    response.end(isPage ? `<!doctype html><meta charset="utf-8"><script>${script}</script>` : request.url === '/language-server-web.js' ? program : '')
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const context = await browser.newContext()
  const page: Page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
  const state = (): Promise<{ diagnostics: Record<string, Diagnostic[]>; status?: Status; faults: string[] }> => page.evaluate('state')
  const request = (method: string, params: object): Promise<unknown> => page.evaluate(([name, sent]) => (globalThis as unknown as Record<string, (...args: unknown[]) => unknown>)['request']?.(name, sent), [method, params] as const)
  const notify = async (method: string, params: object): Promise<void> => {
    await page.evaluate(([name, sent]) => (globalThis as unknown as Record<string, (...args: unknown[]) => unknown>)['notify']?.(name, sent), [method, params] as const)
  }
  await page.evaluate((all) => Object.assign((globalThis as unknown as { state: { files: object } }).state.files, all), files)
  const started = (await request('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { workspace: { configuration: true, workspaceFolders: true }, textDocument: { completion: { completionItem: { snippetSupport: true } } } },
    workspaceFolders: [{ uri: folder, name: 'site' }],
    initializationOptions: { showsStatus: true, providesFiles: true, watchesFiles: true },
  })) as { capabilities: ServerCapabilities }
  await notify('initialized', {})

  return {
    capabilities: started.capabilities,
    faults,
    request,
    notify,
    async write(uri, text) {
      const change = await page.evaluate(
        ([name, written]) => {
          const { files: here } = (globalThis as unknown as { state: { files: Record<string, string> } }).state
          const type = written === null ? 3 : name in here ? 2 : 1
          if (written === null) Reflect.deleteProperty(here, name)
          else here[name] = written
          return type
        },
        [uri, text ?? null] as const,
      )
      await notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: change }] })
    },
    evaluateInWorker: async (expression) => page.workers()[0]?.evaluate(expression),
    diagnostics: async () => (await state()).diagnostics,
    status: async () => (await state()).status,
    async until(uri, wanted) {
      for (const end = Date.now() + 60_000; ; ) {
        const now = await state()
        const own = now.diagnostics[uri]
        if (own && wanted(own.map((one) => String(one.code)))) return own
        if (Date.now() > end || now.faults.length > 0) throw new Error(`${uri} has ${JSON.stringify(own)}; ${now.faults.join('; ')}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async untilChecked(count) {
      await page.waitForFunction(`state.status?.checked.length >= ${count}`, undefined, { timeout: 60_000 })
    },
    async close() {
      faults.push(...(await state()).faults)
      await context.close()
      await new Promise((resolve) => site.close(resolve))
    },
  }
}
