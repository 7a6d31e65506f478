/** Reads kea-lint.json: which files make one host and which hosts form a pair, where guessing is not enough. */
import { findNodeAtLocation, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Node, ParseError } from 'jsonc-parser'
import { URI, Utils } from 'vscode-uri'
import { isRelease, releases } from '../config/release'
import type { Release } from '../config/release'
import { openSource } from '../config/source'
import type { Source, Span } from '../config/source'
import type { Severity } from '../lint/problem'
import type { DeploymentSettings } from './deployment'
import { commas } from '../text/listed'
import { say } from '../text/text'
import type { Text } from '../text/text'

export const settingsFileName = 'kea-lint.json'

/** Files and folders are URIs here: the names in kea-lint.json count from its own folder. */
export interface ProjectSettings extends DeploymentSettings {
  readonly keaVersion: Release | undefined
  readonly includeFolders: readonly string[]
  readonly severity: Readonly<Record<string, Severity | 'off'>>
}

export interface SettingsProblem {
  readonly at: Span
  readonly message: Text
}

export const noSettings: ProjectSettings = {
  keaVersion: undefined,
  hosts: [],
  pairs: [],
  includeFolders: [],
  severity: {},
}

/** What the file says as far as it can be used, and everything that is wrong with it. `ruleIds`: names that `severity` may hold. */
export function readSettings(
  text: string,
  uri: string,
  ruleIds?: readonly string[],
): { settings: ProjectSettings; problems: SettingsProblem[] } {
  const source = openSource(uri, text)
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false })
  const problems: SettingsProblem[] = errors.slice(0, 1).map((error) => ({
    at: { source, start: error.offset, end: error.offset + error.length },
    message: say`The text is not JSON: ${describe(error)}.`,
  }))
  if (root?.type !== 'object') {
    if (problems.length === 0) problems.push({ at: { source, start: 0, end: text.length }, message: say`The file should hold a map: { … }.` })
    return { settings: noSettings, problems }
  }
  const reader = new Reader(source, problems)
  const settings = {
    keaVersion: readVersion(root, reader),
    ...readDeployment(root, reader),
    includeFolders: reader.texts(findNodeAtLocation(root, ['includeFolders']), 'includeFolders').map(({ value }) => reader.locate(value)),
    severity: readSeverity(root, reader, ruleIds),
  }
  reader.expectKeys(root, ['$schema', 'keaVersion', 'hosts', 'pairs', 'includeFolders', 'severity'])
  return { settings, problems: problems.sort((a, b) => a.at.start - b.at.start) }
}

function readVersion(root: Node, reader: Reader): Release | undefined {
  const node = findNodeAtLocation(root, ['keaVersion'])
  if (!node) return undefined
  const value: unknown = node.value
  if (typeof value === 'string' && isRelease(value)) return value
  reader.report(node, say`"keaVersion" is one of ${commas(releases.map((one) => `"${one}"`))}.`)
  return undefined
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
    else hosts.push({ name: name.value, files: reader.texts(files, 'files').map(({ value }) => reader.locate(value)) })
  }
  const names = new Set(hosts.map((host) => host.name))
  const pairs: string[][] = []
  for (const item of reader.items(findNodeAtLocation(root, ['pairs']), say`"pairs" is a list of lists: [ [ "one", "other" ] ].`)) {
    const members = reader.texts(item, undefined)
    if (members.length < 2) reader.report(item, say`A pair names at least two hosts or files.`)
    else pairs.push(members.map(({ value }) => (names.has(value) ? value : reader.locate(value))))
  }
  return { hosts, pairs }
}

function readSeverity(root: Node, reader: Reader, ruleIds: readonly string[] | undefined): Record<string, Severity | 'off'> {
  const severity: Record<string, Severity | 'off'> = {}
  const node = findNodeAtLocation(root, ['severity'])
  if (node && node.type !== 'object') reader.report(node, say`"severity" is a map of rules: { "rule": "off" }.`)
  for (const [key, value] of node?.type === 'object' ? entriesOf(node) : []) {
    const rule = String(key.value)
    if (ruleIds && !ruleIds.includes(rule)) reader.report(key, say`There is no rule "${rule}".`)
    else if (isLevel(value?.value)) severity[rule] = value.value
    else reader.report(value ?? key, say`The severity of "${rule}" is "error", "warning", "info" or "off".`)
  }
  return severity
}

/** Looks at the nodes of one file and collects what is wrong with them. */
class Reader {
  constructor(
    private readonly source: Source,
    private readonly problems: SettingsProblem[],
  ) {}

  report(node: Node, message: Text): void {
    this.problems.push({ at: { source: this.source, start: node.offset, end: node.offset + node.length }, message })
  }

  items(node: Node | undefined, expected: Text): readonly Node[] {
    if (node && node.type !== 'array') this.report(node, expected)
    return node?.type === 'array' ? (node.children ?? []) : []
  }

  texts(node: Node | undefined, name: string | undefined): { value: string; node: Node }[] {
    const what = name === undefined ? say`A pair is a list of texts.` : say`"${name}" is a list of texts.`
    return this.items(node, what).flatMap((item) => {
      const value: unknown = item.value
      if (typeof value === 'string' && value !== '') return [{ value, node: item }]
      this.report(item, what)
      return []
    })
  }

  expectKeys(node: Node, known: readonly string[]): void {
    for (const [key] of entriesOf(node)) {
      if (known.includes(String(key.value))) continue
      this.report(key, say`"${String(key.value)}" means nothing here; known are ${known.join(', ')}.`)
    }
  }

  /** A path from the file's folder, as a URI without a slash at its end. */
  locate(path: string): string {
    const plain = path.replace(/\\/g, '/').replace(/(.)\/+$/, '$1')
    const absolute = /^(\/|[A-Za-z]:\/)/.test(plain)
    return (absolute ? URI.file(plain) : Utils.joinPath(Utils.dirname(URI.parse(this.source.uri)), plain)).toString()
  }
}

function entriesOf(node: Node): (readonly [Node, Node | undefined])[] {
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? []
    return key ? [[key, value] as const] : []
  })
}

function isLevel(value: unknown): value is Severity | 'off' {
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
