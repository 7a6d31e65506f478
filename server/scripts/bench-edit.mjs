// Edits large files over the protocol, as an editor does, and prints how long the findings and other answers of the language server take,
// next to vscode-json-languageservice, the reader of JSON in VS Code, on the same texts. `npm run bench:edit [EDITS]`
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { largeFile } from './large-file.mjs'

ensureInstalled()
const { buildAll, root } = await import('./build.mjs')
await buildAll({ minify: true })
const load = createRequire(import.meta.url)
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = load('vscode-languageserver/node')
const { getLanguageService, TextDocument } = load('vscode-json-languageservice')

/** What VS Code says of itself, as far as it changes how much is asked for. */
const asVsCode = { textDocument: { foldingRange: { rangeLimit: 5000, lineFoldingOnly: true }, documentSymbol: { hierarchicalDocumentSymbolSupport: true }, codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } } } }

const edits = Number(process.argv[2] ?? 100)
const columns = ['least', 'median', 'most']

for (const [name, subnets] of [['12 MB', 10_000], ['100 kB', 83]]) {
  const text = largeFile(subnets)
  console.log(`\n${name}: ${subnets} subnets, ${subnets * 5} reservations, ${text.length.toLocaleString('en')} characters, ${edits} edits`)
  const ours = await measureOurs(text, subnets)
  const peer = await measurePeer(text, Math.min(edits, subnets > 1000 ? 9 : edits))
  show('the peer (vscode-json-languageservice): parse and validate after an edit', peer.validated)
  show('the peer: completion, parse included', peer.completed)
  const ratio = median(ours.found) / median(peer.validated)
  console.log(`ratio finding of an edit, ours : peer = ${ratio.toFixed(3)} (medians; ours with the protocol, the peer without)`)
}
process.exit(0)

