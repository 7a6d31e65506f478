/** Quick fixes, "fix all", and ways to hide a finding, as the editor asks for them. */
import { applyEdits, modify } from 'jsonc-parser'
import type { CodeAction, ServerCapabilities } from 'vscode-languageserver'
import { fixAll, fixAllKind, isSureIn, quickFixes } from '../language/code-actions'
import type { ActionInput, Later } from '../language/code-actions'
import { applyFixes } from '../lint/apply-fixes'
import type { LintResult } from '../lint/run'
import { Source } from '../config/source'
import type { TextEdit } from '../config/rewrite'
import { layoutOf } from '../config/layout'
import { say } from '../text/text'
import { pairActionsAt } from './pair-actions'
import type { Session } from './session'
import { workspaceEdit } from './workspace-edit'

/** The editor's command that writes the setting `kea.rules.severity`; its argument is the rule. */
export const switchOffCommand = 'kea.switchRuleOff'

export function codeActionCapabilities(session: Session): ServerCapabilities {
  return { codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind, 'refactor'], resolveProvider: resolves(session) } }
}

export function answerCodeActions(session: Session): void {
  const { connection, translate } = session
  connection.onCodeAction(async ({ textDocument: { uri }, range, context }) => {
    // An editor that looks for a light bulb by itself asks at every key and move of the cursor.
    const isAutomatic = context.only === undefined && context.triggerKind === 2
    const checked = await (isAutomatic ? session.soon() : session.upToDate())
    if (!session.documents.has(uri)) return []
    const input: ActionInput = {
      uri,
      range,
      problems: checked.problems,
      diagnostics: context.diagnostics,
      translate,
      write: (edits) => workspaceEdit(session, edits),
      later: (action, what) => (resolves(session) ? { ...action, data: what } : withEdit(session, checked, action, what)),
      everywhere: (rule) => switchedOff(session, uri, rule),
    }
    const asks = (kind: string): boolean => context.only?.some((one) => kind === one || kind.startsWith(`${one}.`)) ?? true
    const ofPair = pairActionsAt(session, checked, uri, range, context).filter(({ kind }) => asks(kind ?? ''))
    return [...ofPair, ...(asks('quickfix') ? quickFixes(input) : []), ...(asks(fixAllKind) && !isAutomatic ? fixAll(input) : [])]
  })
  connection.onCodeActionResolve(async (action) => (isLater(action.data) ? (withEdit(session, await session.upToDate(), action, action.data) ?? action) : action))
}

function resolves({ client }: Session): boolean {
  const offered = client().textDocument?.codeAction
  return offered?.dataSupport === true && offered.resolveSupport?.properties.includes('edit') === true
}

function isLater(data: unknown): data is Later {
  return typeof data === 'object' && data !== null && 'uri' in data && typeof data.uri === 'string'
}

function withEdit(session: Session, checked: LintResult, action: CodeAction, { uri, rule }: Later): CodeAction | undefined {
  const { changed } = applyFixes({
    files: session.documents.files(),
    options: session.options(uri),
    environment: session.documents.environment(uri),
    checked,
    isWanted: (problem, fix) => problem.at.source.uri === uri && (rule === undefined ? isSureIn(uri, fix) : problem.rule === rule && fix.edits.length > 0),
  })
  const edits = [...changed].flatMap(([at, text]) => {
    const source = new Source(at, text.original)
    return text.edits().map((edit): TextEdit => ({ source, ...edit }))
  })
  return edits.length > 0 ? { ...action, edit: workspaceEdit(session, edits) } : undefined
}

/** In kea-lint.json where there is one, since it counts for everybody; else in the editor's settings. */
function switchedOff(session: Session, of: string, rule: string): Pick<CodeAction, 'edit' | 'command'> | undefined {
  const uri = session.deploymentFile(of)
  const text = uri === undefined ? undefined : session.readFile(uri)
  if (uri !== undefined && text !== undefined) {
    const source = new Source(uri, text)
    const { step, lineEnd } = layoutOf(source)
    const formattingOptions = { insertSpaces: !step.startsWith('\t'), tabSize: step.startsWith('\t') ? 1 : step.length, eol: lineEnd }
    const edits = modify(text, ['severity', rule], 'off', { formattingOptions })
    if (applyEdits(text, edits) === text) return undefined
    return { edit: workspaceEdit(session, edits.map(({ offset, length, content }) => ({ source, start: offset, end: offset + length, text: content }))) }
  }
  if (!session.commands().includes(switchOffCommand)) return undefined
  return { command: { title: session.translate(say`Switch ${rule} off everywhere`), command: switchOffCommand, arguments: [rule] } }
}
