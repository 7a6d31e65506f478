import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import path from 'node:path'
import * as vscode from 'vscode'
import Mocha from 'mocha'
import type { KeaExtension } from '../../src/extension'
import { inWorkspace, open, until, withRule } from './support'

/** Where the report goes. */
function say(line: string): void {
  Mocha.reporters.Base.consoleLog(`      ${line}`)
}

/** What it takes to read and run the extension's code once more, ms: the editor does so before it activates it. Nothing happens while it is loaded. */
function loadTime(extension: string): number {
  const program = path.join(extension, 'client/dist/extension.js')
  const load = createRequire(program)
  const loaded = load.cache[program]
  Reflect.deleteProperty(load.cache, program)
  const begun = performance.now()
  load(program)
  const took = performance.now() - begun
  if (loaded) load.cache[program] = loaded
  return took
}

describe('opening a file', () => {
  it('starts the extension by a Kea file in the workspace alone', async () => {
    await until(() => vscode.extensions.getExtension('kea-dhcp.kea-dhcp')?.isActive, 'the extension is active')
  })

  it('holds the editor up for a moment only, and has findings soon', async () => {
    const extension = await until(() => vscode.extensions.getExtension<KeaExtension>('kea-dhcp.kea-dhcp'), 'the extension is there')
    const { activation } = await extension.activate()
    const begun = Date.now()
    await vscode.commands.executeCommand('kea.restartServer')
    await open('standby/kea-dhcp4.conf')
    await until(() => withRule('standby/kea-dhcp4.conf', 'ha-peers-differ'), 'findings')
    say(`activation: ${loadTime(extension.extensionPath).toFixed(1)} ms to load, ${activation.toFixed(1)} ms inside activate(); from the start of the language server to findings ${Date.now() - begun} ms`)
    // A machine that is busy with something else is no fault of the extension.
    assert.ok(activation < 1000, `${activation} ms`)
  })

  it('gives Kea files the language kea by their name', async () => {
    for (const name of ['primary/kea-dhcp4.conf', 'primary/kea-ctrl-agent.conf', 'primary/kea-dhcp-ddns.conf']) {
      assert.equal((await open(name)).document.languageId, 'kea', name)
    }
  })

  it('gives a JSON file the language kea by its content, and no other', async () => {
    const write = async (name: string, text: string): Promise<vscode.TextDocument> => {
      await vscode.workspace.fs.writeFile(inWorkspace(name), Buffer.from(text))
      return (await open(name)).document
    }
    const kea = await write('rendered.json', '// made by a script\n{ "Dhcp4": { "valid-lifetime": 4000 } }')
    await until(() => vscode.workspace.textDocuments.some((one) => one.uri.path === kea.uri.path && one.languageId === 'kea'), 'language kea')
    const other = await write('settings-of-a-tool.json', '{ "name": "Dhcp4" }')
    await new Promise((resolve) => setTimeout(resolve, 500))
    assert.equal(other.languageId, 'json')
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    for (const name of ['rendered.json', 'settings-of-a-tool.json']) await vscode.workspace.fs.delete(inWorkspace(name))
  })
})
