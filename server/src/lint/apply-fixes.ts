/** Applies fixes until none is left: for "fix all" and for `--fix`. Files in, changed texts out. */
import { EditedText } from '../config/compose-edits'
import type { ConfigFile } from '../config/config-file'
import { parseConfig } from '../config/parse'
import type { ParseEnvironment } from '../config/parse'
import type { TextEdit } from '../config/rewrite'
import type { Fix } from './fix'
import type { Problem } from './problem'
import { createLintMemory, lintSteps } from './run'
import type { LintOptions, LintResult } from './run'

export interface FixInput {
  /** The files that are judged together, read. They are not changed. */
  readonly files: readonly ConfigFile[]
  readonly options: LintOptions
  /** For what they include, and to read them again. */
  readonly environment: ParseEnvironment
  /** Of these files as they are, where they were judged already. */
  readonly checked?: LintResult
  readonly isWanted: (problem: Problem, fix: Fix) => boolean
}

export interface FixResult {
  /** The files that changed, included ones too, by their URI. */
  readonly changed: ReadonlyMap<string, EditedText>
  /** Files that are to be written without their byte order mark. */
  readonly unmarked: readonly string[]
  /** How many fixes were applied. */
  readonly count: number
  /** What is left afterwards. */
  readonly result: LintResult
}

export const isSureFix = (_problem: Problem, { isSure }: Fix): boolean => isSure

/** One fix may bring up the next; more rounds than this are a fix that does not cure. */
const mostRounds = 20

export function applyFixes({ files: given, options, environment, checked, isWanted }: FixInput): FixResult {
  const changed = new Map<string, EditedText>()
  const unmarked = new Set<string>()
  const memory = createLintMemory()
  const readFile = (uri: string): string | undefined => changed.get(uri)?.text ?? environment.readFile(uri)
  let files = given
  let result = checked ?? judge(files)
  let count = 0
  for (let round = 0; round < mostRounds; round++) {
    const chosen = choose(result.problems, isWanted)
    for (const uri of chosen.unmarked) {
      if (!unmarked.has(uri)) count++
      unmarked.add(uri)
    }
    if (chosen.edits.size === 0) break
    count += chosen.count
    for (const [uri, edits] of chosen.edits) {
      const known = changed.get(uri)
      const edited = known ?? new EditedText(edits[0]?.source.text ?? '')
      edited.apply(edits)
      changed.set(uri, edited)
    }
    files = files.map((file) => (isTouched(file, chosen.edits) ? read(file) : file))
    result = judge(files)
  }
  for (const [uri, edited] of changed) if (edited.text === edited.original) changed.delete(uri)
  return { changed, unmarked: [...unmarked], count, result: { ...result, problems: result.problems.filter((one) => one.rule !== 'byte-order-mark' || !unmarked.has(one.at.source.uri)) } }

  function judge(all: readonly ConfigFile[]): LintResult {
    const steps = lintSteps(all, options, memory)
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
    }
  }

  function read({ uri, source, problems }: ConfigFile): ConfigFile {
    const isMarked = problems.some((one) => one.code === 'byte-order-mark') && !unmarked.has(uri)
    return parseConfig(uri, (isMarked ? '\ufeff' : '') + (changed.get(uri)?.text ?? source.text), { ...environment, readFile })
  }
}

function isTouched({ uri, includes }: ConfigFile, edits: ReadonlyMap<string, unknown>): boolean {
  return edits.has(uri) || includes.some((include) => include.uri !== undefined && edits.has(include.uri))
}

interface Chosen {
  readonly edits: Map<string, TextEdit[]>
  readonly unmarked: string[]
  count: number
}

/** The first wanted fix of each problem, as long as it does not touch what another one changes. */
function choose(problems: readonly Problem[], isWanted: FixInput['isWanted']): Chosen {
  const chosen: Chosen = { edits: new Map(), unmarked: [], count: 0 }
  for (const problem of problems) {
    const fix = problem.fixes?.().find((one) => isWanted(problem, one))
    if (!fix) continue
    if (problem.rule === 'byte-order-mark') chosen.unmarked.push(problem.at.source.uri)
    const isFree = fix.edits.every((edit) => !(chosen.edits.get(edit.source.uri) ?? []).some((other) => edit.start <= other.end && other.start <= edit.end))
    if (!isFree || fix.edits.every(changesNothing)) continue
    chosen.count++
    for (const edit of fix.edits) {
      const list = chosen.edits.get(edit.source.uri)
      if (list) list.push(edit)
      else chosen.edits.set(edit.source.uri, [edit])
    }
  }
  return chosen
}

function changesNothing({ source, start, end, text }: TextEdit): boolean {
  return source.text.slice(start, end) === text
}
