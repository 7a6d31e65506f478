/** Reads the command's arguments; what cannot be meant is one sentence. */
import { parseArgs } from 'node:util'
import type { KnownNames } from '../deployment/settings'
import { noSuchName } from '../deployment/settings-reader'
import { isRelease, releases } from '../config/release'
import type { Release } from '../config/release'
import type { Severity } from '../lint/problem'
import { nearest } from '../config/nearest'
import { say } from '../text/text'
import type { Text } from '../text/text'

export const formats = ['text', 'concise', 'json', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'rdjsonl'] as const
export type Format = (typeof formats)[number]
export type Threshold = Severity | 'never'
const thresholds: readonly Threshold[] = ['error', 'warning', 'info', 'never']
const levels: readonly (Severity | 'off')[] = ['error', 'warning', 'info', 'off']

export interface Arguments {
  readonly paths: readonly string[]
  /** Undefined: text, or what suits the machine it runs on. */
  readonly format: Format | undefined
  /** Where the format is written to; the terminal then gets text. */
  readonly output: string | undefined
  /** The lowest severity that makes the command fail. */
  readonly failOn: Threshold
  readonly maxWarnings: number | undefined
  /** Tell errors only. */
  readonly quiet: boolean
  /** Two letters; undefined: the environment's. */
  readonly language: string | undefined
  /** Undefined: what kea-lint.json says, else the default. */
  readonly release: Release | undefined
  readonly severity: Readonly<Record<string, Severity | 'off'>>
  /** Undefined: what kea-lint.json says. */
  readonly preset: string | undefined
  readonly select: readonly string[] | undefined
  readonly ignore: readonly string[]
  /** Mend what has a sure fix: in the files, or as a patch on standard output. */
  readonly fix: 'write' | 'show' | undefined
  readonly baseline: string | undefined
  readonly baselineChange: 'update' | 'prune' | undefined
  readonly changedSince: string | undefined
  readonly watch: boolean
  readonly listRules: boolean
  readonly printConfig: boolean
  /** The rule that is to be explained. */
  readonly explain: string | undefined
  readonly each: boolean
  readonly includeFolders: readonly string[]
  readonly config: string | undefined
  readonly stdinFilename: string | undefined
  readonly color: boolean | undefined
  readonly help: boolean
  readonly version: boolean
}

