/** What the extension does wherever it runs: it starts the language server when there is a Kea file to check, and offers what needs nothing else. */
import * as vscode from 'vscode'
import { detectContent } from './features/content-detection'
import { selectReleaseCommand } from './features/select-release'
import { showServerStatus } from './features/server-status'
import type { Status } from '../../server/src/lsp/messages'
import type { Listener, RunningServer } from './language-client'

/** Starts the server for the files that the selector names. */
export type Launch = (selector: { language: string; scheme: string }[], output: vscode.LogOutputChannel, listener: Listener) => Promise<RunningServer>

/** Another part of the extension that works with the server; `start` is fulfilled once that is up. */
export type Feature = (start: () => Promise<RunningServer>) => { heard(status: Status): void }

export interface Extension {
  /** Ends the server. */
  stop(): Promise<void>
}

export function startExtension(context: vscode.ExtensionContext, launch: Launch, feature?: Feature): Extension {
  const output = vscode.window.createOutputChannel('Kea DHCP', { log: true })
  const folders = vscode.workspace.workspaceFolders ?? []
  const schemes = new Set(['file', 'untitled', ...folders.map((folder) => folder.uri.scheme)])
  const selector = [...schemes].map((scheme) => ({ language: 'kea', scheme }))
  const status = showServerStatus(selector)
  let server: Promise<RunningServer> | undefined

  const listener: Listener = {
    heard(news) {
      status.show(news)
      other?.heard(news)
    },
    checking: status.checking,
  }
  const start = (): Promise<RunningServer> =>
    (server ??= launch(selector, output, listener).catch((error: unknown) => {
      // What failed once may work at the next try: the command to restart begins afresh.
      server = undefined
      status.failed()
      output.error(error instanceof Error ? error : String(error))
      throw error
    }))
  const other = feature?.(start)
  const startFor = (document: vscode.TextDocument): void => {
    if (document.languageId === 'kea') start().catch(() => undefined)
  }

  context.subscriptions.push(
    output,
    status.items,
    detectContent(),
    selectReleaseCommand(context),
    vscode.commands.registerCommand('kea.showOutput', () => output.show()),
    vscode.commands.registerCommand('kea.restartServer', async () => {
      const running = server && (await server)
      await (running ? running.restart() : start())
    }),
    vscode.workspace.onDidOpenTextDocument(startFor),
  )
  vscode.workspace.textDocuments.forEach(startFor)
  workspaceHasKeaFiles().then((found) => (found ? start() : undefined)).catch(() => undefined)
  return {
    async stop() {
      await server?.then((running) => running.stop())
    },
  }
}

/** The same names as in the manifest's `workspaceContains`: JSON alone must not start a server. */
async function workspaceHasKeaFiles(): Promise<boolean> {
  const names = '{**/kea-*.conf,**/kea-*.json,**/kea/*.conf,**/*.kea.json}'
  return (await vscode.workspace.findFiles(names, '**/node_modules/**', 1)).length > 0
}
