/** Runs every rule over a set of files, in one order that never changes. */
import type { ConfigFile, SyntaxProblem } from '../config/config-file'
import type { RefusedAt, Release } from '../config/release'
import type { ObjectNode } from '../config/tree'
import { subnetNodes } from '../config/dhcp4'
import type { DeploymentSettings } from '../deployment/deployment'
import { groupHosts } from '../deployment/group'
import type { Grouping } from '../deployment/group'
import { createSchemaMemo, schemaFindings } from '../schema/findings'
import type { SchemaMemo } from '../schema/findings'
import { toldOf } from './order'
import type { Problem, Severity } from './problem'
import { pointerAt, spanOf } from './place'
import type { FileTarget, Finding, Place, ReadPart, Reading, Report, Rule, ScopeRule, Target } from './rule'
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
  /** All that was found by looking across scopes and files, also what is not told because it follows from something else. */
  readonly across: readonly Problem[]
}

interface FileProblems {
  readonly key: string
  /** Of the text, the schemas and the scopes, each by itself. */
  readonly own: readonly Problem[]
  /** Of what looks across the file; undefined while that is still to be done. */
  across?: readonly Problem[]
}

/** What stays true from one run to the next as long as the parts it was found in are the same objects. */
export interface LintMemory {
  readonly schema: Map<Release, SchemaMemo>
  readonly scopes: Map<Release, ScopeMemo>
  readonly files: WeakMap<ConfigFile, FileProblems>
  readonly parts: Map<Release, Map<Reading<unknown>, WeakMap<ObjectNode, unknown>>>
}

export function createLintMemory(): LintMemory {
  return { schema: new Map(), scopes: new Map(), files: new WeakMap(), parts: new Map() }
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
  const whole = withoutParts(files)
  const own: Problem[] = []
  const across: Problem[] = []
  for (const file of whole) {
    const found = yield* ownProblems(file, options, memory, false)
    found.across ??= yield* acrossProblems(file, options, memory)
    append(own, found.own)
    append(across, found.across)
  }
  let grouping: Grouping | undefined
  if (!options.each) {
    grouping = groupHosts(whole, options.deployment)
    yield
    const collect = (rule: Rule): Report => reporter(rule, options, across)
    const target: Target = { release: options.release }
    const found = grouping
    for (const rule of rules) {
      if (rule.scope === 'host') for (const host of grouping.hosts) rule.check(host, collect(rule), { ...target, deployments: found.deployments })
      if (rule.scope === 'deployment') for (const one of grouping.deployments) rule.check(one, collect(rule), target)
      if (rule.scope === 'grouping') rule.check(grouping, collect(rule), target)
      if (rule.scope !== 'file' && rule.scope !== 'scope') yield
    }
  }
  yield
  return { problems: toldOf([...own, ...across], whole, hiding(whole, options)), grouping, across }
}

/** What comments of the files ask for. */
function hiding(files: readonly ConfigFile[], options: LintOptions): (problems: readonly Problem[]) => readonly Problem[] {
  return (problems) =>
    withoutSuppressed(problems, {
      sources: files.flatMap(judgedSources),
      ruleIds: ruleEntries.map((rule) => rule.id),
      runs: (rule) => options.severity[rule] !== 'off' && !(options.each && rules.some((one) => one.id === rule && one.scope !== 'file' && one.scope !== 'scope')),
      severity: severityFor(suppressionRule.id, undefined, options),
    })
}

function judgedSources({ source, includes, daemon, doubtfulFrom }: ConfigFile): JudgedSource[] {
  const isWhole = daemon !== undefined && doubtfulFrom === Infinity
  return [source, ...includes.flatMap((include) => include.source ?? [])].map((one) => ({ source: one, isWhole }))
}

/**
 * What can be told of an edited file at once: all that its text, its schemas and its scopes have wrong by themselves, with what an earlier
 * check found across scopes and files, moved by the edits (`moveProblems`).
 */
