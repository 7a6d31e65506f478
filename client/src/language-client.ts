/** The editor's end of the language server: its own process, spoken to over IPC. */
import * as vscode from 'vscode'
import { FileChangeType, LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { statusNotification } from '../../server/src/lsp/messages'
import type { Status } from '../../server/src/lsp/messages'

/** Files that the server may have read, or may want to: Kea's, what they include, and kea-lint.json. */
const watched = '**/*.{conf,json,jsonc,inc,kea}'
const watchedNames = /\.(conf|json|jsonc|inc|kea)$/

export interface RunningServer {
  restart(): Promise<void>
  stop(): Promise<void>
}

export async function startLanguageServer(
  module: string,
  selector: { language: string; scheme: string }[],
  output: vscode.LogOutputChannel,
  onStatus: (status: Status) => void,
): Promise<RunningServer> {
  const watchers = [
    vscode.workspace.createFileSystemWatcher(watched),
    // A folder that goes away is told by its own name only, and one that comes with its files often is too.
    vscode.workspace.createFileSystemWatcher('**/*', false, true, false),
  ]
  const client = new LanguageClient(
    'kea',
    'Kea DHCP',
    { run: { module, transport: TransportKind.ipc }, debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--inspect=6029'] } } },
    {
      documentSelector: selector,
      // Code lenses and actions name commands of this extension.
      initializationOptions: { commands: ['kea.explain', 'kea.openFile', 'kea.switchRuleOff'] },
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
    },
  )
  client.onNotification(statusNotification, onStatus)
  await client.start()
  return {
    restart: () => client.restart(),
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
