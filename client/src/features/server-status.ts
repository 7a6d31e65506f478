/** The language status item of a Kea file: the target release, and which server's file it is checked against. */
import * as vscode from 'vscode'
import type { Status } from '../../../server/src/lsp/messages'

export interface ServerStatus {
  show(status: Status): void
  readonly items: vscode.Disposable
}

export function showServerStatus(selector: vscode.DocumentSelector): ServerStatus {
  const release = vscode.languages.createLanguageStatusItem('kea.release', selector)
  release.name = 'Kea target release'
  release.command = { command: 'kea.selectRelease', title: 'Select' }
  const partner = vscode.languages.createLanguageStatusItem('kea.partner', selector)
  partner.name = 'Kea High Availability partner'
  let last: Status | undefined

  function update(): void {
    const asked = vscode.workspace.getConfiguration('kea', vscode.window.activeTextEditor?.document).get('version', '3.0')
    release.text = `Kea ${last?.release ?? asked}`
    release.detail = last && last.release !== asked ? 'target release, from kea-lint.json' : 'target release'
    release.busy = last?.checking ?? true
    const active = vscode.window.activeTextEditor?.document.uri.toString()
    const file = last?.files.find((one) => sameFile(one.uri, active))
    partner.text = file?.server === undefined ? 'No High Availability' : `Server ${file.server}`
    partner.detail = file === undefined ? 'checked by itself' : pairedWith(file.partners)
  }

  const changed = [vscode.window.onDidChangeActiveTextEditor(update), vscode.workspace.onDidChangeConfiguration(update)]
  update()
  return {
    show(status) {
      last = status
      update()
    },
    items: vscode.Disposable.from(release, partner, ...changed),
  }
}

function sameFile(uri: string, other: string | undefined): boolean {
  return other !== undefined && vscode.Uri.parse(uri).toString() === other
}

function pairedWith(partners: readonly string[]): string {
  if (partners.length === 0) return 'no partner found in this workspace'
  return `checked against ${partners.map((uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri), false)).join(', ')}`
}
