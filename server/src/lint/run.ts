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
import { holdAgainst } from './baseline'
import type { Baseline, BaselineEntry } from './baseline'
import { changeRules, reportChanges } from './changes'
import { createLevels } from './levels'
import type { LevelOptions, Levels, LevelsOf } from './levels'
import { toldOf } from './order'
import type { Problem } from './problem'
import { pointerAt, spanOf } from './place'
import type { FileTarget, Finding, Place, ReadPart, Reading, Report, Rule, ScopeRule, Target } from './rule'
import { ruleEntries, rules } from './rule-list'
import { byKind, createScopeMemo, scopeFindings } from './run-scopes'
import type { ScopeMemo } from './run-scopes'
import { suppressionRule, withoutSuppressed } from './suppress'
import type { JudgedSource } from './suppress'
import { append, withoutParts } from './wholes'
import { unknownSources, withoutUnknown } from './unknown'
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
  /** All that was found by looking across scopes and files, also what is not told because it follows from something else. */
  readonly across: readonly Problem[]
  /** Entries of the baseline that are no longer found. */
  readonly stale: readonly BaselineEntry[]
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
  const judging = judgingFor(options)
  const releaseOf = (file: ConfigFile | undefined): Release => (file ? judging.levelsOf(file.uri).release : options.release)
  const own: Problem[] = []
  const across: Problem[] = []
  for (const file of whole) {
    const found = yield* ownProblems(file, judging, memory, false)
    found.across ??= yield* acrossProblems(file, judging, memory)
    append(own, found.own)
    append(across, found.across)
  }
  let grouping: Grouping | undefined
  if (!options.each) {
    grouping = groupHosts(whole, options.deployment)
    yield
    const { hosts, deployments } = grouping
    const collect = (rule: Rule, { release }: Target): Report => reporter(rule, judging, release, across)
    for (const rule of rules) {
      if (rule.scope === 'host') {
        for (const host of hosts) {
          const target = { release: releaseOf(host.dhcp4 ?? host.dhcp6 ?? host.agent ?? host.ddns), deployments }
          rule.check(host, collect(rule, target), target)
        }
      }
      if (rule.scope === 'deployment') {
        for (const one of deployments) {
          const target = { release: releaseOf(one.servers[0]?.file) }
          rule.check(one, collect(rule, target), target)
        }
      }
      if (rule.scope === 'grouping') rule.check(grouping, collect(rule, options), { release: options.release })
      if (rule.scope !== 'file' && rule.scope !== 'scope') yield
    }
  }
  for (const file of options.before ? whole : []) {
    const before = options.before?.get(file.uri)
    const release = releaseOf(file)
    if (before) reportChanges(before, file, release, (rule) => reporter(rule, judging, release, across))
  }
  yield
  return resultOf(own, across, whole, grouping, judging)
}

/** What counts for the files of one run. */
interface Judging {
  readonly options: LintOptions
  readonly levelsOf: LevelsOf
}

function judgingFor(options: LintOptions): Judging {
  return { options, levelsOf: createLevels(options) }
}

const comparing: ReadonlySet<string> = new Set([...rules.filter((rule) => rule.scope !== 'file' && rule.scope !== 'scope'), ...changeRules].map((rule) => rule.id))
const ofChanges: ReadonlySet<string> = new Set(changeRules.map((rule) => rule.id))

function resultOf(own: readonly Problem[], across: readonly Problem[], files: readonly ConfigFile[], grouping: Grouping | undefined, { options, levelsOf }: Judging): LintResult {
  const sources = files.flatMap(judgedSources)
  const runs = (rule: string, uri: string): boolean => levelsOf(uri).severity(rule) !== undefined && (ofChanges.has(rule) ? options.before !== undefined : !(options.each && comparing.has(rule)))
  const hide = (problems: readonly Problem[]): readonly Problem[] =>
    withoutSuppressed(problems, { sources, ruleIds: ruleEntries.map((rule) => rule.id), runs, severity: (uri) => levelsOf(uri).severity(suppressionRule.id) })
  const problems = toldOf(withoutUnknown([...own, ...across], files, grouping, comparing), files, hide)
  if (!options.baseline) return { problems, grouping, across, stale: [] }
  const judged = new Set(sources.map(({ source }) => source.uri))
  const { left, stale } = holdAgainst(problems, options.baseline, (uri, rule) => judged.has(uri) && runs(rule, uri))
  return { problems: left, grouping, across, stale }
}

function judgedSources(file: ConfigFile): JudgedSource[] {
  const { source, includes, daemon, doubtfulFrom } = file
  const unknown = unknownSources(file)
  const isWhole = daemon !== undefined && doubtfulFrom === Infinity
  return [source, ...includes.flatMap((include) => include.source ?? [])].map((one) => ({ source: one, isWhole: isWhole && !unknown.has(one) }))
}

