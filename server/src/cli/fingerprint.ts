/** A name for a finding that stays the same while lines move: what was found, in which file, and not where. */
import { createHash } from 'node:crypto'
import type { Problem } from '../lint/problem'
import { relativeName } from './report'

/** 32 hexadecimal digits. The same thing found twice in a file is counted: one `Fingerprints` goes with one report, in its order. */
export type Fingerprints = (problem: Problem) => string

/** Enough of a text to know it again. */
const mostText = 200

export function createFingerprints(cwd: string): Fingerprints {
  const seen = new Map<string, number>()
  return (problem) => {
    const { source, start, end } = problem.at
    // Neither a place in a list nor white space: a subnet that is written before others, or is indented, renames none of their findings.
    const pointer = problem.pointer.replace(/\/\d+(?=\/|$)/g, '/#')
    const text = source.text.slice(start, Math.min(end, start + 4 * mostText)).replace(/\s+/g, ' ').slice(0, mostText)
    const what = [relativeName(source.uri, cwd), problem.rule, pointer, String(problem.message), text].join('\n')
    const count = seen.get(what) ?? 0
    seen.set(what, count + 1)
    return createHash('sha256').update(`${what}\n${count}`).digest('hex').slice(0, 32)
  }
}