/** The language server in a process of its own. */
async function measureOurs(text, subnets) {
  const child = spawn(process.execPath, [path.join(root, 'server/dist/language-server.js'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const client = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  const document = createDocument('file:///bench/kea-dhcp4.conf', text)
  let heard = () => undefined
  client.onNotification('textDocument/publishDiagnostics', (params) => heard(params))
  let checked = () => undefined
  client.onNotification('kea/status', (status) => status.checked.includes(document.uri) && checked())
  client.listen()
  const { capabilities } = await client.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: asVsCode, workspaceFolders: null, initializationOptions: { version: '3.0', showsStatus: true } })
  await client.sendNotification('initialized', {})
  const requests = requestsOf(capabilities)

  const opened = performance.now()
  let isChecked = false
  checked = () => {
    isChecked = true
    checked = () => undefined
  }
  await client.sendNotification('textDocument/didOpen', { textDocument: { uri: document.uri, languageId: 'kea', version: 1, text } })
  // The first answer waits for the text to be read.
  await ask(client, requests[0], document, 0)
  const read = performance.now() - opened
  const during = []
  while (!isChecked) {
    const begun = performance.now()
    await ask(client, requests[0], document, document.offsetOf(subnets >> 1))
    during.push(performance.now() - begun)
    await pass(3)
  }
  console.log(`read after ${read.toFixed(0)} ms, checked after ${(performance.now() - opened).toFixed(0)} ms; memory ${memoryOf(child.pid)} MB`)
  show(`${requests[0].name} during the first check`, during)

  const found = []
  const gone = []
  const moved = []
  const answers = new Map(requests.map((one) => [one.name, []]))
  for (let edit = 0; edit < edits; edit++) {
    // All over the file, in an order that repeats.
    const id = 1 + ((edit * 7919) % subnets)
    const line = document.lineOf(id)
    const slip = { line, character: '        "p'.length }
    const wanted = ({ version, diagnostics }) => version === document.version && diagnostics.some((one) => one.code === 'unknown-key' && one.range.start.line === line)
    const isGone = ({ version, diagnostics }) => version === document.version && !diagnostics.some((one) => one.code === 'unknown-key')
    found.push(await change({ range: { start: slip, end: slip }, text: 'o' }, wanted))
    for (const request of requests) {
      // Editors ask for what is about the whole file once nobody types.
      if (request.params === whole && edit % 10 !== 0) continue
      const begun = performance.now()
      await ask(client, request, document, document.offsetOf(id))
      answers.get(request.name).push(performance.now() - begun)
    }
    if (edit % 10 === 0) {
      // A line above everything moves all of it.
      const top = { line: 1, character: 0 }
      document.lines++
      moved.push(await change({ range: { start: top, end: top }, text: '\n' }, ({ diagnostics }) => diagnostics.some((one) => one.code === 'unknown-key' && one.range.start.line === line + 1)))
      slip.line++
    }
    const end = { line: slip.line, character: slip.character + 1 }
    gone.push(await change({ range: { start: slip, end }, text: '' }, isGone))
    // Once in a while somebody stops to think, and what looks across the file is checked too.
    if (edit % 20 === 0) await pass(1000)
  }
  show('a finding of an edited subnet, from the keystroke to the editor', found)
  show('the same finding gone', gone)
  show('a finding moved by a line above all', moved)
  for (const [name, times] of answers) show(`${name} right behind an edit`, times)
  await pass(3000)
  console.log(`memory after ${edits} edits and as many back: ${memoryOf(child.pid)} MB`)
  child.kill()
  return { found }

  async function change(part, wanted) {
    document.version++
    let tell
    const told = new Promise((resolve) => (tell = resolve))
    heard = (params) => wanted(params) && tell(performance.now())
    const begun = performance.now()
    void client.sendNotification('textDocument/didChange', { textDocument: { uri: document.uri, version: document.version }, contentChanges: [part] })
    const late = setTimeout(() => {
      throw new Error(`no such findings: ${JSON.stringify(part)}`)
    }, 20_000)
    const at = await told
    clearTimeout(late)
    return at - begun
  }
}

/** Lines of subnets as they stand: each has 42 lines, and lines come on top. */
function createDocument(uri, text) {
  const begin = text.split('\n').findIndex((line) => line.includes('"subnet4"')) + 1
  const each = text.split('\n').findIndex((line, at) => at > begin && line === '      {') - begin
  return {
    uri,
    version: 1,
    lines: 0,
    /** Of the key "pools". */
    lineOf(id) {
      return begin + (id - 1) * each + 3 + this.lines
    },
    offsetOf(id) {
      return { line: this.lineOf(Math.max(1, id)) + 2, character: '            "poo'.length }
    },
  }
}

function whole(document) {
  return { textDocument: { uri: document.uri } }
}

/** What the server offers; else its bare answer, which waits as any other. */
function requestsOf(capabilities) {
  const at = (document, position) => ({ textDocument: { uri: document.uri }, position })
  const known = [
    ['hoverProvider', 'hover', 'textDocument/hover', at],
    ['completionProvider', 'completion', 'textDocument/completion', at],
    ['definitionProvider', 'definition', 'textDocument/definition', at],
    ['documentRangeFormattingProvider', 'formatting a subnet', 'textDocument/rangeFormatting', (document, { line }) => ({ ...whole(document), range: { start: { line: line - 5, character: 0 }, end: { line: line + 35, character: 0 } }, options: { tabSize: 2, insertSpaces: true } })],
    ['codeActionProvider', 'code actions (light bulb)', 'textDocument/codeAction', (document, position) => ({ ...whole(document), range: { start: position, end: position }, context: { diagnostics: [], triggerKind: 2 } })],
    ['documentSymbolProvider', 'symbols', 'textDocument/documentSymbol', whole],
    ['foldingRangeProvider', 'folding', 'textDocument/foldingRange', whole],
  ]
  const offered = known.filter(([key]) => capabilities[key]).map(([, name, method, params]) => ({ name, method, params }))
  return offered.length > 0 ? offered : [{ name: 'an answer', method: 'kea/nothing', params: at }]
}

async function ask(client, { method, params }, document, position) {
  await client.sendRequest(method, params(document, position === 0 ? { line: 0, character: 0 } : position)).catch((error) => {
    if (method !== 'kea/nothing') throw error
  })
}

/** The peer in this process: what an edit costs it before it can tell anything. */
async function measurePeer(text, count) {
  const schema = pathToFileURL(path.join(root, 'schemas/kea-dhcp4.schema.json')).href
  const uri = 'file:///bench/kea-dhcp4.json'
  const service = getLanguageService({
    schemaRequestService: async (from) => readFileSync(fileURLToPath(from), 'utf8'),
    workspaceContext: { resolveRelativePath: (relative, from) => new URL(relative, from).href },
  })
  service.configure({ schemas: [{ uri: schema, fileMatch: ['*'] }] })
  let document = TextDocument.create(uri, 'json', 1, text)
  const validated = []
  const completed = []
  // An id that is no number: the schema as published leaves unknown keys to others.
  const slip = document.positionAt(text.indexOf('"id": ', text.length >> 1) + 6)
  for (let round = 0; round < count; round++) {
    const range = round % 2 === 0 ? { start: slip, end: slip } : { start: slip, end: { ...slip, character: slip.character + 1 } }
    const begun = performance.now()
    document = TextDocument.update(document, [{ range, text: round % 2 === 0 ? '-' : '' }], round + 2)
    const findings = await service.doValidation(document, service.parseJSONDocument(document))
    validated.push(performance.now() - begun)
    if ((findings.length > 0) !== (round % 2 === 0)) throw new Error(`the peer does not see the slip: ${JSON.stringify(findings.slice(0, 3))}`)
    const again = performance.now()
    await service.doComplete(document, slip, service.parseJSONDocument(document))
    completed.push(performance.now() - again)
  }
  return { validated, completed }
}

function memoryOf(pid) {
  const told = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return told.status === 0 ? Math.round(Number(told.stdout) / 1024) : '?'
}

function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}

function show(name, times) {
  const told = [Math.min(...times), median(times), Math.max(...times)]
  console.log(`${name.padEnd(74)} ${told.map((one, at) => `${columns[at]} ${one.toFixed(1).padStart(7)}`).join('  ')} ms  (${times.length})`)
}
