/** Findings as one JSON document, for programs: `schemas/kea-lint-report.schema.json` says what stands in it. */
import type { Span } from '../../config/source'
import type { Fix } from '../../lint/fix'
import type { Problem, Severity } from '../../lint/problem'
import { createFingerprints } from '../fingerprint'
import { placeOf, relativeName } from '../report'
import type { Report } from '../report'

/** Of the document's shape: a later one has another number where a reader of this one would go wrong, and not where something is added. */
const version = 1

export function formatJson({ problems, files, release, cwd, translate, version: toolVersion }: Report): string {
  const fingerprintOf = createFingerprints(cwd)
  const place = (at: Span): object => ({ file: relativeName(at.source.uri, cwd), ...placeOf(at) })
  const fixOf = (fix: Fix): object => ({ title: translate(fix.title), isSure: fix.isSure, edits: fix.edits.map(({ text, ...at }) => ({ ...place(at), text })) })
  const findings = problems.map((problem) => ({
    ...place(problem.at),
    pointer: problem.pointer,
    rule: problem.rule,
    severity: problem.severity,
    refusedAt: problem.refusedAt,
    ...(problem.refusedUnless !== undefined && { refusedUnless: translate(problem.refusedUnless) }),
    message: translate(problem.message),
    help: translate(problem.help),
    fingerprint: fingerprintOf(problem),
    related: problem.related.map(({ at, message }) => ({ ...place(at), message: translate(message) })),
    fixes: fixesOf(problem).map(fixOf),
  }))
  const count = (severity: Severity): number => problems.filter((one) => one.severity === severity).length
  const document = {
    version,
    tool: { name: 'kea-lint', version: toolVersion },
    keaVersion: release,
    files: files.map((file) => relativeName(file.uri, cwd)),
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
    findings,
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

/** Advice without a change is told in words. */
function fixesOf(problem: Problem): readonly Fix[] {
  return (problem.fixes?.() ?? []).filter((fix) => fix.edits.length > 0)
}
