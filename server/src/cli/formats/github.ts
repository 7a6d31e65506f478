/** Findings as GitHub Actions shows them: annotations at the lines, and a summary of the job. */
import type { Problem, Severity } from '../../lint/problem'
import { verdict } from '../../lint/verdict'
import { manualUrl, ruleEntries } from '../../lint/rule-list'
import { say } from '../../text/text'
import { placeOf, relativeName } from '../report'
import type { Report } from '../report'

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/** Workflow commands, their files named from the checkout's root. GitHub shows ten of each kind in a step: errors come first. */
export function formatGithub(report: Report): string {
  return bySeverity(report.problems)
    .map((problem) => annotation(problem, report))
    .join('')
}

const order: readonly Severity[] = ['error', 'warning', 'info']

function bySeverity(problems: readonly Problem[]): Problem[] {
  return order.flatMap((severity) => problems.filter((problem) => problem.severity === severity))
}

function annotation(problem: Problem, { cwd, translate, release }: Report): string {
  const { line, column, endLine, endColumn } = placeOf(problem.at)
  const properties = {
    file: relativeName(problem.at.source.uri, cwd),
    line,
    endLine,
    // GitHub takes columns of one line only.
    ...(line === endLine && { col: column, endColumn }),
    title: problem.rule,
  }
  const head = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
  const words = [problem.message, problem.help, verdict(problem, release)].map(translate).join('\n')
  return `::${commands[problem.severity]} ${head.join(',')}::${escapeData(words)}\n`
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
}

/** More would not be read. */
const mostRows = 50

/** Markdown for the summary of the job: counts, and a table of findings. */
export function githubSummary(report: Report): string {
  const { problems, files, release, translate } = report
  const count = (severity: Severity): number => problems.filter((one) => one.severity === severity).length
  const refused = new Set(problems.filter((one) => one.refusedAt !== null && one.severity === 'error').map((one) => one.at.source.uri)).size
  const counts =
    problems.length === 0
      ? say`Nothing found in ${files.length} files checked for Kea ${release}.`
      : say`Errors: ${count('error')}, warnings: ${count('warning')}, infos: ${count('info')}. Files checked for Kea ${release}: ${files.length}, of which Kea would refuse ${refused}.`
  const lines = ['## kea-lint', '', translate(counts), '']
  if (problems.length > 0) {
    lines.push(`| | ${translate(say`Place`)} | ${translate(say`Rule`)} | ${translate(say`Finding`)} |`, '| --- | --- | --- | --- |')
    for (const problem of bySeverity(problems).slice(0, mostRows)) lines.push(row(problem, report))
    if (problems.length > mostRows) lines.push('', translate(say`And ${problems.length - mostRows} more.`))
  }
  return `${lines.join('\n')}\n\n`
}

function row(problem: Problem, { cwd, translate }: Report): string {
  const manual = ruleEntries.find((rule) => rule.id === problem.rule)?.manual
  const rule = manual === undefined ? problem.rule : `[${problem.rule}](${manualUrl(manual)})`
  const place = `${relativeName(problem.at.source.uri, cwd)}:${placeOf(problem.at).line}`
  return `| ${problem.severity} | ${cell(place)} | ${rule} | ${cell(translate(problem.message))} |`
}

function cell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|]/g, '\\$&').replace(/\s+/g, ' ')
}
