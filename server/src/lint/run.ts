/** Runs every rule over a set of files, in one order that never changes. */
import type { ConfigFile, SyntaxProblem } from '../config/config-file'
import type { RefusedAt, Release } from '../config/release'
import type { DeploymentSettings } from '../deployment/deployment'
import { groupHosts } from '../deployment/group'
import type { Grouping } from '../deployment/group'
import { createSchemaMemo, schemaFindings } from '../schema/findings'
import type { SchemaMemo } from '../schema/findings'
import { holdAgainst } from './baseline'
import type { Baseline, BaselineEntry } from './baseline'
import { changeRules, reportChanges } from './changes'
import { withoutConsequences } from './consequences'
import { createLevels } from './levels'
import type { LevelOptions, Levels, LevelsOf } from './levels'
import type { Problem } from './problem'
import { pointerAt, spanOf } from './place'
import type { FileTarget, Finding, Place, Report, Rule, ScopeRule, Target } from './rule'
import { ruleEntries, rules } from './rule-list'
import { byKind, createScopeMemo, scopeFindings } from './run-scopes'
import type { ScopeMemo } from './run-scopes'
import { suppressionRule, withoutSuppressed } from './suppress'
import type { JudgedSource } from './suppress'
import { isPartlyUnknown, withoutUnknown } from './unknown'
import { textFixes } from './text-fixes'
import { refusalOf, textRules } from './text-rules'

export interface LintOptions extends LevelOptions {
  /** Judge every file alone: no hosts, no deployments (`--each`). */
  readonly each: boolean
  readonly deployment: DeploymentSettings
  /** What it holds is not told. */
  readonly baseline?: Baseline | undefined
  /** Files as they were, by their URI: what the change does to a running server is told, too. */
  readonly before?: ReadonlyMap<string, ConfigFile> | undefined
}

export interface LintResult {
  /** Sorted by file, position, rule. */
  readonly problems: Problem[]
  /** How the files were put together; undefined when every file was judged alone. */
  readonly grouping: Grouping | undefined
  /** Entries of the baseline that are no longer found. */
  readonly stale: readonly BaselineEntry[]
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
  const levelsOf = createLevels(options)
  const releaseOf = (file: ConfigFile | undefined): Release => (file ? levelsOf(file.uri).release : options.release)
  for (const file of whole) problems.push(...(yield* fileProblems(file, levelsOf, memory)))
  let grouping: Grouping | undefined
  if (!options.each) {
    grouping = groupHosts(whole, options.deployment)
    yield
    const collect = (rule: Rule, { release }: Target): Report => reporter(rule, levelsOf, release, problems)
    for (const rule of rules) {
      if (rule.scope === 'host') {
        for (const host of grouping.hosts) {
          const target = { release: releaseOf(host.dhcp4 ?? host.dhcp6 ?? host.agent ?? host.ddns) }
          rule.check(host, collect(rule, target), target)
        }
      }
      if (rule.scope === 'deployment') {
        for (const one of grouping.deployments) {
          const target = { release: releaseOf(one.servers[0]?.file) }
          rule.check(one, collect(rule, target), target)
        }
      }
      if (rule.scope === 'grouping') rule.check(grouping, collect(rule, options), options)
      if (rule.scope !== 'file' && rule.scope !== 'scope') yield
    }
  }
  for (const file of options.before ? whole : []) {
    const before = options.before?.get(file.uri)
    const release = releaseOf(file)
    if (before) reportChanges(before, file, release, (rule) => reporter(rule, levelsOf, release, problems))
  }
  const sure = withoutUnknown(problems, whole, grouping, comparing).filter((problem) => isSure(problem, whole))
  const sources = whole.flatMap(judgedSources)
  const runs = (rule: string, uri: string): boolean =>
    levelsOf(uri).severity(rule) !== undefined && (options.before !== undefined || changeRules.every((one) => one.id !== rule)) && !(options.each && rules.some((one) => one.id === rule && one.scope !== 'file' && one.scope !== 'scope'))
  const told = withoutSuppressed(withoutConsequences(sure), {
    sources,
    ruleIds: ruleEntries.map((rule) => rule.id),
    runs,
    severity: (uri) => levelsOf(uri).severity(suppressionRule.id),
  })
  const sorted = sortProblems(told).map((one) => forRelease(one, options.release))
  if (!options.baseline) return { problems: sorted, grouping, stale: [] }
  const judged = new Set(sources.map(({ source }) => source.uri))
  const { left, stale } = holdAgainst(sorted, options.baseline, (uri, rule) => judged.has(uri) && runs(rule, uri))
  return { problems: left, grouping, stale }
}

