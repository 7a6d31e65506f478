/** Code actions as an editor asks for them: quick fixes, all at once, and ways to hide a finding. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { open, replace, startEditor } from './test-editor'
import type { Editor } from './test-editor'

const uri = 'file:///site/kea-dhcp4.conf'
const settings = 'file:///site/kea-lint.json'

/** The text with `|` where the cursor is. */
interface Asked {
  readonly editor: Editor
  readonly text: string
  readonly actions: CodeAction[]
}

async function ask(marked: string, options: { only?: string[]; capabilities?: object; commands?: string[]; files?: Record<string, string> } = {}): Promise<Asked> {
  const offset = marked.indexOf('|')
  const text = marked.replace('|', '')
  const editor = await startEditor({ [uri]: text, ...options.files }, { commands: options.commands ?? [] }, { capabilities: options.capabilities ?? {} })
  await open(editor, uri)
  const position = TextDocument.create(uri, 'kea', 1, text).positionAt(offset)
  const actions = await editor.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [], ...(options.only && { only: options.only }) },
  })
  return { editor, text, actions }
}

function applied(text: string, edit: WorkspaceEdit | undefined, of = uri): string {
  assert.ok(edit?.changes?.[of], 'an edit of the file')
  return TextDocument.applyEdits(TextDocument.create(of, 'kea', 1, text), edit.changes[of])
}

const titles = ({ actions }: Asked): string[] => actions.map((one) => one.title)

function after(asked: Asked, title: string): string {
  const action = asked.actions.find((one) => one.title === title)
  assert.ok(action, `${title} is not among ${titles(asked).join('; ')}`)
  return applied(asked.text, action.edit)
}

const body = (...lines: string[]): string => `{ "Dhcp4": {\n  "interfaces-config": { "interfaces": [ "eth0" ] },\n${lines.map((line) => `  ${line}\n`).join('')}} }\n`

test('a finding offers its fix, the first sure one preferred, and ways to hide it', async () => {
  const asked = await ask(body('"valid-li|fetme": 4000'))
  assert.deepEqual(asked.editor.started.capabilities.codeActionProvider, { codeActionKinds: ['quickfix', 'source.fixAll.kea', 'refactor'], resolveProvider: false })
  assert.deepEqual(titles(asked), ['Change it to "valid-lifetime"', 'Remove "valid-lifetme"', 'Hide unknown-key in this line', 'Hide unknown-key in this file', 'Fix everything that has one sure fix'])
  assert.deepEqual(asked.actions.map((one) => one.isPreferred === true), [true, false, false, false, false])
  assert.equal(after(asked, 'Change it to "valid-lifetime"'), body('"valid-lifetime": 4000'))
  assert.equal(after(asked, 'Hide unknown-key in this line'), body('# kea-lint-disable-next-line unknown-key', '"valid-lifetme": 4000'))
  assert.equal(after(asked, 'Hide unknown-key in this file'), `# kea-lint-disable-file unknown-key\n${body('"valid-lifetme": 4000')}`)
})

test('an action names the diagnostic that it is for', async () => {
  const { editor } = await ask(body('"valid-li|fetme": 4000'))
  const [diagnostic] = await editor.until(uri, (codes) => codes.includes('unknown-key'))
  assert.ok(diagnostic)
  const actions = await editor.client.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: diagnostic.range, context: { diagnostics: [diagnostic], only: ['quickfix'] } })
  assert.deepEqual(actions.map((one) => one.diagnostics?.[0]?.code), actions.map(() => 'unknown-key'))
})

test('a comment that is there already names the next rule too', async () => {
  const line = (comment: string): string => body(comment, '"valid-|lifetime": "4000",', '"renew-timer": 900')
  const asked = await ask(line('# kea-lint-disable-next-line unknown-key -- ours').replace('"valid-|lifetime": "4000"', '"valid-lifetime": "40|00"'))
  assert.equal(after(asked, 'Hide wrong-type in this line'), line('# kea-lint-disable-next-line unknown-key, wrong-type -- ours').replace('|', ''))
})

