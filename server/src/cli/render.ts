/** A report in the form that was asked for. */
import path from 'node:path'
import type { Format } from './arguments'
import { formatCheckstyle } from './formats/checkstyle'
import { formatConcise } from './formats/concise'
import { formatGithub, githubSummary } from './formats/github'
import { formatGitlab } from './formats/gitlab'
import { formatJson } from './formats/json'
import { formatJunit } from './formats/junit'
import { formatRdjsonl } from './formats/rdjsonl'
import { formatSarif } from './formats/sarif'
import { formatText } from './formats/text'
import type { Report } from './report'
import type { World } from './world'

export function render(format: Format, report: Report, colour: boolean | undefined, world: World): string {
  switch (format) {
    case 'text':
      return renderText(report, colour, world)
    case 'concise':
      return formatConcise(report)
    case 'json':
      return formatJson(report)
    case 'sarif':
      return formatSarif(atRoot(report, world))
    case 'github':
      return formatGithub(atRoot(report, world))
    case 'gitlab':
      return formatGitlab(atRoot(report, world))
    case 'junit':
      return formatJunit(report)
    case 'checkstyle':
      return formatCheckstyle(report)
    case 'rdjsonl':
      return formatRdjsonl(report)
  }
}

/** Markdown for the page of a job of GitHub Actions. */
export function renderSummary(report: Report, world: World): string {
  return githubSummary(atRoot(report, world))
}

/** Both services know a file by its name in the repository, wherever in it the command runs. */
function atRoot(report: Report, { env }: World): Report {
  const root = env['GITHUB_WORKSPACE'] || env['CI_PROJECT_DIR']
  if (!root) return report
  const inside = path.relative(root, report.cwd)
  return inside.startsWith('..') || path.isAbsolute(inside) ? report : { ...report, cwd: root }
}

/** For the terminal: coloured where it can show that, or where it was asked for (no-color.org, force-color.org). */
export function renderText(report: Report, colour: boolean | undefined, { env, stdout }: World): string {
  const { NO_COLOR, FORCE_COLOR } = env
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0'
  return formatText(report, colour ?? (forced || (stdout.isTerminal && (NO_COLOR === undefined || NO_COLOR === ''))))
}
