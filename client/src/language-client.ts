/** The editor's end of the language server, wherever that runs: what it is told at its start, and what is heard of it. */
import * as vscode from 'vscode'
import { FileChangeType } from 'vscode-languageclient'
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import { checkingNotification, findFilesRequest, migrateRequest, readFileRequest, statusNotification } from '../../server/src/lsp/messages'
import type { Checking, ClientOptions, FindFilesParams, FindFilesResult, MigrateResult, ReadFileParams, ReadFileResult, Status } from '../../server/src/lsp/messages'
import { findKeaFiles, readTextFile } from './workspace-files'

/** Files that the server may have read, or may want to: Kea's, what they include, and kea-lint.json. */
const watched = '**/*.{conf,json,jsonc,inc,kea}'
const watchedNames = /\.(conf|json|jsonc|inc|kea)$/

export interface RunningServer {
  /** The changes that lead the workspace to another release. */
  migrate(to: string): Promise<{ edit: vscode.WorkspaceEdit; result: MigrateResult }>
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Who hears of what the server finds. */
export interface Listener {
  heard(status: Status): void
  checking(isChecking: boolean): void
}

/** Makes the client for where the server runs. */
export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient

export async function startLanguageServer(
  createClient: CreateClient,
  selector: { language: string; scheme: string }[],
  commands: readonly string[],
  output: vscode.LogOutputChannel,
  listener: Listener,
): Promise<RunningServer> {
  const watchers = [
    vscode.workspace.createFileSystemWatcher(watched),
    // A folder that goes away is told by its own name only, and one that comes with its files often is too.
    vscode.workspace.createFileSystemWatcher('**/*', false, true, false),
  ]
  const client = createClient('kea', 'Kea DHCP', {
    documentSelector: selector,
    // A completed key asks for its value, by a command of the editor itself.
    initializationOptions: { commands: [...commands, 'editor.action.triggerSuggest'], showsStatus: true, providesFiles: true, watchesFiles: true } satisfies ClientOptions,
    synchronize: { fileEvents: watchers },
    outputChannel: output,
    traceOutputChannel: output,
    middleware: {
      workspace: {
        didChangeWatchedFile: async (event, next) => {
          if (event.type !== FileChangeType.Created || watchedNames.test(event.uri) || (await isFolder(event.uri))) await next(event)
        },
      },
    },
  })
  client.onNotification(statusNotification, (status: Status) => listener.heard(status))
  client.onNotification(checkingNotification, ({ checking }: Checking) => listener.checking(checking))
  client.onRequest(findFilesRequest, ({ folder }: FindFilesParams): Promise<FindFilesResult> => findKeaFiles(vscode.Uri.parse(folder)))
  client.onRequest(readFileRequest, ({ uri }: ReadFileParams): Promise<ReadFileResult> => readTextFile(vscode.Uri.parse(uri)))
  await client.start()
  return {
    async migrate(to) {
      const result = await client.sendRequest<MigrateResult>(migrateRequest, { to })
      const { protocol2CodeConverter: converter } = client
      return { edit: await converter.asWorkspaceEdit(result.edit as Parameters<typeof converter.asWorkspaceEdit>[0] & object), result }
    },
    async restart() {
      await client.stop()
      await client.start()
    },
    async stop() {
      watchers.forEach((watcher) => void watcher.dispose())
      await client.dispose()
    },
  }
}

async function isFolder(uri: string): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(vscode.Uri.parse(uri))).type & vscode.FileType.Directory) !== 0
  } catch {
    return false
  }
}
