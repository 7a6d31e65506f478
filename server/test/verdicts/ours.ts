/** What the project says of a case. */
import { noFiles, parseConfig } from '../../src/config/parse'
import { defaultLintOptions, lint } from '../../src/lint/run'
import type { Problem } from '../../src/lint/problem'
import type { Case, Phase, Verdict } from './case'
import { linesIn } from './case'

export type Outcome = 'agree' | 'missed' | 'false refusal'

export interface Compared {
  readonly one: Case
  readonly real: Verdict
  readonly outcome: Outcome
  /** Those by which we say that Kea refuses the file in this phase. */
  readonly refusing: readonly Problem[]
  /** Of agreed refusals of this very text whose message has a position. */
  readonly line: 'same' | 'other' | undefined
}

/** What `-t` finds, `-T` finds too. */
const within: Readonly<Record<Phase, readonly unknown[]>> = { '-t': ['-t'], '-T': ['-t', '-T'] }

export function compare(one: Case, real: Verdict): Compared {
  const parsed = parseConfig('file:///verdict.json', one.text, noFiles)
  const { problems } = lint([parsed], { ...defaultLintOptions, release: one.release, each: true })
  const refusing = problems.filter((problem) => within[one.phase].includes(problem.refusedAt))
  const outcome = refusing.length > 0 === real.isRefused ? 'agree' : real.isRefused ? 'missed' : 'false refusal'
  return { one, real, outcome, refusing, line: outcome === 'agree' && real.isRefused && !one.recorded ? lineOf(real, refusing) : undefined }
}

function lineOf(real: Verdict, refusing: readonly Problem[]): 'same' | 'other' | undefined {
  const lines = linesIn(real.message)
  if (lines.length === 0) return undefined
  return refusing.some((problem) => lines.includes(lineNumber(problem))) ? 'same' : 'other'
}

export function lineNumber({ at }: Problem): number {
  return at.source.positionAt(at.start).line + 1
}
