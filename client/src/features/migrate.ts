/** The command that leads a workspace to another release of Kea: it asks which one, shows every change first, and tells what is left to do. */
import * as vscode from 'vscode'
import type { MigrateResult } from '../../../server/src/lsp/messages'
import type { RunningServer } from '../language-client'

interface Manifest {
  contributes?: { configuration?: { properties?: Record<string, { enum?: string[] }> } }
}

/** `preview`: false applies the changes without showing them first; for scripts and tests. */
interface Asked {
  readonly to?: string
  readonly preview?: boolean
}

export function migrateCommand(context: vscode.ExtensionContext, start: () => Promise<RunningServer>): vscode.Disposable {
  return vscode.commands.registerCommand('kea.migrate', async (asked?: Asked): Promise<MigrateResult | undefined> => {
    const manifest = context.extension.packageJSON as Manifest
    const releases = manifest.contributes?.configuration?.properties?.['kea.version']?.enum ?? []
    const to = asked?.to ?? (await pickRelease(releases))
    if (to === undefined) return undefined
    const { edit, result } = await (await start()).migrate(to)
    if (edit.size === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Nothing has to change from Kea {0} to {1}.', result.from, to))
    } else if (!(await vscode.workspace.applyEdit(asked?.preview === false ? confirmed(edit) : edit, { isRefactoring: true }))) return undefined
    if (asked?.preview !== false) await tell(result, to)
    return result
  })
}

async function pickRelease(releases: readonly string[]): Promise<string | undefined> {
  const now = vscode.workspace.getConfiguration('kea').get('version', '3.0')
  const items = releases.map((label) => ({ label, ...(label === now && { description: vscode.l10n.t('the target release now') }) }))
  const picked = await vscode.window.showQuickPick([...items].reverse(), {
    title: vscode.l10n.t('Kea: migrate to release'),
    placeHolder: vscode.l10n.t('The files are read as those of Kea {0}. Every change is shown before it is made.', now),
  })
  return picked?.label
}

/** The same changes, without a question for each. */
function confirmed(edit: vscode.WorkspaceEdit): vscode.WorkspaceEdit {
  const plain = new vscode.WorkspaceEdit()
  for (const [uri, edits] of edit.entries()) plain.set(uri, edits)
  return plain
}

async function tell(result: MigrateResult, to: string): Promise<void> {
  const show = vscode.l10n.t('Show what is left to do')
  const makeTarget = vscode.l10n.t('Check for Kea {0} now', to)
  const message =
    result.decisions.length === 0
      ? vscode.l10n.t('The files are those of Kea {0} now.', to)
      : vscode.l10n.t('The files are those of Kea {0} now, but for what a person has to decide ({1}).', to, result.decisions.length)
  const chosen = await vscode.window.showInformationMessage(message, ...(result.decisions.length > 0 ? [show] : []), ...(to === result.from ? [] : [makeTarget]))
  if (chosen === makeTarget) await vscode.commands.executeCommand('kea.selectRelease', to)
  if (chosen === show) await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content: summary(result, to) }))
}

export function summary({ from, done, decisions, needless }: MigrateResult, to: string): string {
  const name = (uri: string): string => vscode.workspace.asRelativePath(vscode.Uri.parse(uri))
  const lines = [
    `# ${vscode.l10n.t('From Kea {0} to {1}', from, to)}`,
    `## ${vscode.l10n.t('For you to decide')}`,
    ...decisions.map(({ uri, line, message }) => `- \`${name(uri)}:${line}\` ${message}`),
    `## ${vscode.l10n.t('Changed')}`,
    ...done.map(({ uri, what, count }) => `- \`${name(uri)}\`: ${what} (${count})`),
    ...needless.map((uri) => `- \`${name(uri)}\`: ${vscode.l10n.t('nothing reads it any more')}`),
  ]
  return `${lines.join('\n\n').replace(/\n\n- /g, '\n- ').replace(/(## [^\n]+)\n- /g, '$1\n\n- ')}\n`
}
