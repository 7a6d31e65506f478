import assert from 'node:assert/strict'
import path from 'node:path'
import * as vscode from 'vscode'
import { inWorkspace, open, revert } from './support'

function place(document: vscode.TextDocument, text: string, behind = 1): vscode.Position {
  const at = document.getText().indexOf(text)
  assert.notEqual(at, -1, `"${text}" is in ${document.uri.path}`)
  return document.positionAt(at + behind)
}

const name = ({ uri }: { uri: vscode.Uri }): string => uri.path.split('/').slice(-2).join('/')

async function references(document: vscode.TextDocument, text: string, behind?: number): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, place(document, text, behind))
  return found.map((one) => `${name(one)}:${one.range.start.line + 1}`)
}

const self = '"this-server-name": "crust"'

/** A pair is put together by the first check. */
async function whenPaired(): Promise<void> {
  const document = await vscode.workspace.openTextDocument(inWorkspace('standby/kea-dhcp4.conf'))
  const end = Date.now() + 15_000
  while ((await references(document, self, self.length - 1)).length < 3) {
    if (Date.now() > end) throw new Error('the pair was not put together')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

describe('navigation', () => {
  it('leads from this-server-name to the peer, and to its places in both files', async () => {
    const { document } = await open('standby/kea-dhcp4.conf')
    await whenPaired()
    const at = place(document, self, self.length - 1)
    const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', document.uri, at)
    assert.ok(link?.targetSelectionRange)
    assert.equal(document.getText(link.targetSelectionRange), 'crust')
    assert.match(document.lineAt(link.targetSelectionRange.start.line).text, /"name": "crust"/)
    const all = await references(document, self, self.length - 1)
    assert.deepEqual(all.map((one) => one.replace(/:\d+$/, '')).sort(), ['primary/kea-dhcp4.conf', 'standby/kea-dhcp4.conf', 'standby/kea-dhcp4.conf'])
    const highlights = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', document.uri, at)
    assert.deepEqual(highlights.map((one) => one.kind), [vscode.DocumentHighlightKind.Read, vscode.DocumentHighlightKind.Write])
  })

  it("leads from the server to the socket of kea-dhcp-ddns, and from the agent to the server's", async () => {
    const agent = (await open('primary/kea-ctrl-agent.conf')).document
    const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', agent.uri, place(agent, '/run/kea/kea-ddns-ctrl-socket'))
    assert.equal(link?.targetUri.path, inWorkspace('primary/kea-dhcp-ddns.conf').path)
    const server = (await open('primary/kea-dhcp4.conf')).document
    const [port] = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', server.uri, place(server, '53001'))
    assert.equal(port?.targetUri.path, inWorkspace('primary/kea-dhcp-ddns.conf').path)
  })

  it('renames a class in both files, and back to the same texts', async () => {
    const { document } = await open('primary/kea-dhcp4.conf')
    await whenPaired()
    const partner = await vscode.workspace.openTextDocument(inWorkspace('standby/kea-dhcp4.conf'))
    const before = [document.getText(), partner.getText()]
    const rename = async (from: string, to: string): Promise<void> => {
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, place(document, `"name": "${from}"`, '"name": "d'.length), to)
      assert.equal(edit.entries().length, 2)
      assert.ok(await vscode.workspace.applyEdit(edit))
    }
    await rename('desk-phone', 'telephone')
    assert.ok([document, partner].every((one) => one.getText().includes('"telephone"') && !one.getText().includes('"desk-phone"')))
    await rename('telephone', 'desk-phone')
    assert.deepEqual([document.getText(), partner.getText()], before)
    await vscode.window.showTextDocument(partner)
    await revert()
    await vscode.window.showTextDocument(document)
    await revert()
  })

  it('says why a name cannot be changed', async () => {
    const { document } = await open('primary/kea-dhcp4.conf')
    const asked = vscode.commands.executeCommand('vscode.prepareRename', document.uri, place(document, '"10.40.10.0/24"'))
    await assert.rejects(Promise.resolve(asked), /An address is no name: it cannot be renamed\./)
  })

  it('shows an outline, and finds a reservation of any file', async () => {
    const { document } = await open('primary/kea-dhcp4.conf')
    const [root] = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri)
    assert.equal(root?.name, 'Dhcp4')
    const subnets = root.children.find((one) => one.name === 'subnet4')
    assert.equal(subnets?.children.find((one) => one.name === '10.40.10.0/24')?.detail, 'id 10')
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'printer-office')
    assert.ok(found.some((one) => name(one.location) === 'primary/kea-dhcp4.conf' && one.name.startsWith('10.40.10.22')), JSON.stringify(found.map((one) => one.name)))
  })

  it('makes an include directive a link', async () => {
    await vscode.workspace.fs.writeFile(inWorkspace('part-of-navigation.inc'), Buffer.from('"client-classes": [ { "name": "included" } ]'))
    await vscode.workspace.fs.writeFile(inWorkspace('kea-dhcp4-navigation.conf'), Buffer.from('{ "Dhcp4": { <?include "part-of-navigation.inc"?> } }'))
    const { document } = await open('kea-dhcp4-navigation.conf')
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri)
    assert.deepEqual(links.map((one) => [document.getText(one.range), one.target?.path]), [['part-of-navigation.inc', inWorkspace('part-of-navigation.inc').path]])
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor')
    for (const file of ['part-of-navigation.inc', 'kea-dhcp4-navigation.conf']) await vscode.workspace.fs.delete(inWorkspace(file))
  })

  it('works in real files', async function () {
    const corpus = process.env['KEA_CORPUS'] ?? ''
    if (corpus === '') return this.skip()
    for (const [file, text] of [
      ['seed/00-correct-hot-standby-memfile/primary/kea-dhcp4.conf', '"this-server-name": "'],
      ['upstream/3.0/kea4/classify2.json', '"client-classes": [ "'],
      ['upstream/3.0/kea4/ha-load-balancing-server2-mt.json', "member('HA_"],
    ] as const) {
      const document = await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(vscode.Uri.file(path.join(corpus, file))), 'kea')
      await vscode.window.showTextDocument(document)
      const symbols = await untilAny(() => vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', document.uri))
      assert.equal(symbols[0]?.name, 'Dhcp4', file)
      const definitions = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', document.uri, place(document, text, text.length + 1))
      assert.ok(definitions.length > 0, `${text} of ${file} is defined`)
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor')
    }
  })
})

async function untilAny<T>(ask: () => Thenable<readonly T[] | undefined>): Promise<readonly T[]> {
  const end = Date.now() + 15_000
  for (;;) {
    const found = await ask()
    if (found && found.length > 0) return found
    if (Date.now() > end) throw new Error('no answer')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
