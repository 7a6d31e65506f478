/** What a light bulb offers for a finding: its fixes, the same for the whole file, and comments that hide it. */
import type { CodeAction, Diagnostic, Position, Range, WorkspaceEdit } from 'vscode-languageserver-types'
import type { TextEdit } from '../config/rewrite'
import { indentAt, layoutOf } from '../config/layout'
import type { Source } from '../config/source'
import type { Fix } from '../lint/fix'
import type { Problem } from '../lint/problem'
import { suppressionRule } from '../lint/suppress'
import { suppressionsOf } from '../lint/suppressions'
import type { Suppression } from '../lint/suppressions'
import { say } from '../text/text'
import type { Text, Translate } from '../text/text'

export const fixAllKind = 'source.fixAll.kea'

/** What is worked out when somebody chooses it: fixes of one rule, or all that are sure, in one file. */
export interface Later {
  readonly uri: string
  /** undefined: every rule, but sure fixes only. */
  readonly rule?: string
}

export interface ActionInput {
  readonly uri: string
  readonly range: Range
  /** Of the text as it stands. */
  readonly problems: readonly Problem[]
  /** What the editor shows there. */
  readonly diagnostics: readonly Diagnostic[]
  readonly translate: Translate
  readonly write: (edits: readonly TextEdit[]) => WorkspaceEdit
  /** An action whose edit takes time. */
  readonly later: (action: CodeAction, what: Later) => CodeAction | undefined
  /** How a rule is switched off everywhere; undefined where that cannot be done from here. */
  readonly everywhere: (rule: string) => Pick<CodeAction, 'edit' | 'command'> | undefined
}

/** Fixes first, then what concerns the whole file, then what hides. */
export function quickFixes(input: ActionInput): CodeAction[] {
  const { uri, range, problems, translate, write, later, everywhere } = input
  const here = problems.filter(({ at }) => at.source.uri === uri && touches(at.source, at.start, at.end, range))
  const action = (title: Text, of: Problem | undefined): CodeAction => ({ title: translate(title), kind: 'quickfix', ...diagnosticOf(of, input.diagnostics) })
  const fixes: CodeAction[] = []
  let isPreferred = false
  for (const problem of here) {
    for (const fix of usable(problem)) {
      const isFirst: boolean = fix.isSure && !isPreferred
      isPreferred = isPreferred || isFirst
      fixes.push({ ...action(fix.title, problem), ...(isFirst && { isPreferred: true }), edit: write(fix.edits) })
    }
  }
  const rules = new Map(here.map((problem) => [problem.rule, problem]))
  const ofFile: CodeAction[] = []
  const hiding: CodeAction[] = []
  for (const [rule, problem] of rules) {
    const isAgain = problems.some((one) => one.rule === rule && one.at.source.uri === uri && !here.includes(one) && one.fixes !== undefined)
    if (isAgain && usable(problem).length > 0) {
      const all = later(action(say`Fix every ${rule} in this file`, problem), { uri, rule })
      if (all) ofFile.push(all)
    }
    if (rule === suppressionRule.id) continue
    hiding.push({ ...action(say`Hide ${rule} in this line`, problem), edit: write(hideInLine(problem)) })
    hiding.push({ ...action(say`Hide ${rule} in this file`, problem), edit: write(hideInFile(problem)) })
    const off = everywhere(rule)
    if (off) hiding.push({ ...action(say`Switch ${rule} off everywhere`, problem), ...off })
  }
  return [...fixes, ...ofFile, ...hiding]
}

/** "Fix all that is sure", where something is. */
export function fixAll({ uri, problems, translate, later }: ActionInput): CodeAction[] {
  if (!problems.some((problem) => problem.at.source.uri === uri && (problem.fixes?.() ?? []).some((fix) => isSureIn(uri, fix)))) return []
  const action = later({ title: translate(say`Fix everything that has one sure fix`), kind: fixAllKind }, { uri })
  return action ? [action] : []
}

/** Whether "fix all" of a file takes it: what changes another file is asked for. */
export function isSureIn(uri: string, { isSure, edits }: Fix): boolean {
  return isSure && edits.length > 0 && edits.every((edit) => edit.source.uri === uri)
}

function usable(problem: Problem): readonly Fix[] {
  return (problem.fixes?.() ?? []).filter(({ edits }) => edits.length > 0)
}

function touches(source: Source, start: number, end: number, range: Range): boolean {
  const from = source.positionAt(start)
  const to = source.positionAt(end)
  return !isBefore(to, range.start) && !isBefore(range.end, from)
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character)
}

function diagnosticOf(problem: Problem | undefined, diagnostics: readonly Diagnostic[]): { diagnostics?: Diagnostic[] } {
  if (!problem) return {}
  const { source, start } = problem.at
  const at = source.positionAt(start)
  const found = diagnostics.filter((one) => one.code === problem.rule && one.range.start.line === at.line && one.range.start.character === at.character)
  return found.length > 0 ? { diagnostics: found } : {}
}

/** In a comment above; one that is there already names the rule too. */
function hideInLine({ rule, at: { source, start } }: Problem): TextEdit[] {
  const { line } = source.positionAt(start)
  const lineStart = source.offsetAt({ line, character: 0 })
  const known = suppressionsOf(source).find((one) => one.directive.kind === 'next-line' && one.from === lineStart)
  if (known) return [addName(known, rule)]
  return [{ source, start: lineStart, end: lineStart, text: `${indentAt(source, start)}# kea-lint-disable-next-line ${rule}${layoutOf(source).lineEnd}` }]
}

function hideInFile({ rule, at: { source } }: Problem): TextEdit[] {
  const known = suppressionsOf(source).find((one) => one.directive.kind === 'file')
  return [known ? addName(known, rule) : { source, start: 0, end: 0, text: `# kea-lint-disable-file ${rule}${layoutOf(source).lineEnd}` }]
}

function addName({ source, directive }: Suppression, rule: string): TextEdit {
  const end = directive.names.at(-1)?.end ?? directive.comment.end
  return { source, start: end, end, text: `${directive.names.length === 0 ? ' ' : ', '}${rule}` }
}
