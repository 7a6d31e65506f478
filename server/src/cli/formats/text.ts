/** Findings for a person at a prompt: the line, what is wrong with it, why, and whether Kea itself would notice. */
import type { Problem, Severity } from '../../lint/problem'
import { codeFrame } from '../code-frame'
import { colours } from '../colours'
import type { Paint } from '../colours'
import { nameOf, placeOf } from '../report'
import type { Report } from '../report'
import { verdict } from '../../lint/verdict'
import { listed } from '../../text/listed'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { visible } from '../visible'

/** Columns that every terminal has. */
const width = 80

export function formatText(report: Report, coloured: boolean): string {
  const paint = colours(coloured)
  const parts: string[] = []
  let file = ''
  for (const problem of report.problems) {
    const name = nameOf(problem.at.source.uri, report.cwd)
    if (name !== file) parts.push(paint.underline(visible(name)))
    file = name
    parts.push(finding(problem, report, paint))
  }
  parts.push(summary(report, paint))
  return `${parts.join('\n\n')}\n`
}

function finding(problem: Problem, report: Report, paint: Paint): string {
  const lines = heading(problem, report, paint)
  const details = codeFrame(problem.at, problem.severity, paint, width - 6)
  details.push(...wrap(visible(report.translate(problem.help)), width - 6))
  for (const one of problem.related) {
    const place = placeOf(one.at)
    const where = `${visible(nameOf(one.at.source.uri, report.cwd))}:${place.line}:${place.column}`
    const message = visible(report.translate(one.message))
    if (where.length + message.length + 2 <= width - 6) details.push(paint.dim(`${where}  ${message}`))
    else details.push(paint.dim(where), ...wrap(message, width - 8).map((line) => paint.dim(`  ${line}`)))
  }
  const words = report.translate(verdict(problem, report.release))
  const [sign, colour] = problem.refusedAt !== null ? (['✗', paint.red] as const) : [problem.refusedUnless === undefined ? '≈' : '?', paint.yellow]
  details.push(...wrap(`${sign} ${words}`, width - 6).map((line) => colour(line)))
  return [...lines.map((line) => `  ${line}`), ...details.map((line) => `      ${line}`)].join('\n')
}

/** Place, severity, message and rule; the message continues below itself where it is long. */
function heading(problem: Problem, { translate }: Report, paint: Paint): string[] {
  const { line, column } = placeOf(problem.at)
  const before = `${line}:${column}  ${problem.severity}  `
  const room = width - 2 - before.length
  const message = wrap(visible(translate(problem.message)), room)
  const lines = message.map((part, at) => {
    const lead = at === 0 ? `${paint.dim(`${line}:${column}`)}  ${paintSeverity(problem.severity, paint)}  ` : ' '.repeat(before.length)
    return `${lead}${paint.bold(part)}`
  })
  const last = message.at(-1) ?? ''
  if (last.length + 2 + problem.rule.length <= room) lines.push(`${lines.pop() ?? ''}  ${paint.dim(problem.rule)}`)
  else lines.push(`${' '.repeat(before.length)}${paint.dim(problem.rule)}`)
  return lines
}

function paintSeverity(severity: Severity, paint: Paint): string {
  if (severity === 'error') return paint.red('error')
  return severity === 'warning' ? paint.yellow('warning') : paint.blue('info')
}

function summary({ problems, files, grouping, release, translate }: Report, paint: Paint): string {
  const count = (severity: Severity): number => problems.filter((one) => one.severity === severity).length
  const deployments = (grouping?.deployments ?? []).map((one) =>
    visible(one.servers.map((server) => server.relationship.thisServerName?.value ?? server.host.name).join(' + ')),
  )
  const filesChecked = files.length === 1 ? say`1 file checked for Kea ${release}` : say`${files.length} files checked for Kea ${release}`
  const checked = translate(deployments.length > 0 ? say`${filesChecked}, and together: ${shortened(deployments)}.` : say`${filesChecked}.`)
  if (problems.length === 0) return `${paint.green(translate(say`Nothing found.`))} ${checked}`
  const refused = new Set(problems.filter((one) => one.refusedAt !== null && one.severity === 'error').map((one) => one.at.source.uri)).size
  const refusal = refused === 0 ? say`Kea would refuse none of them.` : refused === 1 ? say`Kea would refuse 1 file.` : say`Kea would refuse ${refused} files.`
  const counts = translate(say`${errors(count('error'))}, ${warnings(count('warning'))}, ${count('info')} info.`)
  return `${counts} ${refused > 0 ? paint.red(translate(refusal)) : translate(refusal)}\n${checked}`
}

function errors(count: number): Text {
  return count === 1 ? say`1 error` : say`${count} errors`
}

function warnings(count: number): Text {
  return count === 1 ? say`1 warning` : say`${count} warnings`
}

/** Of a tree of many sites, the first few: the line is to be read. */
function shortened(names: readonly string[]): Text {
  const most = 4
  return names.length > most ? say`${names.slice(0, most).join(', ')} and ${names.length - most} more` : listed(names)
}

export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}
