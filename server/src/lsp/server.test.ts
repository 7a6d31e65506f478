/** The language server as any editor speaks to it: messages in, messages out, no editor. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Diagnostic } from 'vscode-languageserver/node'
import { statusNotification } from './messages'
import type { Status } from './messages'
import { open, replace, server, startEditor } from './test-editor'

const primary = 'file:///site/primary/kea-dhcp4.conf'
const standby = 'file:///site/standby/kea-dhcp4.conf'

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

test('the status names the servers that can be booted together, with the files of their agents', async () => {
  const agent = 'file:///site/standby/kea-ctrl-agent.conf'
  const editor = await startEditor({ [primary]: server('alpha', 'alpha'), [standby]: server('beta', 'alpha'), [agent]: '{ "Control-agent": { "http-port": 8001 } }' })
  const status = await new Promise<Status>((resolve) => editor.client.onNotification(statusNotification, resolve))
  assert.deepEqual(status.deployments, [
    { servers: [{ name: 'primary', uri: primary }, { name: 'standby', uri: standby }], files: [primary, standby, agent], includes: [] },
  ])
})

test('kea-lint.json picks rules, speaks of some files only and names a baseline: the editor goes by all of it', async () => {
  const settings = 'file:///site/kea-lint.json'
  const text = '{ "Dhcp4": { "valid-lifetime": 4000, "zzz": 1, } }'
  const editor = await startEditor({
    [settings]: '{ "extends": "base.json", "overrides": [ { "files": ["standby/*"], "severity": { "trailing-comma": "off" } } ] }',
    'file:///site/base.json': '{ "preset": "strict", "baseline": "known.json" }',
    'file:///site/known.json': '{ "findings": [\n{ "file": "primary/kea-dhcp4.conf", "rule": "unknown-key", "pointer": "/Dhcp4/zzz" },\n{ "file": "primary/kea-dhcp4.conf", "rule": "wrong-type", "pointer": "/Dhcp4/zzz" } ] }',
    [primary]: text,
    [standby]: text,
  })
  const ofPrimary = await editor.until(primary, (codes) => codes.includes('trailing-comma') && !codes.includes('unknown-key'))
  assert.equal(ofPrimary.find((one) => one.code === 'trailing-comma')?.severity, 1, 'the preset is strict')
  await editor.until(standby, (codes) => codes.includes('unknown-key') && !codes.includes('trailing-comma'))
  const stale = await editor.until('file:///site/known.json', (codes) => codes.length === 1)
  assert.match(words(stale[0]), /There is no wrong-type at this place any more/)
  assert.equal(stale[0]?.range.start.line, 2)
})
