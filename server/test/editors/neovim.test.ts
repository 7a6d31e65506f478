/** Another editor than VS Code: real Neovim with its own client of the protocol, over the office pair. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'

const project = process.env['KEA_PROJECT'] ?? process.cwd()
const hasNeovim = spawnSync('nvim', ['--version']).status === 0

interface Seen {
  readonly found: boolean
  readonly filetype: string
  readonly encoding: string
  readonly diagnostics: readonly { readonly code: string; readonly message: string; readonly source: string; readonly line: number; readonly severity: number }[]
  readonly hover: Answer | null
  readonly completion: Answer | null
  readonly edited: boolean
}

interface Answer {
  readonly result: unknown
  readonly error: string | null
}

async function look(folder: string, file: string, version: string): Promise<Seen> {
  const editor = spawn('nvim', ['--headless', '-u', 'NONE', '-n', '-c', `luafile ${path.join(project, 'server/test/editors/neovim.lua')}`], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder, KEA_NODE: process.execPath, KEA_SERVER: path.join(project, 'server/dist/language-server.js'), KEA_FOLDER: folder, KEA_FILE: file, KEA_VERSION: version },
  })
  let said = ''
  for (const stream of [editor.stdout, editor.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()))
  const timer = setTimeout(() => editor.kill('SIGKILL'), 90_000)
  await new Promise((resolve) => editor.once('close', resolve))
  clearTimeout(timer)
  const [, json] = /<json>(.*)<\/json>/s.exec(said) ?? []
  assert.ok(json, said)
  return JSON.parse(json) as Seen
}

test('Neovim shows the findings of the pair, takes the settings along, and follows edits', { skip: hasNeovim ? false : 'nvim is not installed' }, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kea-neovim-'))
  try {
    cpSync(path.join(project, 'test-fixtures/workspaces/office-pair'), folder, { recursive: true })
    const seen = await look(folder, 'standby/kea-dhcp4.conf', '2.6')
    assert.equal(seen.filetype, 'kea')
    assert.equal(seen.encoding, 'utf-16')
    assert.ok(seen.found)
    const differ = seen.diagnostics.find((one) => one.code === 'ha-peers-differ')
    assert.equal(differ?.source, 'kea')
    assert.ok(seen.diagnostics.some((one) => one.message.includes('Kea 2.6')), JSON.stringify(seen.diagnostics))
    assert.ok(seen.edited)
    // Where the server offers them.
    if (seen.hover) {
      assert.equal(seen.hover.error, null)
      assert.match(JSON.stringify(seen.hover.result), /subnet/i)
    }
    if (seen.completion) {
      assert.equal(seen.completion.error, null)
      assert.match(JSON.stringify(seen.completion.result), /"label"/)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
