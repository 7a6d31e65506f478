import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import * as vscode from 'vscode'
import { inWorkspace, open, revert } from './support'

const primary = 'primary/kea-dhcp4.conf'
const options = { tabSize: 4, insertSpaces: true }

async function written(text: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'kea', content: text }))
}

async function edits(command: string, ...args: unknown[]): Promise<vscode.TextEdit[]> {
  return (await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(command, ...args)) ?? []
}

async function apply(document: vscode.TextDocument, changes: readonly vscode.TextEdit[]): Promise<void> {
  if (changes.length === 0) return
  const edit = new vscode.WorkspaceEdit()
  edit.set(document.uri, [...changes])
  assert.ok(await vscode.workspace.applyEdit(edit))
}

/** The first answer of a server that may still be starting. */
async function settled<T>(ask: () => Thenable<T | undefined>, isAnswer: (answer: T) => boolean): Promise<T> {
  let latest: T | undefined
  for (let round = 0; round < 100; round++) {
    latest = await ask()
    if (latest !== undefined && isAnswer(latest)) return latest
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no answer: ${JSON.stringify(latest)}`)
}

describe('layout', () => {
  afterEach(async () => {
    await revert()
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
  })

  it('formats a file by the editor\'s own command, and keeps comments', async () => {
    const { document } = await written('{ "Dhcp4" :{ # here\n"valid-lifetime":4000,\n// next\n"subnet4":[{"id":1}] } }\n')
    await settled(() => edits('vscode.executeFormatDocumentProvider', document.uri, options), (found) => found.length > 0)
    await vscode.commands.executeCommand('editor.action.formatDocument')
    assert.equal(document.getText(), '{ "Dhcp4": { # here\n    "valid-lifetime": 4000,\n    // next\n    "subnet4": [ { "id": 1 } ]\n} }\n')
    assert.deepEqual(await edits('vscode.executeFormatDocumentProvider', document.uri, options), [])
  })

  it('formats a selection alone, and what is typed', async () => {
    const { document } = await written('{ "Dhcp4": {\n"valid-lifetime":4000,\n"renew-timer":1\n} }\n')
    const range = new vscode.Range(2, 0, 2, 15)
    const part = await settled(() => edits('vscode.executeFormatRangeProvider', document.uri, range, options), (found) => found.length > 0)
    await apply(document, part)
    assert.equal(document.getText(), '{ "Dhcp4": {\n"valid-lifetime":4000,\n    "renew-timer": 1\n} }\n')
    await apply(document, await edits('vscode.executeFormatOnTypeProvider', document.uri, new vscode.Position(1, 22), ',', options))
    assert.equal(document.lineAt(1).text, '    "valid-lifetime": 4000,')
  })

  it('formats nothing where it is switched off', async () => {
    const settings = vscode.workspace.getConfiguration('kea')
    const { document } = await written('{ "Dhcp4" :{ } }\n')
    await settled(() => edits('vscode.executeFormatDocumentProvider', document.uri, options), (found) => found.length > 0)
    await settings.update('format.enable', false, vscode.ConfigurationTarget.Workspace)
    try {
      await settled(() => edits('vscode.executeFormatDocumentProvider', document.uri, options), (found) => found.length === 0)
    } finally {
      await settings.update('format.enable', undefined, vscode.ConfigurationTarget.Workspace)
    }
    await settled(() => edits('vscode.executeFormatDocumentProvider', document.uri, options), (found) => found.length > 0)
  })

  it('folds maps, lists and comments of a file of the workspace', async () => {
    const { document } = await open(primary)
    const folds = await settled(() => vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>('vscode.executeFoldingRangeProvider', document.uri), (found) => found.length > 5)
    const line = document.getText().split('\n').findIndex((one) => /"Dhcp4":/.test(one))
    assert.ok(folds.some((one) => one.start <= line && one.end > line + 10))
    for (const one of folds) assert.ok(one.start < one.end && one.end < document.lineCount)
  })

  it('grows a selection from a word to the file', async () => {
    const { document } = await open(primary)
    const at = document.positionAt(document.getText().indexOf('"subnet":') + 12)
    const [first] = await settled(() => vscode.commands.executeCommand<vscode.SelectionRange[] | undefined>('vscode.executeSelectionRangeProvider', document.uri, [at]), (found) => found.length === 1)
    const texts: string[] = []
    for (let one: vscode.SelectionRange | undefined = first; one; one = one.parent) texts.push(document.getText(one.range))
    assert.ok(texts.some((one) => /^"subnet": "[^"]+"$/.test(one)), JSON.stringify(texts.slice(0, 6)))
    assert.ok(texts.some((one) => one.startsWith('{') && one.includes('"subnet"')))
    assert.equal(texts.at(-1), document.getText())
  })

  it('colours keys by what the release knows, in view and as a whole', async () => {
    const { document } = await written('{ "Dhcp4": {\n"valid-lifetime": 4000,\n"vaild-lifetime": 1,\n"reservation-mode": "all"\n} }\n')
    const legend = await settled(() => vscode.commands.executeCommand<vscode.SemanticTokensLegend | undefined>('vscode.provideDocumentSemanticTokensLegend', document.uri), (found) => found.tokenTypes.length > 0)
    const unknown = 1 << legend.tokenModifiers.indexOf('unknown')
    const { data } = await settled(() => vscode.commands.executeCommand<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', document.uri), (found) => found.data.length > 0)
    assert.deepEqual([...data.slice(0, 15)], [0, 3, 5, 0, 0, 1, 1, 14, 0, 0, 1, 1, 14, 0, unknown])
    const view = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>('vscode.provideDocumentRangeSemanticTokens', document.uri, new vscode.Range(2, 0, 2, 20))
    assert.deepEqual(view && [...view.data], [2, 1, 14, 0, unknown])
  })

  it('formats real files without changing a word', async function () {
    const corpus = process.env['KEA_CORPUS']
    if (corpus === undefined) return this.skip()
    this.timeout(120_000)
    const files = filesBelow(path.join(corpus, 'upstream', '3.0')).concat(filesBelow(path.join(corpus, 'wild')).filter((_, at) => at % 40 === 0))
    let changed = 0
    for (const file of files.filter((_, at) => at % 4 === 0).slice(0, 10)) {
      const { document } = await written(readFileSync(file, 'utf8'))
      const before = document.getText()
      await apply(document, await edits('vscode.executeFormatDocumentProvider', document.uri, options))
      const after = document.getText()
      if (after !== before) changed++
      assert.equal(after.replace(/\s+/g, ''), before.replace(/\s+/g, ''), file)
      assert.deepEqual(await edits('vscode.executeFormatDocumentProvider', document.uri, options), [], file)
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    }
    assert.ok(changed > 2, `${changed} were changed`)
  })

  it('answers for a part of a file with ten thousand subnets at once', async () => {
    const subnets = Array.from({ length: 10_000 }, (_, id) => `{"id":${id + 1},\n"subnet":"10.${id >> 8}.${id & 255}.0/24"\n}`).join(',\n')
    const uri = inWorkspace('large-layout/kea-dhcp4.conf')
    await vscode.workspace.fs.writeFile(uri, Buffer.from(`{ "Dhcp4": {\n"subnet4": [\n${subnets}\n] } }\n`))
    try {
      const document = await vscode.workspace.openTextDocument(uri)
      const range = new vscode.Range(15_002, 0, 15_004, 1)
      const ask = (): Thenable<vscode.TextEdit[]> => edits('vscode.executeFormatRangeProvider', uri, range, options)
      const changes = await settled(ask, (found) => found.length > 0)
      assert.ok(changes.every((one) => one.range.start.line >= 15_001 && one.range.end.line <= 15_004))
      assert.equal(document.lineCount, 30_004)
      const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', uri)
      assert.ok(folds.length > 1000)
    } finally {
      await vscode.workspace.fs.delete(inWorkspace('large-layout'), { recursive: true })
    }
  })
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const file = path.join(folder, name)
      return statSync(file).isDirectory() ? filesBelow(file) : /\.(conf|json)$/.test(name) ? [file] : []
    })
}
