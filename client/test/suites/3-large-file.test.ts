import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { inWorkspace, open, replace, until, withRule } from './support'

/** More than 10 MB: a /24 each, with options and reservations, one value a line. */
function largeFile(): string {
  const subnets = Array.from({ length: 9000 }, (_, at) => {
    const net = `10.${(at + 1) >> 8}.${(at + 1) & 255}`
    return {
      id: at + 1,
      subnet: `${net}.0/24`,
      pools: [{ pool: `${net}.100 - ${net}.199` }],
      'option-data': [{ name: 'routers', data: `${net}.1` }, { name: 'domain-name-servers', data: `${net}.2, ${net}.3` }],
      reservations: [1, 2, 3, 4, 5].map((n) => ({
        'hw-address': `02:00:${[at >> 8, at & 255, n, 0].map((byte) => byte.toString(16).padStart(2, '0')).join(':')}`,
        'ip-address': `${net}.${n + 9}`,
        hostname: `host-${at}-${n}`,
      })),
    }
  })
  return JSON.stringify({ Dhcp4: { 'valid-lifetime': 4000, subnet4: subnets } }, null, 2)
}

describe('a file of 10 MB', () => {
  const name = 'large/kea-dhcp4.conf'

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    await vscode.workspace.fs.delete(inWorkspace('large'), { recursive: true })
  })

  it('is checked, and other files get their findings while it is open and edited', async () => {
    const text = largeFile()
    assert.ok(text.length > 10_000_000, `${text.length}`)
    await vscode.workspace.fs.writeFile(inWorkspace(name), Buffer.from(text))
    const large = await open(name)
    const small = await vscode.workspace.openTextDocument(inWorkspace('farm-shop/kea-dhcp4.conf'))
    await until(() => withRule('farm-shop/kea-dhcp4.conf', 'missing-comma'), 'the small file is checked')
    const begun = Date.now()
    for (const word of ['"ide": 4500,', '"idea": 4500,', '"ids": 4500,']) {
      const shown = /"id[a-z]*": 4500,/.exec(large.document.getText())?.[0] ?? ''
      await replace(large, shown, word)
      const found = await until(() => {
        const one = withRule(name, 'unknown-key')
        return one?.message.includes(word.split(':')[0] ?? '') === true && one
      }, `${word} is told`)
      assert.equal(large.document.getText(found.range), word.split(':')[0])
    }
    console.log(`three edits of 10 MB were told in ${Date.now() - begun} ms`)
    await vscode.window.showTextDocument(small)
    const edit = new vscode.WorkspaceEdit()
    edit.insert(small.uri, new vscode.Position(0, 0), '# looked at\n')
    await vscode.workspace.applyEdit(edit)
    await until(() => withRule('farm-shop/kea-dhcp4.conf', 'missing-comma')?.range.start.line === 12, 'the small file follows its edit')
    await vscode.commands.executeCommand('undo')
  })
})