/** A finding keeps the release that it was judged for only where that is not the one of the whole run. */
function forRelease(problem: Problem, release: Release): Problem {
  if (problem.release !== release) return problem
  const rest: { -readonly [Key in keyof Problem]: Problem[Key] } = { ...problem }
  delete rest.release
  return rest
}

function judgedSources({ source, includes, daemon, doubtfulFrom }: ConfigFile): JudgedSource[] {
  const isWhole = daemon !== undefined && doubtfulFrom === Infinity
  return [source, ...includes.flatMap((include) => include.source ?? [])].map((one) => ({ source: one, isWhole: isWhole && !isPartlyUnknown(one) }))
}

function* fileProblems(file: ConfigFile, levelsOf: LevelsOf, memory: LintMemory): Generator<void, readonly Problem[]> {
  const { release } = levelsOf(file.uri)
  const key = [file.uri, ...file.includes.flatMap((include) => include.uri ?? [])].map((uri) => levelsOf(uri).key).join()
  const known = memory.files.get(file)
  if (known?.key === key) return known.problems
  const problems: Problem[] = []
  for (const problem of file.problems) {
    const found = textProblem(problem, file, levelsOf(problem.at.source.uri), release)
    if (found) problems.push(found)
  }
  yield
  const collect = (rule: string, at: Place, finding: Finding): void => addProblem(problems, levelsOf, release, rule, at, finding)
  let schemaMemo = memory.schema.get(release)
  if (!schemaMemo) memory.schema.set(release, (schemaMemo = createSchemaMemo()))
  for (const finding of yield* schemaFindings(file, release, schemaMemo)) collect(finding.rule, finding.at, finding)
  yield
  let scopeMemo = memory.scopes.get(release)
  if (!scopeMemo) memory.scopes.set(release, (scopeMemo = createScopeMemo()))
  for (const { rule, at, finding } of yield* scopeFindings(file, release, scopeRules, scopeMemo)) collect(rule, at, finding)
  const target = fileTarget(file, release)
  for (const rule of rules) {
    if (rule.scope !== 'file') continue
    rule.check(file, reporter(rule, levelsOf, release, problems), target)
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

const comparing: ReadonlySet<string> = new Set([...rules.filter((rule) => rule.scope !== 'file' && rule.scope !== 'scope'), ...changeRules].map((rule) => rule.id))

const scopeRules = byKind(rules.filter((rule): rule is ScopeRule => rule.scope === 'scope'))

function textProblem(problem: SyntaxProblem, { root }: ConfigFile, levels: Levels, release: Release): Problem | undefined {
  const rule = textRules.find((one) => one.id === problem.code)
  const refusedAt = rule && refusalOf(rule, problem.at, release)
  const severity = levels.severity(problem.code, refusedAt === null && rule?.severity === 'error' ? 'warning' : undefined)
  if (!rule || refusedAt === undefined || !severity) return undefined
  return {
    rule: rule.id,
    severity,
    refusedAt,
    release,
    at: problem.at,
    pointer: '',
    message: problem.message,
    help: problem.help,
    related: problem.related ?? [],
    fixes: () => textFixes(problem, root),
  }
}

function reporter(rule: Pick<Rule, 'id'>, levelsOf: LevelsOf, release: Release, into: Problem[]): Report {
  return (at, finding) => addProblem(into, levelsOf, release, rule.id, at, finding)
}

function addProblem(into: Problem[], levelsOf: LevelsOf, release: Release, rule: string, at: Place, finding: Finding): void {
  const span = spanOf(at)
  const severity = levelsOf(span.source.uri).severity(rule, finding.severity)
  if (!severity) return
  const refusedAt: RefusedAt = finding.refusedAt ?? null
  into.push({
    rule,
    severity,
    refusedAt,
    ...(finding.refusedUnless !== undefined && { refusedUnless: finding.refusedUnless }),
    release,
    at: span,
    pointer: pointerAt(at),
    message: finding.message,
    help: finding.help,
    ...(finding.fixes && { fixes: finding.fixes }),
    related: (finding.related ?? []).map((one) => ({ at: spanOf(one.at), message: one.message })),
  })
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
