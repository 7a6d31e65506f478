/** Runs every rule over a set of files, in one order that never changes. */
import type { ConfigFile, SyntaxProblem } from '../config/config-file'
import type { RefusedAt, Release } from '../config/release'
import type { DeploymentSettings } from '../deployment/deployment'
import { groupHosts } from '../deployment/group'
import type { Grouping } from '../deployment/group'
import { createSchemaMemo, schemaFindings } from '../schema/findings'
import type { SchemaMemo } from '../schema/findings'
import { withoutConsequences } from './consequences'
import type { Problem, Severity } from './problem'
import { pointerAt, spanOf } from './place'
import type { FileTarget, Finding, Place, Report, Rule, ScopeRule, Target } from './rule'
import { ruleEntries, rules, severityOf } from './rule-list'
import { byKind, createScopeMemo, scopeFindings } from './run-scopes'
import type { ScopeMemo } from './run-scopes'
import { suppressionRule, withoutSuppressed } from './suppress'
import type { JudgedSource } from './suppress'
import { textFixes } from './text-fixes'
import { refusalOf, textRules } from './text-rules'

export interface LintOptions {
  readonly release: Release
  /** Per rule id: another severity, or `off`. */
  readonly severity: Readonly<Record<string, Severity | 'off'>>
  /** Judge every file alone: no hosts, no deployments (`--each`). */
  readonly each: boolean
  readonly deployment: DeploymentSettings
}

export interface LintResult {
  /** Sorted by file, position, rule. */
  readonly problems: Problem[]
  /** How the files were put together; undefined when every file was judged alone. */
  readonly grouping: Grouping | undefined
}

/** What stays true from one run to the next as long as the parts it was found in are the same objects. */
export interface LintMemory {
  readonly schema: Map<Release, SchemaMemo>
  readonly scopes: Map<Release, ScopeMemo>
  readonly files: WeakMap<ConfigFile, { key: string; problems: readonly Problem[] }>
}

export function createLintMemory(): LintMemory {
  return { schema: new Map(), scopes: new Map(), files: new WeakMap() }
}

export const noDeploymentSettings: DeploymentSettings = { hosts: [], pairs: [] }

export const defaultLintOptions: LintOptions = {
  release: '3.0',
  severity: {},
  each: false,
  deployment: noDeploymentSettings,
}

