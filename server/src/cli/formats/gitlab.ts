/** Findings as GitLab's Code Quality report: what a merge request shows as new and as resolved. */
import type { Problem } from '../../lint/problem'
import { createFingerprints } from '../fingerprint'
import { placeOf, relativeName } from '../report'
import type { Report } from '../report'

export function formatGitlab({ problems, cwd, translate }: Report): string {
  const fingerprintOf = createFingerprints(cwd)
  const issues = problems.map((problem) => {
    const { line, endLine } = placeOf(problem.at)
    return {
      description: `${translate(problem.message)} ${translate(problem.help)}`,
      check_name: problem.rule,
      fingerprint: fingerprintOf(problem),
      severity: severityOf(problem),
      location: { path: relativeName(problem.at.source.uri, cwd), lines: { begin: line, end: endLine } },
    }
  })
  return `${JSON.stringify(issues, null, 2)}\n`
}

/** A file that the server refuses is worse than one that runs with its mistake. */
function severityOf({ severity, refusedAt }: Problem): 'info' | 'minor' | 'major' | 'critical' {
  if (severity === 'info') return 'info'
  if (severity === 'warning') return 'minor'
  return refusedAt === null ? 'major' : 'critical'
}
