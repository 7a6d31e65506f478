/** The language server: what the editor says goes in, what the rules find comes out. */
import type { ClientCapabilities, Connection, Diagnostic, InitializeParams, InitializeResult, WorkspaceFoldersChangeEvent } from 'vscode-languageserver'
import { DidChangeConfigurationNotification, FileChangeType, TextDocumentSyncKind } from 'vscode-languageserver'
import { URI, Utils } from 'vscode-uri'
import { bootableTogether } from '../deployment/bootable'
import type { Grouping } from '../deployment/group'
import type { LintOptions, LintResult } from '../lint/run'
import { createCheck } from './check'
import type { Clock } from './check'
import { toDiagnostic } from './diagnostics'
import { createDocuments } from './documents'
import { answerFeatures, featureCapabilities, followCheck, refreshFeatures } from './features'
import { statusNotification } from './messages'
import type { DeploymentStatus, Status } from './messages'
import type { Session } from './session'
import { noProject, readProject, settingsDiagnostics } from './project'
import { defaultSettings, readCommands, readSettings } from './settings'
import type { Settings } from './settings'
import { translator } from '../text/text'
import type { Translate, Translations } from '../text/text'

/** The world as the server needs it: Node gives files, a web worker would give others. */
export interface ServerEnvironment extends Clock {
  readFile(uri: string): string | undefined
  isFile(uri: string): boolean
  /** Kea files in a folder, by name and content. */
  findFiles(folder: string): Promise<string[]>
  /** Of a language such as `fr`, where there are some. */
  translations(language: string): Translations | undefined
}