/** Problems of all files, sorted by file, position, rule. */
export function lint(files: readonly ConfigFile[], options: LintOptions): LintResult {
  const steps = lintSteps(files, options, createLintMemory())
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same in steps, so that an editor can do other things in between, or stop: nothing is kept of a run that is left. */
export function* lintSteps(files: readonly ConfigFile[], options: LintOptions, memory: LintMemory): Generator<void, LintResult> {
  const included = new Set(files.flatMap((file) => file.includes.map((include) => include.uri)))
  const whole = files.filter((file) => file.daemon !== undefined || !included.has(file.uri))
  const problems: Problem[] = []
  for (const file of whole) problems.push(...(yield* fileProblems(file, options, memory)))
  let grouping: Grouping | undefined
  if (!options.each) {
    grouping = groupHosts(whole, options.deployment)
    yield
    const collect = (rule: Rule): Report => reporter(rule, options, problems)
    const target: Target = { release: options.release }
    for (const rule of rules) {
      if (rule.scope === 'host') for (const host of grouping.hosts) rule.check(host, collect(rule), target)
      if (rule.scope === 'deployment') for (const one of grouping.deployments) rule.check(one, collect(rule), target)
      if (rule.scope === 'grouping') rule.check(grouping, collect(rule), target)
      if (rule.scope !== 'file' && rule.scope !== 'scope') yield
    }
  }
  const sure = problems.filter((problem) => isSure(problem, whole))
  const told = withoutSuppressed(withoutConsequences(sure), {
    sources: whole.flatMap(judgedSources),
    ruleIds: ruleEntries.map((rule) => rule.id),
    runs: (rule) => options.severity[rule] !== 'off' && !(options.each && rules.some((one) => one.id === rule && one.scope !== 'file' && one.scope !== 'scope')),
    severity: severityFor(suppressionRule.id, undefined, options),
  })
  return { problems: sortProblems(told), grouping }
}

function judgedSources({ source, includes, daemon, doubtfulFrom }: ConfigFile): JudgedSource[] {
  const isWhole = daemon !== undefined && doubtfulFrom === Infinity
  return [source, ...includes.flatMap((include) => include.source ?? [])].map((one) => ({ source: one, isWhole }))
}

function* fileProblems(file: ConfigFile, options: LintOptions, memory: LintMemory): Generator<void, readonly Problem[]> {
  const key = JSON.stringify([options.release, options.severity])
  const known = memory.files.get(file)
  if (known?.key === key) return known.problems
  const problems: Problem[] = []
  for (const problem of file.problems) {
    const found = textProblem(problem, file, options)
    if (found) problems.push(found)
  }
  yield
  let schemaMemo = memory.schema.get(options.release)
  if (!schemaMemo) memory.schema.set(options.release, (schemaMemo = createSchemaMemo()))
  for (const finding of yield* schemaFindings(file, options.release, schemaMemo)) {
    const severity = severityFor(finding.rule, finding.severity, options)
    if (severity) problems.push(problemAt(finding.at, finding.rule, severity, finding))
  }
  yield
  let scopeMemo = memory.scopes.get(options.release)
  if (!scopeMemo) memory.scopes.set(options.release, (scopeMemo = createScopeMemo()))
  for (const { rule, at, finding } of yield* scopeFindings(file, options.release, scopeRules, scopeMemo)) {
    const severity = severityFor(rule, finding.severity, options)
    if (severity) problems.push(problemAt(at, rule, severity, finding))
  }
  const target = fileTarget(file, options.release)
  for (const rule of rules) {
    if (rule.scope !== 'file') continue
    rule.check(file, reporter(rule, options, problems), target)
    yield
  }
  memory.files.set(file, { key, problems })
  return problems
}

function fileTarget(file: ConfigFile, release: Release): FileTarget {
  const known = new Map<unknown, unknown>()
  return {
    release,
    readOnce: (read) => {
      if (!known.has(read)) known.set(read, read(file, release))
      return known.get(read) as ReturnType<typeof read>
    },
  }
}

const scopeRules = byKind(rules.filter((rule): rule is ScopeRule => rule.scope === 'scope'))

function textProblem(problem: SyntaxProblem, { root }: ConfigFile, options: LintOptions): Problem | undefined {
  const rule = textRules.find((one) => one.id === problem.code)
  const refusedAt = rule && refusalOf(rule, problem.at, options.release)
  const severity = severityFor(problem.code, refusedAt === null && rule?.severity === 'error' ? 'warning' : undefined, options)
  if (!rule || refusedAt === undefined || !severity) return undefined
  return {
    rule: rule.id,
    severity,
    refusedAt,
    at: problem.at,
    pointer: '',
    message: problem.message,
    help: problem.help,
    related: problem.related ?? [],
    fixes: () => textFixes(problem, root),
  }
}

function reporter(rule: Rule, options: LintOptions, into: Problem[]): Report {
  return (at, finding) => {
    const severity = severityFor(rule.id, finding.severity, options)
    if (severity) into.push(problemAt(at, rule.id, severity, finding))
  }
}

function severityFor(rule: string, found: Severity | undefined, options: LintOptions): Severity | undefined {
  const asked = options.severity[rule]
  if (asked === 'off') return undefined
  return asked ?? found ?? severityOf(rule)
}

function problemAt(at: Place, rule: string, severity: Severity, finding: Finding): Problem {
  const refusedAt: RefusedAt = finding.refusedAt ?? null
  return {
    rule,
    severity,
    refusedAt,
    ...(finding.refusedUnless !== undefined && { refusedUnless: finding.refusedUnless }),
    at: spanOf(at),
    pointer: pointerAt(at),
    message: finding.message,
    help: finding.help,
    ...(finding.fixes && { fixes: finding.fixes }),
    related: (finding.related ?? []).map((one) => ({ at: spanOf(one.at), message: one.message })),
  }
}

/** Behind a slip that could not be made out, a rule would judge a tree that nobody wrote. */
function isSure(problem: Problem, files: readonly ConfigFile[]): boolean {
  if (textRules.some((rule) => rule.id === problem.rule)) return true
  const file = files.find((one) => one.source === problem.at.source)
  return !file || problem.at.start < file.doubtfulFrom
}

function sortProblems(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  const once = problems.filter((one) => {
    const key = `${one.at.source.uri} ${one.at.start} ${one.at.end} ${one.rule} ${String(one.message)}`
    return !seen.has(key) && seen.add(key)
  })
  return once.sort(
    (a, b) =>
      compare(a.at.source.uri, b.at.source.uri) ||
      a.at.start - b.at.start ||
      a.at.end - b.at.end ||
      compare(a.rule, b.rule) ||
      compare(String(a.message), String(b.message)),
  )
}

/** By code unit: the same order under every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
