/** The language server: what the editor says goes in, what the rules find comes out. */
import type { ClientCapabilities, Connection, InitializeParams, InitializeResult, WorkspaceFoldersChangeEvent } from 'vscode-languageserver'
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, FileChangeType, PositionEncodingKind, TextDocumentSyncKind } from 'vscode-languageserver'
import { URI } from 'vscode-uri'
import { createLevels } from '../lint/levels'
import type { LintResult } from '../lint/run'
import { createCheck } from './check'
import type { Check, Clock } from './check'
import { createDocuments } from './documents'
import { answerFeatures, featureCapabilities, followCheck, refreshFeatures } from './features'
import { createFiles } from './files'
import type { EditorFiles, OwnFiles } from './files'
import { checkingNotification, findFilesRequest, readFileRequest, statusNotification } from './messages'
import type { Checking, Status } from './messages'
import { createPublisher } from './publish'
import { runsOf } from './runs'
import type { Session } from './session'
import { readClientOptions, readInitialSettings, readSettings } from './settings'
import type { Settings } from './settings'
import { statusOf } from './status'
import { translator } from '../text/text'
import type { Translate, Translations } from '../text/text'
import { createWorkspace } from './workspace'

/** The world as the server needs it: Node reads files on disk, a web worker none. */
export interface ServerEnvironment extends Clock, OwnFiles {
  /** Of a language such as `fr`, where there are some. */
  translations(language: string): Translations | undefined | Promise<Translations | undefined>
}

/** An editor that does not tell its settings within this time, ms, has none. */
const longestWait = 3000

/** Files that the server may have read, or may want to: Kea's, what they include, and kea-lint.json. */
const watchedFiles = '**/*.{conf,json,jsonc,inc,kea}'