const options = {
  format: { type: 'string', short: 'f' },
  output: { type: 'string', short: 'o' },
  'fail-on': { type: 'string' },
  'max-warnings': { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  lang: { type: 'string' },
  'kea-version': { type: 'string' },
  severity: { type: 'string', multiple: true },
  select: { type: 'string', multiple: true },
  ignore: { type: 'string', multiple: true },
  preset: { type: 'string' },
  fix: { type: 'boolean' },
  'fix-dry-run': { type: 'boolean' },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
  'prune-baseline': { type: 'boolean' },
  'changed-since': { type: 'string' },
  watch: { type: 'boolean', short: 'w' },
  'list-rules': { type: 'boolean' },
  'print-config': { type: 'boolean' },
  each: { type: 'boolean' },
  'include-folder': { type: 'string', multiple: true, short: 'I' },
  config: { type: 'string', short: 'c' },
  'stdin-filename': { type: 'string' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

/** The arguments, or the sentence that says what is wrong with them. */
export function readArguments(argv: readonly string[], names: KnownNames): Arguments | Text {
  const { rules: ruleIds } = names
  let parsed
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch (error) {
    return explain(error instanceof Error ? error.message : String(error))
  }
  const given = parsed.values
  const format = formats.find((known) => known === given.format)
  if (given.format !== undefined && !format) return say`"${given.format}" is no output format. Use --format ${formats.join(', ')}.`
  const failOn = thresholds.find((known) => known === (given['fail-on'] ?? 'error'))
  if (!failOn) return say`"${given['fail-on'] ?? ''}" is nothing to fail on. Use --fail-on ${thresholds.join(', ')}.`
  const most = given['max-warnings']
  if (most !== undefined && !/^\d+$/.test(most)) return say`"${most}" is no number of warnings. Write --max-warnings 0 or another whole number.`
  const release = given['kea-version']
  if (release !== undefined && !isRelease(release)) {
    return say`"${release}" is no Kea release that kea-lint knows. Use --kea-version ${releases.join(', ')}.`
  }
  const severity: Record<string, Severity | 'off'> = {}
  for (const wish of given.severity ?? []) {
    const slip = addSeverity(severity, wish, ruleIds)
    if (slip) return slip
  }
  for (const { name, known } of [...picked(given.select, names), ...picked(given.ignore, names)]) if (!known) return noSuchName(name, [...ruleIds, ...names.areas])
  const { preset } = given
  if (preset !== undefined && !names.presets.includes(preset)) return say`"${preset}" is no preset. Use --preset ${names.presets.join(', ')}.`
  const explains = argv[0] === 'explain'
  if (explains && parsed.positionals.length !== 2) return say`Name the rule that is to be explained, as in "kea-lint explain subnets-overlap".`
  const slip = misfit({ ...given, paths: parsed.positionals })
  if (slip) return slip
  return {
    paths: explains ? [] : parsed.positionals,
    format,
    output: given.output,
    failOn,
    maxWarnings: most === undefined ? undefined : Number(most),
    quiet: given.quiet ?? false,
    language: given.lang,
    release,
    severity,
    preset,
    select: given.select && picked(given.select, names).map(({ name }) => name),
    ignore: picked(given.ignore, names).map(({ name }) => name),
    fix: given['fix-dry-run'] ? 'show' : given.fix ? 'write' : undefined,
    baseline: given.baseline,
    baselineChange: given['update-baseline'] ? 'update' : given['prune-baseline'] ? 'prune' : undefined,
    changedSince: given['changed-since'],
    watch: given.watch ?? false,
    listRules: given['list-rules'] ?? false,
    printConfig: given['print-config'] ?? false,
    explain: explains ? parsed.positionals[1] : undefined,
    each: given.each ?? false,
    includeFolders: given['include-folder'] ?? [],
    config: given.config,
    stdinFilename: given['stdin-filename'],
    color: given['no-color'] ? false : given.color,
    help: given.help ?? false,
    version: given.version ?? false,
  }
}

/** Names with commas between them, from an option that may stand several times. */
function picked(lists: readonly string[] | undefined, { rules, areas }: KnownNames): { name: string; known: boolean }[] {
  const named = (lists ?? []).flatMap((list) => list.split(',')).map((name) => name.trim())
  return named.filter((name) => name !== '').map((name) => ({ name, known: rules.includes(name) || areas.includes(name) }))
}

interface Together {
  readonly paths: readonly string[]
  readonly fix?: boolean | undefined
  readonly 'fix-dry-run'?: boolean | undefined
  readonly 'update-baseline'?: boolean | undefined
  readonly 'prune-baseline'?: boolean | undefined
  readonly 'changed-since'?: string | undefined
  readonly watch?: boolean | undefined
  readonly output?: string | undefined
}

/** Options that do not go together. */
function misfit(given: Together): Text | undefined {
  const changes = (['fix', 'fix-dry-run', 'update-baseline', 'prune-baseline'] as const).filter((name) => given[name] === true)
  if (changes.includes('fix') && changes.includes('fix-dry-run')) return say`--fix writes and --fix-dry-run does not: give one of them.`
  if (changes.length > 1) return say`--${changes[0] ?? ''} and --${changes[1] ?? ''} do not go together: give one after the other.`
  if (given.watch && changes.length > 0) return say`--watch and --${changes[0] ?? ''} do not go together.`
  if (given.watch && given.paths.includes('-')) return say`Standard input cannot be watched: name files or folders.`
  if (given['changed-since']?.startsWith('-') || given['changed-since'] === '') return say`--changed-since needs a commit, a branch or a tag.`
  if (given['changed-since'] !== undefined && given['update-baseline']) return say`--update-baseline takes in every finding: leave --changed-since away.`
  return undefined
}

function addSeverity(into: Record<string, Severity | 'off'>, wish: string, ruleIds: readonly string[]): Text | undefined {
  const [, rule, name] = /^([^=]+)=(.*)$/.exec(wish) ?? []
  if (rule === undefined) return say`"${wish}" sets no severity. Write --severity rule=level, as in --severity ${ruleIds[0] ?? 'rule'}=off.`
  if (!ruleIds.includes(rule)) {
    const [near] = nearest(rule, ruleIds)
    return near ? say`There is no rule "${rule}". Did you mean "${near}"?` : say`There is no rule "${rule}".`
  }
  const level = levels.find((known) => known === name)
  if (!level) return say`"${name ?? ''}" is no severity for ${rule}. Use ${levels.join(', ')}.`
  into[rule] = level
  return undefined
}

/** The language asked for among arguments that cannot be read otherwise. */
export function languageIn(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((one) => one === '--lang' || one.startsWith('--lang='))
  return argv[at]?.startsWith('--lang=') ? argv[at].slice('--lang='.length) : at >= 0 ? argv[at + 1] : undefined
}

/** parseArgs answers in terms of its own interface; a person at a prompt needs the option and no more. */
function explain(message: string): Text {
  const unknown = /^Unknown option '([^']+)'/.exec(message)?.[1]
  if (unknown) {
    const [near] = nearest(unknown.replace(/^-+/, ''), Object.keys(options))
    return near ? say`There is no option ${unknown}. Did you mean --${near}?` : say`There is no option ${unknown}.`
  }
  const empty = /^Option '(?:-\w, )?(--[\w-]+) <value>' argument/.exec(message)?.[1]
  if (empty) return say`${empty} needs a value.`
  const boolean = /^Option '(?:-\w, )?(--[\w-]+)' does not take an argument/.exec(message)?.[1]
  if (boolean) return say`${boolean} takes no value.`
  return say`${message}`
}