export function startServer(connection: Connection, world: ServerEnvironment): void {
  let settings: Settings = defaultSettings
  let project = noProject
  let folders: string[] = []
  let asksForSettings = false
  let tellsOfFolders = false
  let client: ClientCapabilities = {}
  let commands: readonly string[] = []
  let translate: Translate = translator()
  let checked: LintResult | undefined
  let published = new Map<string, string>()

  const documents = createDocuments(() => ({ readFile: world.readFile, includeFolders: includeFolders() }))
  const check = createCheck(
    {
      files: () => documents.files(),
      options,
      size: () => documents.size(),
      done: publish,
      failed: (error) => connection.console.error(`The check failed: ${error instanceof Error ? error.stack : String(error)}`),
    },
    world,
  )

  const session: Session = {
    connection,
    documents,
    client: () => client,
    commands: () => commands,
    settings: () => settings,
    options,
    release: () => options().release,
    translate: (text) => translate(text),
    checked: () => checked,
    upToDate: () => (check.catchUp() ? checked : undefined),
    deploymentFile: () => project.file,
    wholes(uri) {
      const own = documents.file(uri)
      if (own?.daemon !== undefined) return [own]
      const including = documents.files().filter((file) => file.includes.some((include) => include.uri === uri))
      return including.length > 0 || !own ? including : [own]
    },
    readFile: (uri) => documents.text(uri) ?? world.readFile(uri),
    isFile: (uri) => documents.has(uri) || world.isFile(uri),
  }

  function options(): LintOptions {
    return {
      release: project.settings.keaVersion ?? settings.version,
      severity: project.settings.severity,
      choice: project.choice,
      overrides: [...project.settings.overrides, { from: 'kea.rules.severity', applies: () => true, severity: settings.severity }],
      each: false,
      deployment: project.settings,
      baseline: project.baseline,
    }
  }

  function includeFolders(): string[] {
    const own = settings.includeFolders.flatMap((path) => folders.map((folder) => resolve(folder, path)))
    return [...own, ...project.settings.includeFolders]
  }

  function resolve(folder: string, path: string): string {
    return Utils.resolvePath(URI.parse(folder), path).toString()
  }

  function readDeployment(): void {
    project = readProject(folders.map((folder) => resolve(folder, settings.deploymentFile)), world.readFile)
  }

  async function discover(): Promise<void> {
    for (const folder of folders) {
      for (const uri of await world.findFiles(folder)) if (!documents.has(uri)) documents.refresh(uri)
    }
  }

  async function pullSettings(): Promise<void> {
    if (asksForSettings) settings = readSettings(await connection.workspace.getConfiguration('kea'))
    refreshFeatures(session)
    readDeployment()
    documents.forget()
    check.request()
  }

  async function changeFolders({ added, removed }: WorkspaceFoldersChangeEvent): Promise<void> {
    folders = folders.filter((uri) => !removed.some((folder) => folder.uri === uri)).concat(added.map((folder) => folder.uri))
    for (const folder of removed) documents.removeBelow(folder.uri)
    readDeployment()
    await discover()
    check.request()
  }

  function publish(result: LintResult): void {
    const before = checked
    checked = result
    followCheck(session, before)
    const { release } = options()
    const byFile = new Map<string, Diagnostic[]>()
    for (const problem of result.problems) {
      const list = byFile.get(problem.at.source.uri) ?? []
      list.push(toDiagnostic(problem, release, translate))
      byFile.set(problem.at.source.uri, list)
    }
    for (const [uri, told] of settingsDiagnostics(project.problems, result.stale, translate)) byFile.set(uri, [...(byFile.get(uri) ?? []), ...told])
    const next = new Map<string, string>()
    for (const uri of new Set([...byFile.keys(), ...published.keys()])) {
      const diagnostics = byFile.get(uri) ?? []
      const version = documents.version(uri)
      const key = JSON.stringify(diagnostics)
      if (diagnostics.length > 0) next.set(uri, key)
      if (published.get(uri) === key) continue
      void connection.sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) })
    }
    published = next
    void connection.sendNotification(statusNotification, statusOf(result))
  }

  function statusOf(result: LintResult): Status {
    const servers = (result.grouping?.deployments ?? []).flatMap((deployment) =>
      deployment.servers.map((server) => ({
        uri: server.file.uri,
        ...(server.relationship.thisServerName && { server: server.relationship.thisServerName.value }),
        partners: deployment.servers.filter((one) => one.file !== server.file).map((one) => one.file.uri),
      })),
    )
    return { release: options().release, files: servers, checked: documents.files().map((file) => file.uri), deployments: result.grouping ? deploymentsOf(result.grouping) : [], checking: false }
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    folders = (params.workspaceFolders ?? []).map((folder) => folder.uri)
    tellsOfFolders = params.capabilities.workspace?.workspaceFolders === true
    asksForSettings = params.capabilities.workspace?.configuration === true
    client = params.capabilities
    commands = readCommands(params.initializationOptions)
    translate = translator(world.translations(languageOf(params.locale)))
    settings = readSettings(params.initializationOptions)
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        ...featureCapabilities(session),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: 'kea-language-server' },
    }
  })

  connection.onInitialized(async (): Promise<void> => {
    if (tellsOfFolders) connection.workspace.onDidChangeWorkspaceFolders(changeFolders)
    if (asksForSettings) await connection.client.register(DidChangeConfigurationNotification.type, { section: 'kea' })
    await pullSettings()
    await discover()
    check.request()
  })

  connection.onDidChangeConfiguration(async ({ settings: sent }) => {
    if (!asksForSettings) settings = readSettings((sent as { kea?: unknown } | null)?.kea)
    await pullSettings()
  })

  connection.onDidOpenTextDocument(({ textDocument }) => {
    documents.open(textDocument.uri, textDocument.version, textDocument.text)
    check.request()
  })
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    documents.change(textDocument.uri, textDocument.version, contentChanges)
    if (settings.check === 'onType') check.request()
    else check.cancel()
  })
  connection.onDidSaveTextDocument(() => check.request())
  connection.onDidCloseTextDocument(({ textDocument }) => {
    documents.close(textDocument.uri)
    check.request()
  })

  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    for (const change of changes) {
      // A folder that goes away is told by its own name only.
      if (change.type === FileChangeType.Deleted) documents.removeBelow(change.uri)
      if (documents.has(change.uri)) documents.refresh(change.uri)
    }
    if (changes.some((change) => isDeploymentFile(change.uri))) {
      readDeployment()
      documents.forget()
    }
    if (changes.some((change) => change.type === FileChangeType.Created)) await discover()
    documents.forgetIncludes()
    check.request()
  })

  function isDeploymentFile(uri: string): boolean {
    return project.files.includes(uri) || folders.some((folder) => resolve(folder, settings.deploymentFile) === uri)
  }

  answerFeatures(session)
  connection.onShutdown(() => check.cancel())
  connection.listen()
}

/** `fr-CA` → `fr` */
function languageOf(locale: string | undefined): string {
  return (locale ?? 'en').split(/[-_]/)[0]?.toLowerCase() ?? 'en'
}

function deploymentsOf(grouping: Grouping): DeploymentStatus[] {
  return bootableTogether(grouping).map((hosts) => {
    const files = hosts.flatMap(({ dhcp4, agent }) => [dhcp4, agent]).filter((file) => file !== undefined)
    return {
      servers: hosts.flatMap(({ name, dhcp4 }) => (dhcp4 ? { name, uri: dhcp4.uri } : [])),
      files: files.map((file) => file.uri),
      includes: [...new Set(files.flatMap((file) => file.includes.flatMap((include) => include.uri ?? [])))],
    }
  })
}
