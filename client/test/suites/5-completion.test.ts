import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import * as vscode from 'vscode'
import { inWorkspace, open, revert, until, withRule } from './support'

const primary = 'primary/kea-dhcp4.conf'

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label
}

async function completions(uri: vscode.Uri, at: vscode.Position, resolve = 0): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, at, undefined, resolve)
  return list.items.filter((one) => one.kind !== vscode.CompletionItemKind.Text)
}

/** Puts a text in an open document, in place of the first place of another, and the cursor where it has its `|`. */
async function write(editor: vscode.TextEditor, from: string, marked: string): Promise<vscode.Position> {
  const { document } = editor
  const start = document.getText().indexOf(from)
  assert.notEqual(start, -1, from)
  const cursor = marked.indexOf('|')
  assert.ok(await editor.edit((edit) => edit.replace(new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)), marked.replace('|', ''))))
  const at = document.positionAt(start + cursor)
  editor.selection = new vscode.Selection(at, at)
  return at
}

describe('completion', () => {
  afterEach(async () => {
    await revert()
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
  })

  it('offers the keys of the map with what they are, and what the partner says', async () => {
    const editor = await open(primary)
    await until(() => withRule(primary, 'unknown-option-name'), 'the server has read the files')
    const at = await write(editor, '"Dhcp4": {', '"Dhcp4": {\n  "|",')
    const items = await completions(editor.document.uri, at, 300)
    const key = items.find((one) => labelOf(one) === 't1-percent')
    assert.ok(key, items.map(labelOf).join())
    assert.ok(key.documentation instanceof vscode.MarkdownString && key.documentation.value.length > 10)
    assert.ok(key.insertText instanceof vscode.SnippetString)
    assert.ok(!items.some((one) => labelOf(one) === 'hooks-libraries'), 'a key that is there')
  })

  it('puts the accepted item where the cursor is, with its comma', async () => {
    const editor = await open(primary)
    await write(editor, '"Dhcp4": {', '"Dhcp4": {\n  "store-extended|"\n ')
    await vscode.commands.executeCommand('editor.action.triggerSuggest')
    const isDone = (): boolean => /"store-extended-info": (false|true),\s*\n/.test(editor.document.getText())
    for (let turn = 0; turn < 40 && !isDone(); turn++) {
      await new Promise((resolve) => setTimeout(resolve, 250))
      await vscode.commands.executeCommand('acceptSelectedSuggestion')
    }
    await until(isDone, 'the key with its value and comma', 1000)
  })

  it('shows the fields of an option while its data is typed', async () => {
    const editor = await open(primary)
    const at = await write(editor, '"Dhcp4": {', '"Dhcp4": {\n  "option-data": [ { "name": "slp-directory-agent", "data": "true, |" } ],')
    const help = await vscode.commands.executeCommand<vscode.SignatureHelp | undefined>('vscode.executeSignatureHelpProvider', editor.document.uri, at, '"')
    assert.equal(help?.signatures[0]?.label, 'slp-directory-agent: true or false, IPv4 address, …')
    assert.equal(help.activeParameter, 1)
  })

  it('fills an empty file', async () => {
    const uri = inWorkspace('fresh/kea-ctrl-agent.conf')
    await vscode.workspace.fs.writeFile(uri, Buffer.from(''))
    const editor = await open('fresh/kea-ctrl-agent.conf')
    const items = await completions(editor.document.uri, new vscode.Position(0, 0))
    assert.ok(items.some((one) => labelOf(one) === 'kea-ctrl-agent'), items.map(labelOf).join())
    await vscode.workspace.fs.delete(inWorkspace('fresh'), { recursive: true })
  })

  it('answers in files from everywhere', async function () {
    const corpus = process.env['KEA_CORPUS'] ?? ''
    if (corpus === '' || !existsSync(corpus)) this.skip()
    const wild = path.join(corpus, 'wild')
    const files = readdirSync(wild, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(wild, name))
      .filter((name) => /kea-dhcp4\.conf$/.test(name) && statSync(name).size < 50_000)
      .sort()
      .slice(0, 6)
    assert.ok(files.length > 0)
    let offered = 0
    for (const file of files) {
      const document = await vscode.workspace.openTextDocument(file)
      await vscode.languages.setTextDocumentLanguage(document, 'kea')
      const text = readFileSync(file, 'utf8')
      for (const key of ['"subnet"', '"pool"', '"name"']) {
        const start = text.indexOf(key)
        if (start !== -1) offered += (await completions(document.uri, document.positionAt(start + 2))).length
      }
    }
    assert.ok(offered > 50, `${offered} items`)
  })
})
