/** A workspace of several folders, each with settings of its own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statusNotification } from './messages'
import type { Status } from './messages'
import { open, server, startEditor } from './test-editor'
import type { Editor } from './test-editor'
import { createWorkspace } from './workspace'
import { defaultSettings } from './settings'

const agent = '{ "Control-agent": { "http-port": 8000 } }'
const inOld = 'file:///old/kea-ctrl-agent.conf'
const inNew = 'file:///new/kea-ctrl-agent.conf'

/** `settings`: by folder, as the editor answers. */
function startIn(files: Record<string, string>, folders: string[], settings: Record<string, object>): Promise<Editor> {
  return startEditor(files, {}, {
    initialize: { workspaceFolders: folders.map((uri) => ({ uri, name: uri })), capabilities: { workspace: { configuration: true } } },
    answer: (client) => client.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) => items.map(({ scopeUri }) => settings[scopeUri ?? ''] ?? {})),
  })
}

test('each folder is checked for its own release, and the status says which', async () => {
  const files = { [inOld]: agent, [inNew]: agent }
  const editor = await startIn(files, ['file:///old', 'file:///new'], { 'file:///old': { version: '2.6' }, 'file:///new': { version: '3.2' } })
  const status = await new Promise<Status>((resolve) => editor.client.onNotification(statusNotification, resolve))
  await editor.until(inNew, (codes) => codes.includes('agent-not-in-release'))
  assert.ok(!editor.published.some(({ uri, diagnostics }) => uri === inOld && diagnostics.some((one) => one.code === 'agent-not-in-release')))
  assert.equal(status.release, '2.6')
  assert.deepEqual(status.otherReleases, { [inNew]: '3.2' })
})

test('servers in two folders with the same settings are a pair, and with other settings each is judged by itself', async () => {
  const primary = 'file:///one/kea-dhcp4.conf'
  const standby = 'file:///two/kea-dhcp4.conf'
  const files = { [primary]: server('alpha', 'alpha'), [standby]: server('beta', 'alfa') }
  const same = await startIn(files, ['file:///one/', 'file:///two/'], {})
  await same.until(standby, (codes) => codes.includes('ha-peers-differ'))
  const apart = await startIn(files, ['file:///one', 'file:///two'], { 'file:///two': { rules: { severity: { 'byte-order-mark': 'off' } } } })
  const status = await new Promise<Status>((resolve) => apart.client.onNotification(statusNotification, resolve))
  assert.equal(status.checked.length, 2)
  assert.ok(!apart.published.some(({ diagnostics }) => diagnostics.some((one) => one.code === 'ha-peers-differ')))
})

test('each folder has its own kea-lint.json, and one without goes with the first that has', () => {
  const files = new Map([
    ['file:///a/kea-lint.json', '{ "keaVersion": "2.2", "includeFolders": [ "inc" ] }'],
    ['file:///a/nested/kea-lint.json', '{ "keaVersion": "2.4" }'],
  ])
  const workspace = createWorkspace((uri) => files.get(uri))
  workspace.add(['file:///b', 'file:///a', 'file:///a/nested/'])
  workspace.set(defaultSettings, new Map([['file:///b', { ...defaultSettings, includeFolders: ['own'] }]]))
  workspace.readDeployments()
  assert.equal(workspace.options('file:///a/kea-dhcp4.conf').release, '2.2')
  assert.equal(workspace.options('file:///a/nested/kea-dhcp4.conf').release, '2.4')
  assert.equal(workspace.options('file:///b/kea-dhcp4.conf').release, '2.2')
  assert.equal(workspace.options('file:///elsewhere/kea-dhcp4.conf').release, '2.2')
  assert.deepEqual(workspace.includeFolders('file:///b/kea-dhcp4.conf'), ['file:///b/own', 'file:///a/inc'])
  assert.deepEqual(workspace.includeFolders('file:///a/nested/x.conf'), [])
  assert.equal(workspace.deploymentFile('file:///a/nested/x.conf'), 'file:///a/nested/kea-lint.json')
  assert.ok(workspace.isDeploymentFile('file:///b/kea-lint.json'))
  workspace.remove(['file:///a/', 'file:///a/nested'])
  workspace.readDeployments()
  assert.equal(workspace.options('file:///b/kea-dhcp4.conf').release, '3.0')
})

test('a release that kea-lint.json gives to some files is theirs for findings, hovers and the status', async () => {
  const old = 'file:///site/old/kea-dhcp4.conf'
  const now = 'file:///site/now/kea-dhcp4.conf'
  const text = '{ "Dhcp4": { "valid-lifetimes": 4000, "early-global-reservations-lookup": true } }'
  const files = {
    'file:///site/kea-lint.json': '{ "overrides": [ { "files": [ "old/**" ], "keaVersion": "2.2" } ] }',
    [old]: text,
    [now]: text,
  }
  const editor = await startEditor(files)
  const status = await new Promise<Status>((resolve) => editor.client.onNotification(statusNotification, resolve))
  assert.deepEqual([status.release, status.otherReleases], ['3.0', { [old]: '2.2' }])
  const found = await editor.until(old, (codes) => codes.includes('unknown-key'))
  assert.match(JSON.stringify(found), /Kea 2\.2 refuses this file/)
  await open(editor, old)
  await open(editor, now)
  const offered = async (uri: string): Promise<string> => JSON.stringify(await editor.client.sendRequest('textDocument/completion', { textDocument: { uri }, position: { line: 0, character: 13 } }))
  assert.ok(!(await offered(old)).includes('"control-sockets"'))
  assert.ok((await offered(now)).includes('"control-sockets"'))
})