test('what Kea would not read is put right where one writes', async () => {
  assert.equal(after(await ask(body('"valid-lifetime": 4000|', '"renew-timer": 900 # half')), 'Put in the comma'), body('"valid-lifetime": 4000,', '"renew-timer": 900 # half'))
  assert.equal(after(await ask(body('"valid-lifetime": 4000|, # all')), 'Remove the comma'), body('"valid-lifetime": 4000 # all'))
  assert.equal(after(await ask(body('"authoritative": Tr|ue')), 'Change it to true'), body('"authoritative": true'))
  assert.equal(after(await ask(body('valid-|lifetime: 4000')), 'Put it in quotes'), body('"valid-lifetime": 4000'))
  assert.equal(after(await ask(body('"subnet4": [ { "id": 1, "subnet": "192.0.2.0/24"| ]')), 'Put in the }'), body('"subnet4": [ { "id": 1, "subnet": "192.0.2.0/24" } ]'))
})

test('"fix all" takes every sure fix, also where one brings up the next, and nothing else', async () => {
  const wrong = body('"valid-lifetme": "4000", # how long', '"subnet4": [', '  { "id": 1 "subnet": "192.0.2.7/24", "pools": [ { "pool": "192.0.2.10 – 192.0.2.20" } ] },', '  { "id": 1, "subnet": "198.51.100.0/24", "pools": [ { "pool": "198.51.100.10 - 198.51.100.20" } ] },', ']|')
  const right = body('"valid-lifetime": 4000, # how long', '"subnet4": [', '  { "id": 1, "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.2.10 - 192.0.2.20" } ] },', '  { "id": 1, "subnet": "198.51.100.0/24", "pools": [ { "pool": "198.51.100.10 - 198.51.100.20" } ] }', ']')
  const asked = await ask(wrong, { only: ['source.fixAll'] })
  assert.deepEqual(titles(asked), ['Fix everything that has one sure fix'])
  assert.equal(asked.actions[0]?.kind, 'source.fixAll.kea')
  assert.equal(after(asked, 'Fix everything that has one sure fix'), right)
  const later = await ask(right.replace('4000', '4000|'), { only: ['source.fixAll'] })
  assert.deepEqual(later.actions, [])
})

test('all findings of a rule are fixed in one go, worked out when it is chosen', async () => {
  const capabilities = { textDocument: { codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } } } }
  const ids = (one: number, other: number, third: number): string => body('"subnet4": [', ...[one, other, third].map((id, at) => `  { "id": ${id}, "subnet": "192.0.${at}.0/24", "pools": [ { "pool": "192.0.${at}.10 - 192.0.${at}.20" } ] }${at < 2 ? ',' : ''}`), ']')
  const asked = await ask(ids(1, 1, 1).replace('"id": 1, "subnet": "192.0.1', '"id": 1|, "subnet": "192.0.1'), { capabilities })
  const action = asked.actions.find((one) => one.title === 'Fix every subnet-id-duplicate in this file')
  assert.ok(action)
  assert.equal(action.edit, undefined)
  const resolved = await asked.editor.client.sendRequest<CodeAction>('codeAction/resolve', action)
  assert.equal(applied(asked.text, resolved.edit), ids(1, 2, 3))
})

test('a fix is one of the text as it stands, typed a moment ago', async () => {
  const { editor } = await ask(body('"valid-lifetime": 4|000'))
  await editor.until(uri, () => true).catch(() => undefined)
  await replace(editor, uri, 2, '"interfaces-config"', '\n\n  "interfaces-config"')
  await replace(editor, uri, 3, '"valid-lifetime"', '"valid-lifetme"')
  const text = editor.files.get(uri) ?? ''
  const start = TextDocument.create(uri, 'kea', 1, text).positionAt(text.indexOf('valid-'))
  const actions = await editor.client.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: { start, end: start }, context: { diagnostics: [] } })
  assert.equal(applied(text, actions[0]?.edit), text.replace('lifetme', 'lifetime'))
})

test('a rule is switched off everywhere in kea-lint.json where there is one, else by a command that the editor has', async () => {
  const title = 'Switch unknown-key off everywhere'
  const text = '{\n  "keaVersion": "3.0" // ours\n}\n'
  const file = await ask(body('"valid-li|fetme": 4000'), { files: { [settings]: text }, commands: ['kea.switchRuleOff'] })
  const edit = file.actions.find((one) => one.title === title)?.edit
  assert.deepEqual(JSON.parse(applied(text, edit, settings).replace('// ours', '')), { keaVersion: '3.0', severity: { 'unknown-key': 'off' } })
  const setting = await ask(body('"valid-li|fetme": 4000'), { commands: ['kea.switchRuleOff'] })
  assert.deepEqual(setting.actions.find((one) => one.title === title)?.command, { title, command: 'kea.switchRuleOff', arguments: ['unknown-key'] })
  assert.ok(!titles(await ask(body('"valid-li|fetme": 4000'))).includes(title))
})
