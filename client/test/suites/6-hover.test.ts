import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import path from 'node:path'
import * as vscode from 'vscode'
import { inWorkspace, open, revert, until } from './support'

const primary = 'primary/kea-dhcp4.conf'
const standby = 'standby/kea-dhcp4.conf'

async function hoverOn(document: vscode.TextDocument, text: string, behind = 1): Promise<string> {
  const at = document.getText().indexOf(text)
  assert.notEqual(at, -1, `${text} is not in ${document.uri.path}`)
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, document.positionAt(at + behind))
  return hovers.flatMap((one) => one.contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))).join('\n')
}

async function untilHover(document: vscode.TextDocument, text: string, wanted: RegExp, behind = 1): Promise<string> {
  let found = ''
  for (const end = Date.now() + 15_000; Date.now() < end; ) {
    found = await hoverOn(document, text, behind)
    if (wanted.test(found)) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail(`${String(wanted)} is not in ${found}`)
}

function whole(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(0, 0, document.lineCount, 0)
}

function hintsOf(document: vscode.TextDocument): Thenable<vscode.InlayHint[]> {
  return vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole(document))
}

function lensesOf(uri: vscode.Uri): Thenable<vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100)
}

describe('what the editor knows of a place', () => {
  afterEach(async () => {
    await revert()
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
  })

  it('a key is explained, in Markdown, with a link to the manual', async () => {
    const { document } = await open(primary)
    const text = await untilHover(document, '"valid-lifetime"', /How long a lease is valid/)
    assert.match(text, /\*\*`valid-lifetime`\*\* · whole number of seconds/)
    assert.match(text, /Kea's default: 7200 \(2 h\)/)
    assert.match(text, /\[Kea's manual\]\(https:\/\/kea\.readthedocs\.io\//)
  })

  it('a subnet tells its addresses and what it inherits, with a link to the line', async () => {
    const { document } = await open(primary)
    const text = await untilHover(document, '"10.40.10.0/24"', /254 addresses for hosts/)
    assert.match(text, /150 addresses in 1 pool/)
    assert.match(text, /inherited from the global scope \(\[line \d+\]\(file:\/\/.*kea-dhcp4\.conf#L\d+,\d+\)\)/)
  })

  it('a peer leads to the file of the partner', async () => {
    const { document } = await open(primary)
    await untilHover(document, '"name": "crust"', /partner, standby[\s\S]*Its file is here \(\[kea-dhcp4\.conf, line \d+\]\(file:.*standby\/kea-dhcp4\.conf#L/, 10)
  })

  it('seconds have their duration behind them', async () => {
    const { document } = await open(primary)
    await untilHover(document, '"valid-lifetime"', /lease/)
    const hints = await hintsOf(document)
    const labels = hints.map((one) => (typeof one.label === 'string' ? one.label : one.label.map((part) => part.value).join('')))
    assert.ok(labels.includes('= 8 h'), labels.join('; '))
    assert.ok(labels.includes('150 addresses'), labels.join('; '))
  })

  it('a subnet has its count above it, and the relationship opens the file of the partner', async () => {
    await open(primary)
    let lenses: vscode.CodeLens[] = []
    for (const end = Date.now() + 15_000; Date.now() < end && !lenses.some((one) => one.command?.command === 'kea.openFile'); ) lenses = await lensesOf(inWorkspace(primary))
    const titles = lenses.map((one) => one.command?.title)
    assert.ok(titles.includes('150 addresses, 3 reserved'), titles.join('; '))
    const partner = lenses.find((one) => one.command?.command === 'kea.openFile')?.command
    assert.equal(partner?.title, 'Open the file of "crust"')
    await vscode.commands.executeCommand(partner.command, ...(partner.arguments as unknown[]))
    await until(() => vscode.window.activeTextEditor?.document.uri.path.endsWith(standby), 'the partner\'s file is open')
  })

  it('every word of real files can be looked at', async function () {
    const corpus = process.env['KEA_CORPUS'] ?? ''
    const files = ['upstream/3.0/kea4/all-keys.json', 'upstream/3.0/kea6/all-keys.json', 'upstream/3.0/ddns/all-keys.json'].map((name) => path.join(corpus, name)).filter((name) => corpus !== '' && existsSync(name))
    if (files.length === 0) this.skip()
    this.timeout(120_000)
    for (const name of files) {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.file(name))
      await vscode.languages.setTextDocumentLanguage(document, 'kea')
      await untilHover(document, '"loggers"', /Kea's manual/)
      const words = [...document.getText().matchAll(/"[^"\n]+"/g)].filter((_, index) => index % 9 === 0)
      let told = 0
      for (const { index } of words) {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, document.positionAt(index + 1))
        if (hovers.length > 0) told++
      }
      assert.ok(told > words.length / 2, `${name}: ${told} of ${words.length}`)
    }
  })
})
