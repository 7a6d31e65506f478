/** Actions for a pair as the editor wants them: edits of both files, and files that are created beside them, never written over. */
import type { CodeAction, CodeActionContext, CreateFile, Range, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver'
import { Source } from '../config/source'
import { pairActions } from '../language/pair-actions'
import type { PairAction } from '../language/pair-actions'
import type { LintResult } from '../lint/run'
import type { Session } from './session'
import { documentChanges, takesVersions, workspaceEdit } from './workspace-edit'

const poolsRule = 'ha-pools-not-split'

export function pairActionsAt(session: Session, checked: LintResult, uri: string, range: Range, { diagnostics }: CodeActionContext): CodeAction[] {
  const { grouping } = checked
  const text = session.documents.text(uri)
  if (!grouping || text === undefined) return []
  const files = session.wholes(uri)
  // Only a whole file can be a server of the grouping.
  const known = files.filter((file) => grouping.hosts.some(({ dhcp4, dhcp6 }) => dhcp4 === file || dhcp6 === file))
  const source = new Source(uri, text)
  const [start, end] = [source.offsetAt(range.start), source.offsetAt(range.end)]
  const problems = checked.problems.filter(({ rule, at }) => rule === poolsRule && at.source.uri === uri && at.start <= end && start <= at.end)
  return pairActions({ files: known, uri, start, end, grouping, release: session.release(uri), problems, exists: (one) => session.readFile(one) !== undefined }).flatMap((action) => {
    const edit = editOf(session, action)
    const about = action.problem && diagnostics.filter((one) => one.code === poolsRule)
    return edit ? [{ title: session.translate(action.title), kind: action.kind, edit, ...(about && about.length > 0 && { diagnostics: about }) }] : []
  })
}

function editOf(session: Session, { edits, creates }: PairAction): WorkspaceEdit | undefined {
  if (creates.length === 0) return workspaceEdit(session, edits)
  const canCreate = session.client().workspace?.workspaceEdit?.resourceOperations?.includes('create') === true
  if (!takesVersions(session) || !canCreate) return undefined
  const start = { line: 0, character: 0 }
  const created = creates.flatMap(({ uri, text }): (CreateFile | TextDocumentEdit)[] => [
    { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
    { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
  ])
  return { documentChanges: [...documentChanges(session, edits), ...created] }
}