/**
 * What can be told of an edited file at once: all that its text, its schemas and its scopes have wrong by themselves, with what an earlier
 * check found across scopes and files, moved by the edits (`moveProblems`).
 */
export function* hasteSteps(files: readonly ConfigFile[], options: LintOptions, memory: LintMemory, earlier: Pick<LintResult, 'grouping' | 'across'>): Generator<void, LintResult> {
  const whole = withoutParts(files)
  const judging = judgingFor(options)
  const own: Problem[] = []
  for (const file of whole) append(own, (yield* ownProblems(file, judging, memory, true)).own)
  return resultOf(own, earlier.across, whole, earlier.grouping, judging)
}

function* ownProblems(file: ConfigFile, judging: Judging, memory: LintMemory, haste: boolean): Generator<void, FileProblems> {
  const { levelsOf, options } = judging
  const { release } = levelsOf(file.uri)
  const key = [options.release, ...[file.uri, ...file.includes.flatMap((include) => include.uri ?? [])].map((uri) => levelsOf(uri).key)].join()
  const known = memory.files.get(file)
  if (known?.key === key) return known
  const problems: Problem[] = []
  for (const problem of file.problems) {
    const found = textProblem(problem, file, levelsOf(problem.at.source.uri), release, options.release)
    if (found) problems.push(found)
  }
  const collect = (rule: string, at: Place, finding: Finding): void => addProblem(problems, judging, release, rule, at, finding)
  let schemaMemo = memory.schema.get(release)
  if (!schemaMemo) memory.schema.set(release, (schemaMemo = createSchemaMemo()))
  for (const finding of yield* schemaFindings(file, release, schemaMemo)) collect(finding.rule, finding.at, finding)
  let scopeMemo = memory.scopes.get(release)
  if (!scopeMemo) memory.scopes.set(release, (scopeMemo = createScopeMemo()))
  for (const { rule, at, finding } of yield* scopeFindings(file, release, scopeRules, scopeMemo, haste)) collect(rule, at, finding)
  const found: FileProblems = { key, own: problems }
  if (!haste) memory.files.set(file, found)
  return found
}

function* acrossProblems(file: ConfigFile, judging: Judging, memory: LintMemory): Generator<void, readonly Problem[]> {
  const problems: Problem[] = []
  const { release } = judging.levelsOf(file.uri)
  const readPart = partReader(release, memory)
  const target = fileTarget(file, release, readPart)
  for (const [at, subnet] of subnetNodes(file).entries()) {
    for (const read of readings) readPart(read, subnet)
    if (at % subnetsPerStep === 0) yield
  }
  for (const rule of rules) {
    if (rule.scope !== 'file') continue
    rule.check(file, reporter(rule, judging, release, problems), target)
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

function textProblem(problem: SyntaxProblem, { root }: ConfigFile, levels: Levels, release: Release, usual: Release): Problem | undefined {
  const rule = textRules.find((one) => one.id === problem.code)
  const refusedAt = rule && refusalOf(rule, problem.at, release)
  const severity = levels.severity(problem.code, refusedAt === null && rule?.severity === 'error' ? 'warning' : undefined)
  if (!rule || refusedAt === undefined || !severity) return undefined
  return {
    rule: rule.id,
    severity,
    refusedAt,
    ...(release !== usual && { release }),
    at: problem.at,
    pointer: '',
    message: problem.message,
    help: problem.help,
    related: problem.related ?? [],
    fixes: () => textFixes(problem, root),
  }
}

function reporter(rule: Pick<Rule, 'id'>, judging: Judging, release: Release, into: Problem[]): Report {
  return (at, finding) => addProblem(into, judging, release, rule.id, at, finding)
}

function addProblem(into: Problem[], { levelsOf, options }: Judging, release: Release, rule: string, at: Place, finding: Finding): void {
  const span = spanOf(at)
  const severity = levelsOf(span.source.uri).severity(rule, finding.severity)
  if (!severity) return
  const refusedAt: RefusedAt = finding.refusedAt ?? null
  into.push({
    rule,
    severity,
    refusedAt,
    ...(finding.refusedUnless !== undefined && { refusedUnless: finding.refusedUnless }),
    ...(release !== options.release && { release }),
    at: span,
    get pointer() {
      return pointerAt(at)
    },
    message: finding.message,
    help: finding.help,
    ...(finding.fixes && { fixes: finding.fixes }),
    related: (finding.related ?? []).map((one) => ({ at: spanOf(one.at), message: one.message })),
  })
}
