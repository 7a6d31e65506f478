/** What the extension does wherever it runs: it starts the language server when there is a Kea file to check, and offers what needs nothing else. */
import * as vscode from 'vscode'
import { detectContent } from './features/content-detection'
import { migrateCommand } from './features/migrate'
import { selectReleaseCommand } from './features/select-release'
import { showServerStatus } from './features/server-status'
import { switchRuleOffCommand } from './features/switch-rule-off'
import { looksLikeKea } from '../../server/src/files/kea-text'
import type { Status } from '../../server/src/lsp/messages'
import type { Listener, RunningServer } from './language-client'
import { readTextFile } from './workspace-files'

/** Commands that lenses and actions of the server may name, wherever the extension runs. */
export const commonCommands = ['kea.openFile', 'kea.switchRuleOff']

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
    migrateCommand(context, start),
    switchRuleOffCommand(),
    // Of a code lens: a partner's file.
    vscode.commands.registerCommand('kea.openFile', (uri: string) => vscode.window.showTextDocument(vscode.Uri.parse(uri))),
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

/** Names that suggest Kea are what starts the extension; what starts the server is a file of Kea's. */
async function workspaceHasKeaFiles(): Promise<boolean> {
  const find = (names: string, most: number): Thenable<vscode.Uri[]> => vscode.workspace.findFiles(names, '**/node_modules/**', most)
  if ((await find('{**/*kea-{dhcp,ctrl-agent,netconf}*.{conf,json},**/kea-lint.json,**/*.kea.{json,conf},**/*.kea}', 1)).length > 0) return true
  for (const uri of await find('{**/*{kea,dhcp}*.{conf,json,jsonc},**/kea/**/*.{conf,json,jsonc}}', mostLooks)) {
    if (looksLikeKea((await readTextFile(uri)) ?? '')) return true
  }
  return false
}

const mostLooks = 30
