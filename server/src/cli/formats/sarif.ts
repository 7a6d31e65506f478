/** Findings as SARIF 2.1.0 (OASIS), for code scanning. */
import { URI } from 'vscode-uri'
import type { Span } from '../../config/source'
import type { TextEdit } from '../../config/rewrite'
import type { Problem, Severity } from '../../lint/problem'
import { manualUrl, ruleEntries } from '../../lint/rule-list'
import { createFingerprints } from '../fingerprint'
import { placeOf, relativeName } from '../report'
import type { Report } from '../report'
import { verdict } from '../../lint/verdict'
import { sayAs } from '../../text/text'
import type { Translate } from '../../text/text'

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note' }

export function formatSarif({ problems, cwd, release, version, translate }: Report): string {
  const used = ruleEntries.filter((rule) => problems.some((problem) => problem.rule === rule.id))
  const index = new Map(used.map((rule, at) => [rule.id, at]))
  const fingerprintOf = createFingerprints(cwd)
  const results = problems.map((problem) => ({
    ruleId: problem.rule,
    ruleIndex: index.get(problem.rule) ?? -1,
    level: levels[problem.severity],
    message: { text: [problem.message, problem.help, verdict(problem, release)].map(translate).join(' ') },
    locations: [location(problem.at, cwd)],
    ...(problem.related.length > 0 && {
      relatedLocations: problem.related.map((one, id) => ({ id, ...location(one.at, cwd), message: { text: translate(one.message) } })),
    }),
    ...fixesOf(problem, cwd, translate),
    partialFingerprints: { 'keaLint/v1': fingerprintOf(problem) },
    properties: { refusedAt: problem.refusedAt, pointer: problem.pointer },
  }))
  const rules = used.map((rule) => ({
    id: rule.id,
    shortDescription: { text: translate(sayAs(rule.summary)) },
    fullDescription: { text: translate(sayAs(rule.why)) },
    helpUri: manualUrl(rule.manual),
    help: { text: translate(sayAs(rule.why)) },
    defaultConfiguration: { level: levels[rule.severity] },
  }))
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'kea-lint', version, semanticVersion: version, rules } },
        originalUriBaseIds: { '%SRCROOT%': { uri: `${URI.file(cwd).toString().replace(/\/$/, '')}/` } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

/** Below the working directory by %SRCROOT%, with forward slashes; elsewhere by the whole uri. */
function artifact(uri: string, cwd: string): { uri: string; uriBaseId?: string } {
  const name = relativeName(uri, cwd)
  if (name.startsWith('/') || /^[a-z]:\//.test(name)) return { uri }
  return { uri: name.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' }
}

function location(at: Span, cwd: string): object {
  const { line, column, endLine, endColumn } = placeOf(at)
  const region = { startLine: line, startColumn: column, endLine, endColumn }
  return { physicalLocation: { artifactLocation: artifact(at.source.uri, cwd), region } }
}

/** Each fix is a whole: its edits, file by file. */
function fixesOf(problem: Problem, cwd: string, translate: Translate): object {
  const fixes = (problem.fixes?.() ?? []).filter((fix) => fix.edits.length > 0)
  if (fixes.length === 0) return {}
  return {
    fixes: fixes.map((fix) => ({
      description: { text: translate(fix.title) },
      artifactChanges: [...new Set(fix.edits.map((edit) => edit.source))].map((source) => ({
        artifactLocation: artifact(source.uri, cwd),
        replacements: fix.edits.filter((edit) => edit.source === source).map(replacement),
      })),
    })),
  }
}

function replacement({ source, start, end, text }: TextEdit): object {
  const { line, column, endLine, endColumn } = placeOf({ source, start, end })
  return { deletedRegion: { startLine: line, startColumn: column, endLine, endColumn }, ...(text !== '' && { insertedContent: { text } }) }
}
