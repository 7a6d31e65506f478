/** The language status items of a Kea file: the target release, what was found, and which server's file it is checked against. */
import * as vscode from 'vscode'
import type { Status } from '../../../server/src/lsp/messages'

export interface ServerStatus {
  show(status: Status): void
  checking(isChecking: boolean): void
  /** The language server could not be started. */
  failed(): void
  readonly items: vscode.Disposable
}

export function showServerStatus(selector: vscode.DocumentSelector): ServerStatus {
  const item = (id: string, name: string): vscode.LanguageStatusItem => {
    const one = vscode.languages.createLanguageStatusItem(id, selector)
    one.name = name
    return one
  }
  const release = item('kea.release', vscode.l10n.t('Kea target release'))
  release.command = { command: 'kea.selectRelease', title: vscode.l10n.t('Select') }
  const findings = item('kea.findings', vscode.l10n.t('Kea findings'))
  const partner = item('kea.partner', vscode.l10n.t('Kea High Availability partner'))
  let last: Status | undefined
  let isChecking = true
  let hasFailed = false

  function update(): void {
    const document = vscode.window.activeTextEditor?.document
    const own = document && [...(last?.checked ?? []), ...(last?.files ?? []).map((file) => file.uri)].find((uri) => isSame(uri, document.uri))
    showRelease(document)
    showFindings(document)
    const file = own === undefined ? undefined : last?.files.find((one) => one.uri === own)
    partner.text = file?.server === undefined ? vscode.l10n.t('No High Availability') : vscode.l10n.t('Server {0}', file.server)
    partner.detail = file === undefined ? vscode.l10n.t('checked by itself') : pairedWith(file.partners)
  }

  function showRelease(document: vscode.TextDocument | undefined): void {
    const asked = vscode.workspace.getConfiguration('kea', document).get('version', '3.0')
    const other = Object.entries(last?.otherReleases ?? {}).find(([uri]) => document && isSame(uri, document.uri))?.[1]
    const used = other ?? last?.release ?? asked
    release.text = `Kea ${used}`
    release.detail = last && used !== asked ? vscode.l10n.t('target release, from kea-lint.json') : vscode.l10n.t('target release')
  }

  function showFindings(document: vscode.TextDocument | undefined): void {
    const own = document ? ofKea(vscode.languages.getDiagnostics(document.uri)) : 0
    const all = (last?.checked ?? []).length
    findings.busy = isChecking && !hasFailed
    findings.severity = hasFailed ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information
    findings.text = hasFailed ? vscode.l10n.t('The language server does not run') : !last ? vscode.l10n.t('Checking…') : countText(own)
    findings.detail = !last || hasFailed ? '' : all === 1 ? vscode.l10n.t('1 file was checked') : vscode.l10n.t('{0} files were checked', all)
    findings.command = hasFailed
      ? { command: 'kea.showOutput', title: vscode.l10n.t('Show Output') }
      : { command: 'workbench.actions.view.problems', title: vscode.l10n.t('Show Problems') }
  }

  const changed = [
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidChangeConfiguration(update),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const active = vscode.window.activeTextEditor?.document
      if (active && uris.some((uri) => uri.toString() === active.uri.toString())) showFindings(active)
    }),
  ]
  update()
  return {
    show(status) {
      last = status
      isChecking = false
      hasFailed = false
      update()
    },
    checking(now) {
      isChecking = now
      showFindings(vscode.window.activeTextEditor?.document)
    },
    failed() {
      hasFailed = true
      update()
    },
    items: vscode.Disposable.from(release, findings, partner, ...changed),
  }
}

function ofKea(diagnostics: readonly vscode.Diagnostic[]): number {
  return diagnostics.filter((one) => one.source === 'kea').length
}

function countText(count: number): string {
  return count === 0 ? vscode.l10n.t('No findings') : count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', count)
}

/** Servers and editors spell the same URI in different ways. */
function isSame(uri: string, other: vscode.Uri): boolean {
  return uri === other.toString() || vscode.Uri.parse(uri).toString() === other.toString()
}

function pairedWith(partners: readonly string[]): string {
  if (partners.length === 0) return vscode.l10n.t('no partner found in this workspace')
  return vscode.l10n.t('checked against {0}', partners.map((uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri), false)).join(', '))
}