export function* hasteSteps(files: readonly ConfigFile[], options: LintOptions, memory: LintMemory, earlier: Omit<LintResult, 'problems'>): Generator<void, LintResult> {
  const whole = withoutParts(files)
  const own: Problem[] = []
  for (const file of whole) append(own, (yield* ownProblems(file, options, memory, true)).own)
  return { problems: toldOf([...own, ...earlier.across], whole, hiding(whole, options)), grouping: earlier.grouping, across: earlier.across }
}

/** A file that others include is judged as a part of these. */
function withoutParts(files: readonly ConfigFile[]): readonly ConfigFile[] {
  const included = new Set(files.flatMap((file) => file.includes.map((include) => include.uri)))
  return files.filter((file) => file.daemon !== undefined || !included.has(file.uri))
}

/** Without spreading: there may be more than fit into one call. */
function append(to: Problem[], problems: readonly Problem[]): void {
  for (const one of problems) to.push(one)
}

function* ownProblems(file: ConfigFile, options: LintOptions, memory: LintMemory, haste: boolean): Generator<void, FileProblems> {
  const key = JSON.stringify([options.release, options.severity])
  const known = memory.files.get(file)
  if (known?.key === key) return known
  const problems: Problem[] = []
  for (const problem of file.problems) {
    const found = textProblem(problem, file, options)
    if (found) problems.push(found)
  }
  let schemaMemo = memory.schema.get(options.release)
  if (!schemaMemo) memory.schema.set(options.release, (schemaMemo = createSchemaMemo()))
  for (const finding of yield* schemaFindings(file, options.release, schemaMemo)) {
    const severity = severityFor(finding.rule, finding.severity, options)
    if (severity) problems.push(problemAt(finding.at, finding.rule, severity, finding))
  }
  let scopeMemo = memory.scopes.get(options.release)
  if (!scopeMemo) memory.scopes.set(options.release, (scopeMemo = createScopeMemo()))
  for (const { rule, at, finding } of yield* scopeFindings(file, options.release, scopeRules, scopeMemo, haste)) {
    const severity = severityFor(rule, finding.severity, options)
    if (severity) problems.push(problemAt(at, rule, severity, finding))
  }
  const found: FileProblems = { key, own: problems }
  if (!haste) memory.files.set(file, found)
  return found
}

function* acrossProblems(file: ConfigFile, options: LintOptions, memory: LintMemory): Generator<void, readonly Problem[]> {
  const problems: Problem[] = []
  const readPart = partReader(options.release, memory)
  const target = fileTarget(file, options.release, readPart)
  for (const [at, subnet] of subnetNodes(file).entries()) {
    for (const read of readings) readPart(read, subnet)
    if (at % subnetsPerStep === 0) yield
  }
  for (const rule of rules) {
    if (rule.scope !== 'file') continue
    rule.check(file, reporter(rule, options, problems), target)
    yield
  }
  return problems
}

/** A few milliseconds when they are read for the first time. */
const subnetsPerStep = 100

const readings = rules.flatMap((rule) => (rule.scope === 'file' ? (rule.ofSubnets ?? []) : []))

function partReader(release: Release, memory: LintMemory): ReadPart {
  let ofRelease = memory.parts.get(release)
  if (!ofRelease) memory.parts.set(release, (ofRelease = new Map<Reading<unknown>, WeakMap<ObjectNode, unknown>>()))
  const kept = ofRelease
  return (read, part) => {
    let ofReading = kept.get(read)
    if (!ofReading) kept.set(read, (ofReading = new WeakMap()))
    if (!ofReading.has(part)) ofReading.set(part, read(part, release))
    return ofReading.get(part) as ReturnType<typeof read>
  }
}

function fileTarget(file: ConfigFile, release: Release, readPart: ReadPart): FileTarget {
  const known = new Map<unknown, unknown>()
  return {
    release,
    readPart,
    readOnce: (read) => {
      if (!known.has(read)) known.set(read, read(file, release, readPart))
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
    get pointer() {
      return pointerAt(at)
    },
    message: finding.message,
    help: finding.help,
    ...(finding.fixes && { fixes: finding.fixes }),
    related: (finding.related ?? []).map((one) => ({ at: spanOf(one.at), message: one.message })),
  }
}