export function startServer(connection: Connection, world: ServerEnvironment): void {
  let client: ClientCapabilities = {}
  let clientOptions = readClientOptions(undefined)
  let initial: Settings = readInitialSettings(undefined)
  let translate: Translate = translator()
  let checked: LintResult | undefined
  /** Findings for other settings than the editor's would only be taken back. */
  let hasSettings = false
  /** Kea files that are to be known as soon as their text is. */
  const wanted = new Set<string>()

  const editorFiles: EditorFiles = {
    readFile: (params) => connection.sendRequest(readFileRequest, params),
    findFiles: (params) => connection.sendRequest(findFilesRequest, params),
  }
  const files = createFiles(world, () => (clientOptions.providesFiles ? editorFiles : undefined), fileCame)
  const workspace = createWorkspace(files.read)
  const documents = createDocuments((uri) => ({ readFile: files.read, includeFolders: workspace.includeFolders(uri) }), (source, edit) => check.moved(source, edit))
  const check: Check = createCheck(
    {
      runs() {
        const runs = runsOf(documents.files(), workspace.options)
        return files.isWaiting() || !hasSettings ? undefined : runs
      },
      busy: (checking) => tell(checkingNotification, () => ({ checking })),
      done(result) {
        const before = checked
        checked = result
        followCheck(session, before)
        publish(result.problems, workspace.problems(), result.stale)
        tell(statusNotification, () => statusOf(result, session))
      },
      failed: (error) => connection.console.error(`The check failed: ${error instanceof Error ? error.stack : String(error)}`),
    },
    world,
  )

  const session: Session = {
    connection,
    documents,
    client: () => client,
    commands: () => clientOptions.commands,
    settings: workspace.settings,
    options: workspace.options,
    release(uri) {
      // A part has the release of the file that it is part of.
      const whole = uri === undefined ? undefined : (session.wholes(uri)[0]?.uri ?? uri)
      const options = workspace.options(whole)
      return whole === undefined ? options.release : createLevels(options)(whole).release
    },
    translate: (text) => translate(text),
    checked: () => checked,
    upToDate: () => check.upToDate(),
    soon: () => check.soon(),
    deploymentFile: workspace.deploymentFile,
    wholes(uri) {
      const own = documents.file(uri)
      if (own?.daemon !== undefined) return [own]
      const including = documents.files().filter((file) => file.includes.some((include) => include.uri === uri))
      return including.length > 0 || !own ? including : [own]
    },
    readFile: (uri) => documents.text(uri) ?? files.read(uri),
    isFile: (uri) => documents.has(uri) || files.isFile(uri),
  }
  const publish = createPublisher(session)

  function tell(notification: string, params: () => Status | Checking): void {
    if (clientOptions.showsStatus) void connection.sendNotification(notification, params())
  }

  function fileCame(uri: string): void {
    if (workspace.isDeploymentFile(uri)) readDeployments()
    if (documents.has(uri) || wanted.has(uri)) documents.refresh(uri)
    documents.forgetIncludes()
    check.request()
  }

  function readDeployments(): void {
    workspace.readDeployments()
    documents.forget()
  }

  async function discover(): Promise<void> {
    for (const folder of workspace.folders()) {
      for (const uri of await files.find(folder)) {
        wanted.add(uri)
        if (!documents.has(uri)) documents.refresh(uri)
      }
    }
  }

  async function pullSettings(): Promise<void> {
    if (client.workspace?.configuration === true) {
      const folders = workspace.folders()
      try {
        const [window, ...ofFolders] = (await connection.workspace.getConfiguration([undefined, ...folders].map((scopeUri) => ({ section: 'kea', ...(scopeUri !== undefined && { scopeUri }) })))) as unknown[]
        const read = (section: unknown): Settings => (section === null || section === undefined ? initial : readSettings(section))
        workspace.set(read(window), new Map(folders.map((folder, at) => [folder, read(ofFolders[at])])))
      } catch (error) {
        connection.console.warn(`The editor did not tell its settings: ${String(error)}`)
      }
    }
    hasSettings = true
    refreshFeatures(session)
    readDeployments()
    check.request()
  }

  async function changeFolders({ added, removed }: WorkspaceFoldersChangeEvent): Promise<void> {
    workspace.remove(removed.map((folder) => folder.uri))
    workspace.add(added.map((folder) => folder.uri))
    for (const folder of removed) documents.removeBelow(folder.uri)
    await pullSettings()
    await discover()
    check.request()
  }

  connection.onInitialize(async (params: InitializeParams): Promise<InitializeResult> => {
    client = params.capabilities
    clientOptions = readClientOptions(params.initializationOptions)
    initial = readInitialSettings(params.initializationOptions)
    workspace.set(initial)
    workspace.add(foldersOf(params))
    translate = translator(await world.translations(languageOf(params.locale)))
    return {
      capabilities: {
        // The one encoding that every client speaks, whether it lists it or not.
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        ...featureCapabilities(session),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: 'kea-language-server' },
    }
  })

  connection.onInitialized(async (): Promise<void> => {
    if (client.workspace?.workspaceFolders === true) connection.workspace.onDidChangeWorkspaceFolders(changeFolders)
    await Promise.all([
      client.workspace?.didChangeConfiguration?.dynamicRegistration === true && register(connection.client.register(DidChangeConfigurationNotification.type, { section: 'kea' })),
      asksToWatch() && register(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: watchedFiles }] })),
    ])
    const giveUp = world.after(longestWait, () => {
      hasSettings = true
      check.request()
    })
    await pullSettings()
    giveUp()
    await discover()
    check.request()
  })

  /** Whether the editor hears of changed files only when it is asked to. */
  function asksToWatch(): boolean {
    return !clientOptions.watchesFiles && client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true
  }

  /** What an editor refuses to tell is done without. */
  async function register(registration: Promise<unknown>): Promise<void> {
    await registration.catch((error: unknown) => connection.console.warn(String(error)))
  }

  connection.onDidChangeConfiguration(async ({ settings: sent }) => {
    const section = (sent as { kea?: unknown } | null)?.kea
    if (client.workspace?.configuration !== true && section !== undefined && section !== null) workspace.set(readSettings(section))
    await pullSettings()
  })

  connection.onDidOpenTextDocument(({ textDocument }) => {
    // A document that is none would be in the way of every check from now on.
    if (typeof textDocument.uri !== 'string' || typeof textDocument.text !== 'string') throw new Error('textDocument/didOpen without a document')
    documents.open(textDocument.uri, textDocument.version, textDocument.text)
    check.request()
  })
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    documents.change(textDocument.uri, textDocument.version, contentChanges)
    if (workspace.settings(textDocument.uri).check === 'onType') check.request()
    else check.cancel()
  })
  connection.onDidSaveTextDocument(async ({ textDocument }) => {
    files.changed(textDocument.uri, false)
    if (workspace.isDeploymentFile(textDocument.uri)) readDeployments()
    if (!clientOptions.watchesFiles && !asksToWatch()) {
      // Nobody tells of other files: who saves one has often written others too.
      documents.refreshAll()
      readDeployments()
      await discover()
    }
    check.request()
  })
  connection.onDidCloseTextDocument(({ textDocument }) => {
    wanted.add(textDocument.uri)
    documents.close(textDocument.uri)
    check.request()
  })

  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    for (const change of changes) {
      const isKnown = files.changed(change.uri, change.type === FileChangeType.Deleted)
      // A folder that goes away is told by its own name only.
      if (change.type === FileChangeType.Deleted) documents.removeBelow(change.uri)
      if (isKnown && documents.has(change.uri)) documents.refresh(change.uri)
    }
    if (changes.some((change) => workspace.isDeploymentFile(change.uri))) readDeployments()
    if (changes.some((change) => change.type === FileChangeType.Created)) await discover()
    documents.forgetIncludes()
    check.request()
  })

  answerFeatures(session)
  connection.onShutdown(() => check.cancel())
  connection.listen()
}

/** Older clients name one root, by its URI or by its path. */
interface Roots {
  readonly workspaceFolders?: readonly { readonly uri: string }[] | null
  readonly rootUri?: string | null
  readonly rootPath?: string | null
}

function foldersOf({ workspaceFolders, rootUri, rootPath }: Roots): string[] {
  if (workspaceFolders) return workspaceFolders.map((folder) => folder.uri)
  if (rootUri) return [rootUri]
  return rootPath ? [URI.file(rootPath).toString()] : []
}

/** `fr-CA` → `fr` */
function languageOf(locale: string | undefined): string {
  return (locale ?? 'en').split(/[-_]/)[0]?.toLowerCase() ?? 'en'
}
