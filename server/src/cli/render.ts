/** A report in the form that was asked for. */
import path from 'node:path'
import type { Format } from './arguments'
import { formatText } from './formats/text'
import type { Report } from './report'
import type { World } from './world'

/** A format is loaded when it is asked for: what a run does not use should not make it slower. */
export async function render(format: Format, report: Report, colour: boolean | undefined, world: World): Promise<string> {
  switch (format) {
    case 'text':
      return renderText(report, colour, world)
    case 'concise':
      return (await import('./formats/concise')).formatConcise(report)
    case 'json':
      return (await import('./formats/json')).formatJson(report)
    case 'sarif':
      return (await import('./formats/sarif')).formatSarif(atRoot(report, world))
    case 'github':
      return (await import('./formats/github')).formatGithub(atRoot(report, world))
    case 'gitlab':
      return (await import('./formats/gitlab')).formatGitlab(atRoot(report, world))
    case 'junit':
      return (await import('./formats/junit')).formatJunit(report)
    case 'checkstyle':
      return (await import('./formats/checkstyle')).formatCheckstyle(report)
    case 'rdjsonl':
      return (await import('./formats/rdjsonl')).formatRdjsonl(report)
  }
}

/** Markdown for the page of a job of GitHub Actions. */
export async function renderSummary(report: Report, world: World): Promise<string> {
  return (await import('./formats/github')).githubSummary(atRoot(report, world))
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
