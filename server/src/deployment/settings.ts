/** Reads kea-lint.json: what is known of a folder of Kea files, and how it is to be judged. */
import { findNodeAtLocation, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Node, ParseError } from 'jsonc-parser'
import { URI, Utils } from 'vscode-uri'
import { releases } from '../config/release'
import type { Release } from '../config/release'
import { openSource } from '../config/source'
import type { Severity } from '../lint/problem'
import { say } from '../text/text'
import type { Text } from '../text/text'
import type { DeploymentSettings } from './deployment'
import { matchesPatterns } from './file-patterns'
import { entriesOf, noSuchName, Reader } from './settings-reader'
import type { SettingsProblem } from './settings-reader'

export type { SettingsProblem }

export const settingsFileName = 'kea-lint.json'

type Level = Severity | 'off'

/** What counts for some files only, or before what another file says. */
export interface SettingsOverride {
  /** The settings file that says so. */
  readonly from: string
  applies(uri: string): boolean
  readonly severity: Readonly<Record<string, Level>>
  readonly release?: Release
}

/** Files and folders are URIs here: the names in kea-lint.json count from its own folder. */
export interface ProjectSettings extends DeploymentSettings {
  readonly keaVersion: Release | undefined
  readonly includeFolders: readonly string[]
  readonly severity: Readonly<Record<string, Level>>
  readonly preset: string | undefined
  /** Rules and areas; undefined where nothing is picked. */
  readonly select: readonly string[] | undefined
  readonly ignore: readonly string[]
  readonly overrides: readonly SettingsOverride[]
  readonly baseline: string | undefined
}

export const noSettings: ProjectSettings = {
  keaVersion: undefined,
  hosts: [],
  pairs: [],
  includeFolders: [],
  severity: {},
  preset: undefined,
  select: undefined,
  ignore: [],
  overrides: [],
  baseline: undefined,
}

/** Names that a settings file may hold; what is not given here is let pass. */
export interface KnownNames {
  readonly rules: readonly string[]
  readonly areas: readonly string[]
  readonly presets: readonly string[]
}

/** One file: what it says itself. */
export interface SettingsFile {
  readonly settings: ProjectSettings
  /** What it builds on, first to last, with the places of the names. */
  readonly bases: readonly { readonly uri: string; readonly at: SettingsProblem['at'] }[]
  /** Keys that it has. */
  readonly keys: ReadonlySet<string>
  readonly problems: SettingsProblem[]
}

const keys = ['$schema', 'extends', 'keaVersion', 'hosts', 'pairs', 'includeFolders', 'preset', 'select', 'ignore', 'severity', 'overrides', 'baseline'] as const

/** What the file says as far as it can be used, and everything that is wrong with it. Files that it extends are not looked at. */
export function readSettings(text: string, uri: string, names?: Partial<KnownNames>): SettingsFile {
  const source = openSource(uri, text)
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false })
  const problems: SettingsProblem[] = errors.slice(0, 1).map((error) => ({
    at: { source, start: error.offset, end: error.offset + error.length },
    message: say`The text is not JSON: ${describe(error)}.`,
  }))
  if (root?.type !== 'object') {
    if (problems.length === 0) problems.push({ at: { source, start: 0, end: text.length }, message: say`The file should hold a map: { … }.` })
    return { settings: noSettings, bases: [], keys: new Set(), problems }
  }
  const reader = new Reader(source, problems)
  const at = (key: (typeof keys)[number]): Node | undefined => findNodeAtLocation(root, [key])
  const pickable = names?.rules && [...names.rules, ...(names.areas ?? [])]
  const settings: ProjectSettings = {
    keaVersion: reader.word(at('keaVersion'), 'keaVersion', releases),
    ...readDeployment(root, reader),
    includeFolders: reader.texts(at('includeFolders'), say`"includeFolders" is a list of texts.`).map(({ value }) => reader.locate(value)),
    severity: readSeverity(at('severity'), reader, names?.rules),
    preset: readPreset(at('preset'), reader, names?.presets),
    select: at('select') && reader.names(at('select'), 'select', pickable),
    ignore: reader.names(at('ignore'), 'ignore', pickable),
    overrides: readOverrides(at('overrides'), reader, uri, names?.rules),
    baseline: readPath(at('baseline'), reader),
  }
  const bases = readBases(at('extends'), reader).map(({ value, node }) => ({ uri: reader.locate(value), at: { source, start: node.offset, end: node.offset + node.length } }))
  reader.expectKeys(root, keys)
  const given = new Set(entriesOf(root).map(([key]) => String(key.value)))
  return { settings, bases, keys: given, problems: problems.sort((a, b) => a.at.start - b.at.start) }
}

function readBases(node: Node | undefined, reader: Reader): { value: string; node: Node }[] {
  const value: unknown = node?.value
  if (node?.type === 'string' && typeof value === 'string' && value !== '') return [{ value, node }]
  return reader.texts(node, say`"extends" is the path of another settings file, or a list of paths.`)
}

