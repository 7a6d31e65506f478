/** Findings as JUnit's XML: a suite a file, a test a finding. A file without findings is a test that passed. */
import type { Problem } from '../../lint/problem'
import { verdict } from '../../lint/verdict'
import { placeOf, relativeName } from '../report'
import type { Report } from '../report'
import { attributes, escapeXml } from './xml'

export function formatJunit(report: Report): string {
  const uris = new Set([...report.files.map((file) => file.uri), ...report.problems.map((problem) => problem.at.source.uri)])
  const suites = [...uris].map((uri) => suite(uri, report))
  const count = attributes({ name: 'kea-lint', tests: sum(suites, 'tests'), failures: sum(suites, 'failures'), errors: 0, time: 0 })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${count}>\n${suites.map((one) => one.text).join('')}</testsuites>\n`
}

interface Suite {
  readonly tests: number
  readonly failures: number
  readonly text: string
}

function sum(suites: readonly Suite[], what: 'tests' | 'failures'): number {
  return suites.reduce((total, suite) => total + suite[what], 0)
}

function suite(uri: string, report: Report): Suite {
  const name = relativeName(uri, report.cwd)
  const own = report.problems.filter((problem) => problem.at.source.uri === uri)
  const failures = own.filter(isFailure).length
  const tests = Math.max(1, own.length)
  const titleOf = createTitles()
  const cases =
    own.length === 0 ? [`    <testcase${attributes({ name: 'kea-lint', classname: name, file: name, time: 0 })}/>\n`] : own.map((problem) => testCase(problem, titleOf(problem), name, report))
  return { tests, failures, text: `  <testsuite${attributes({ name, tests, failures, errors: 0, skipped: 0, time: 0 })}>\n${cases.join('')}  </testsuite>\n` }
}

/** What is only worth knowing breaks nobody's build. */
function isFailure(problem: Problem): boolean {
  return problem.severity !== 'info'
}

/** No line: GitLab and Jenkins know a test by its name from one run to the next, and take two of one name for one. */
function createTitles(): (problem: Problem) => string {
  const seen = new Map<string, number>()
  return ({ rule, pointer }) => {
    const title = pointer === '' ? rule : `${rule} ${pointer}`
    const count = (seen.get(title) ?? 0) + 1
    seen.set(title, count)
    return count === 1 ? title : `${title} (${count})`
  }
}

function testCase(problem: Problem, name: string, file: string, { translate, release }: Report): string {
  const { line, column } = placeOf(problem.at)
  const head = attributes({ name, classname: file, file, line, time: 0 })
  const message = translate(problem.message)
  const details = escapeXml(`${file}:${line}:${column}\n${translate(problem.help)}\n${translate(verdict(problem, release))}`)
  const body = isFailure(problem) ? `<failure${attributes({ message, type: problem.severity })}>${details}</failure>` : `<system-out>${escapeXml(`${message}\n`)}${details}</system-out>`
  return `    <testcase${head}>${body}</testcase>\n`
}
