/** What the project says of a case. */
import { noFiles, parseConfig } from '../../src/config/parse'
import type { Node } from '../../src/config/tree'
import { defaultLintOptions, lint } from '../../src/lint/run'
import type { Problem } from '../../src/lint/problem'
import type { Case, Phase, Verdict } from './case'
import { positionsIn } from './case'
import { machineCause } from './causes'

export type Outcome = 'agree' | 'missed' | 'false refusal'

/**
 * `same line`; `inside`: more exact, within the map or list that Kea points to; `sign`: a sign that is missing or too many,
 * told where it is, while Kea points to what it met behind it.
 */
export type Placed = 'same line' | 'inside' | 'sign' | 'other'

export interface Compared {
  readonly one: Case
  readonly real: Verdict
  readonly outcome: Outcome
  /** Those by which we say that Kea refuses the file in this phase. */
  readonly refusing: readonly Problem[]
  /** Of agreed refusals of this very text whose message has a position. */
  readonly place: Placed | undefined
}

/** What `-t` finds, `-T` finds too. */
const within: Readonly<Record<Phase, readonly unknown[]>> = { '-t': ['-t'], '-T': ['-t', '-T'] }

export function compare(one: Case, real: Verdict): Compared {
  const parsed = parseConfig('file:///verdict.json', one.text, noFiles)
  const { problems } = lint([parsed], { ...defaultLintOptions, release: one.release, each: true })
  const refusing = problems.filter((problem) => within[one.phase].includes(problem.refusedAt))
  const outcome = refusing.length > 0 === real.isRefused ? 'agree' : real.isRefused ? 'missed' : 'false refusal'
  return { one, real, outcome, refusing, place: outcome === 'agree' && real.isRefused && !one.recorded ? placeOf(real, refusing, one.text) : undefined }
}

function placeOf(real: Verdict, refusing: readonly Problem[], text: string): Placed | undefined {
  const positions = positionsIn(real.message)
  // Kea stopped at what its machine lacks, before it came to what we tell.
  if (positions.length === 0 || machineCause(real.message) !== undefined) return undefined
  const lines = positions.map(({ line }) => line)
  if (refusing.some((problem) => lines.includes(lineNumber(problem)))) return 'same line'
  const { root } = parseConfig('file:///verdict.json', text, noFiles)
  const marked = positions.map(({ line, column }) => nodeAt(root, line, column))
  if (refusing.some(({ at }) => marked.some((node) => node && node.start <= at.start && at.end <= node.end))) return 'inside'
  return refusing.some(({ rule }) => signs.includes(rule)) ? 'sign' : 'other'
}

/** Kea points to what stands behind the slip, which may be far below. */
const signs = ['missing-comma', 'missing-colon', 'missing-quote', 'missing-brace', 'unexpected-text', 'duplicate-key']

function nodeAt(node: Node | undefined, line: number, column: number): Node | undefined {
  if (!node) return undefined
  const { line: at, character } = node.source.positionAt(node.start)
  if (at + 1 === line && character + 1 === column) return node
  const children = node.kind === 'object' ? node.members.flatMap(({ value }) => value ?? []) : node.kind === 'array' ? node.items : []
  return children.map((child) => nodeAt(child, line, column)).find((found) => found !== undefined)
}

export function lineNumber({ at }: Problem): number {
  return at.source.positionAt(at.start).line + 1
}
