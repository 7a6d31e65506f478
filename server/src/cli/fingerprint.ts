/** A name for a finding that stays the same while lines move: what was found, in which file, and not where. */
import { createHash } from 'node:crypto'
import path from 'node:path'
import { URI } from 'vscode-uri'
import type { Problem } from '../lint/problem'

/** 32 hexadecimal digits. The same thing found twice in a file is counted: one `Fingerprints` goes with one report, in its order. */
export type Fingerprints = (problem: Problem) => string

export function createFingerprints(cwd: string): Fingerprints {
  const seen = new Map<string, number>()
  return (problem) => {
    const what = [relativeName(problem.at.source.uri, cwd), problem.rule, problem.pointer, String(problem.message)].join('\n')
    const count = seen.get(what) ?? 0
    seen.set(what, count + 1)
    return createHash('sha256').update(`${what}\n${count}`).digest('hex').slice(0, 32)
  }
}

/** Below the working directory, with forward slashes on every system; elsewhere the whole path. */
export function relativeName(uri: string, cwd: string): string {
  const file = URI.parse(uri).fsPath
  const relative = path.relative(cwd, file)
  return (relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? file : relative).split(path.sep).join('/')
}