function readPreset(node: Node | undefined, reader: Reader, known: readonly string[] | undefined): string | undefined {
  if (known) return reader.word(node, 'preset', known)
  const value: unknown = node?.value
  return typeof value === 'string' ? value : undefined
}

function readPath(node: Node | undefined, reader: Reader): string | undefined {
  const value: unknown = node?.value
  if (typeof value === 'string' && value !== '') return reader.locate(value)
  if (node) reader.report(node, say`"baseline" is the path of a file.`)
  return undefined
}

function readOverrides(node: Node | undefined, reader: Reader, uri: string, ruleIds: readonly string[] | undefined): SettingsOverride[] {
  const folder = Utils.dirname(URI.parse(uri)).toString()
  return reader.items(node, say`"overrides" is a list of { "files": [ … ], "severity": { … } }.`).flatMap((item) => {
    if (item.type !== 'object') {
      reader.report(item, say`An override is written { "files": [ … ], "severity": { … } }.`)
      return []
    }
    reader.expectKeys(item, ['files', 'severity', 'keaVersion'])
    const files = findNodeAtLocation(item, ['files'])
    const patterns = reader.texts(files, say`"files" is a list of patterns, such as "sites/*/kea-dhcp4.conf".`).map(({ value }) => value)
    if (patterns.length === 0) {
      if (!files || files.children?.length === 0) reader.report(files ?? item, say`An override needs its "files".`)
      return []
    }
    const release = reader.word(findNodeAtLocation(item, ['keaVersion']), 'keaVersion', releases)
    const severity = readSeverity(findNodeAtLocation(item, ['severity']), reader, ruleIds)
    return [{ from: uri, applies: matchesPatterns(folder, patterns), severity, ...(release !== undefined && { release }) }]
  })
}

function readDeployment(root: Node, reader: Reader): DeploymentSettings {
  const hosts: { name: string; files: string[] }[] = []
  for (const item of reader.items(findNodeAtLocation(root, ['hosts']), say`"hosts" is a list of { "name": …, "files": [ … ] }.`)) {
    if (item.type !== 'object') {
      reader.report(item, say`A host is written { "name": …, "files": [ … ] }.`)
      continue
    }
    reader.expectKeys(item, ['name', 'files'])
    const name = findNodeAtLocation(item, ['name'])
    const files = findNodeAtLocation(item, ['files'])
    if (typeof name?.value !== 'string' || name.value === '') reader.report(name ?? item, say`A host needs a "name".`)
    else if (hosts.some((host) => host.name === name.value)) reader.report(name, say`There is already a host "${name.value}".`)
    else if (!files) reader.report(item, say`The host "${name.value}" needs its "files".`)
    else hosts.push({ name: name.value, files: reader.texts(files, say`"files" is a list of texts.`).map(({ value }) => reader.locate(value)) })
  }
  const names = new Set(hosts.map((host) => host.name))
  const pairs: string[][] = []
  for (const item of reader.items(findNodeAtLocation(root, ['pairs']), say`"pairs" is a list of lists: [ [ "one", "other" ] ].`)) {
    const members = reader.texts(item, say`A pair is a list of texts.`)
    if (members.length < 2) reader.report(item, say`A pair names at least two hosts or files.`)
    else pairs.push(members.map(({ value }) => (names.has(value) ? value : reader.locate(value))))
  }
  return { hosts, pairs }
}

function readSeverity(node: Node | undefined, reader: Reader, ruleIds: readonly string[] | undefined): Record<string, Level> {
  const severity: Record<string, Level> = {}
  if (node && node.type !== 'object') reader.report(node, say`"severity" is a map of rules: { "rule": "off" }.`)
  for (const [key, value] of node?.type === 'object' ? entriesOf(node) : []) {
    const rule = String(key.value)
    if (ruleIds && !ruleIds.includes(rule)) reader.report(key, noSuchName(rule, ruleIds))
    else if (isLevel(value?.value)) severity[rule] = value.value
    else reader.report(value ?? key, say`The severity of "${rule}" is "error", "warning", "info" or "off".`)
  }
  return severity
}

function isLevel(value: unknown): value is Level {
  return value === 'error' || value === 'warning' || value === 'info' || value === 'off'
}

function describe({ error }: ParseError): Text {
  return faults[printParseErrorCode(error)] ?? say`a character that does not belong there`
}

const faults: Readonly<Record<string, Text>> = {
  InvalidSymbol: say`a word that JSON does not know`,
  InvalidNumberFormat: say`a number that cannot be read`,
  PropertyNameExpected: say`a key is missing`,
  ValueExpected: say`a value is missing`,
  ColonExpected: say`a colon is missing`,
  CommaExpected: say`a comma is missing`,
  CloseBraceExpected: say`a closing brace is missing`,
  CloseBracketExpected: say`a closing bracket is missing`,
  EndOfFileExpected: say`something follows the end`,
  UnexpectedEndOfComment: say`a comment does not end`,
  UnexpectedEndOfString: say`a text does not end`,
}
