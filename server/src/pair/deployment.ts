/** What a workspace would boot: its servers, what kea-lint finds in them, and which of them Kea would refuse to start. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { URI } from 'vscode-uri'
import type { ConfigFile } from '../config/config-file'
import { parseConfig } from '../config/parse'
import { defaultRelease } from '../config/release'
import type { RefusedAt, Release } from '../config/release'
import type { Host } from '../deployment/deployment'
import { groupHosts } from '../deployment/group'
import { noSettings, settingsFileName } from '../deployment/settings'
import { resolveSettings } from '../deployment/settings-chain'
import type { ProjectSettings } from '../deployment/settings'
import { keaFilesBelow, readTextFile } from '../files/disk'
import type { Problem } from '../lint/problem'
import { lint } from '../lint/run'

export interface Startable {
  readonly name: string
  readonly config: string
  readonly agent: string | undefined
  /** Where its included files are also looked for, uris. */
  readonly includeFolders: readonly string[]
  /** Every file whose change concerns this server. */
  readonly files: readonly string[]
  /** Errors that Kea would refuse the file for; the server is not booted. */
  readonly refusals: readonly Finding[]
  /** What Kea runs with, of this server and its partners. */
  readonly findings: readonly Finding[]
}

export interface Finding {
  readonly rule: string
  readonly severity: string
  readonly refusedAt: RefusedAt
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
  readonly message: string
  readonly help: string
}

export interface Deployment {
  readonly release: Release
  readonly servers: readonly Startable[]
}

/** What is known besides the files: a release that goes before the one of kea-lint.json, and folders (paths) where included files are also looked for. */
export interface Asked {
  readonly release?: Release | undefined
  readonly includeFolders?: readonly string[]
}

/** Throws with one sentence where there is nothing to boot. */
export function readDeployment(paths: readonly string[], { release: asked, includeFolders: folders = [] }: Asked = {}): Deployment {
  const settings = settingsFor(paths)
  const includeFolders = [...folders.map((folder) => URI.file(path.resolve(folder)).toString()), ...settings.includeFolders]
  const files = readFiles(paths, includeFolders)
  const release = asked ?? settings.keaVersion ?? defaultRelease
  const { problems, grouping } = lint(files, { release, severity: settings.severity, each: false, deployment: settings })
  const hosts = (grouping ?? groupHosts(files, settings)).hosts
  const partners = (host: Host): readonly Host[] =>
    (grouping?.deployments ?? []).filter((one) => one.servers.some((server) => server.host === host)).flatMap((one) => one.servers.map((server) => server.host))
  const servers = hosts.flatMap((host) => startable(host, [host, ...partners(host)], problems, includeFolders))
  if (servers.length === 0) throw new Error(`${paths.join(', ')}: there is no kea-dhcp4 configuration here`)
  return { release, servers: withOwnNames(servers) }
}

function readFiles(paths: readonly string[], includeFolders: readonly string[]): ConfigFile[] {
  const found = new Set<string>()
  for (const given of paths) {
    const full = path.resolve(given)
    if (!existsSync(full)) throw new Error(`${given}: there is no such file or folder`)
    for (const file of statSync(full).isDirectory() ? keaFilesBelow(full) : [full]) found.add(file)
  }
  return [...found].map((file) => parseConfig(URI.file(file).toString(), readFileSync(file, 'utf8'), { readFile: readTextFile, includeFolders }))
}

/** The nearest kea-lint.json, from the first path upward. */
function settingsFor(paths: readonly string[]): ProjectSettings {
  const first = path.resolve(paths[0] ?? '.')
  if (!existsSync(first)) return noSettings
  for (let folder = statSync(first).isDirectory() ? first : path.dirname(first); ; folder = path.dirname(folder)) {
    const file = path.join(folder, settingsFileName)
    if (existsSync(file)) return resolveSettings(URI.file(file).toString(), readFileSync(file, 'utf8'), readTextFile).settings
    if (folder === path.dirname(folder)) return noSettings
  }
}

function startable(host: Host, together: readonly Host[], problems: readonly Problem[], includeFolders: readonly string[]): Startable[] {
  const { dhcp4, agent } = host
  if (!dhcp4) return []
  const own = urisOf(dhcp4)
  const all = new Set(together.flatMap((one) => [...urisOf(one.dhcp4), ...urisOf(one.agent)]))
  const refuses = (problem: Problem): boolean => problem.severity === 'error' && problem.refusedAt !== null && own.includes(problem.at.source.uri)
  return [
    {
      name: host.name,
      config: URI.parse(dhcp4.uri).fsPath,
      agent: agent && URI.parse(agent.uri).fsPath,
      includeFolders,
      files: [...own, ...urisOf(agent)].map((uri) => URI.parse(uri).fsPath),
      refusals: problems.filter(refuses).map(findingOf),
      findings: problems.filter((problem) => problem.severity !== 'info' && problem.refusedAt === null && all.has(problem.at.source.uri)).map(findingOf),
    },
  ]
}

function urisOf(file: ConfigFile | undefined): string[] {
  return file ? [file.uri, ...file.includes.flatMap((include) => include.uri ?? [])] : []
}

function findingOf(problem: Problem): Finding {
  const { source, start } = problem.at
  const { line, character } = source.positionAt(start)
  const { rule, severity, refusedAt, message, help } = problem
  return { rule, severity, refusedAt, file: URI.parse(source.uri).fsPath, line: line + 1, column: character + 1, message: String(message), help: String(help) }
}

/** Folders of one name in two places: the folder around it is told too. */
function withOwnNames(servers: readonly Startable[]): Startable[] {
  const count = (name: string): number => servers.filter((server) => server.name === name).length
  return servers.map((server) => (count(server.name) === 1 ? server : { ...server, name: `${path.basename(path.dirname(path.dirname(server.config)))}/${server.name}` }))
}

/** Why a server stays down, for a person: the first finding, and how many there are. */
export function refusalText({ file, line, column, message, refusedAt }: Finding, count: number, release: string): string {
  const when = refusedAt === 'start' ? 'when it starts' : `(${refusedAt ?? ''})`
  return `${file}:${line}:${column}: ${message} Kea ${release} refuses the file ${when}${count > 1 ? `, and for ${count - 1} more` : ''}.`
}
