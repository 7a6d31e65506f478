/** The extension: starts the language server when there is a Kea file to check, and calls each feature. */
import * as vscode from 'vscode'
import { detectContent } from './features/content-detection'
import { offerTestPair } from './features/pair/test-pair-feature'
import type { TestPairFeature } from './features/pair/test-pair-feature'
import { selectReleaseCommand } from './features/select-release'
import { switchRuleOffCommand } from './features/switch-rule-off'
import { showServerStatus } from './features/server-status'
import type { Status } from '../../server/src/lsp/messages'
import type { RunningServer } from './language-client'

/** The only state of the extension; VS Code loads it once per window. */
let server: Promise<RunningServer> | undefined
let testPair: TestPairFeature | undefined

/** What other extensions, and the suites, may use. */
export interface KeaExtension {
  readonly pair: TestPairFeature['pair']
}

export function activate(context: vscode.ExtensionContext): KeaExtension {
  const output = vscode.window.createOutputChannel('Kea DHCP', { log: true })
  const folders = vscode.workspace.workspaceFolders ?? []
  const schemes = new Set(['file', 'untitled', ...folders.map((folder) => folder.uri.scheme)])
  const selector = [...schemes].map((scheme) => ({ language: 'kea', scheme }))
  const status = showServerStatus(selector)

  function tell(news: Status): void {
    status.show(news)
    feature.heard(news)
  }

  const start = (): Promise<RunningServer> =>
    (server ??= import('./language-client').then(({ startLanguageServer }) =>
      startLanguageServer(context.asAbsolutePath('server/dist/language-server.js'), selector, output, tell),
    ).catch((error: unknown) => {
      // What failed once may work at the next try: the command to restart begins afresh.
      server = undefined
      output.error(error instanceof Error ? error : String(error))
      throw error
    }))
  const feature = offerTestPair(context, start)
  testPair = feature
  const startFor = (document: vscode.TextDocument): void => {
    if (document.languageId === 'kea') start().catch(() => undefined)
  }

  context.subscriptions.push(
    output,
    status.items,
    detectContent(),
    selectReleaseCommand(context),
    // Of a code lens: a partner's file.
    vscode.commands.registerCommand('kea.openFile', (uri: string) => vscode.window.showTextDocument(vscode.Uri.parse(uri))),
    switchRuleOffCommand(),
    vscode.commands.registerCommand('kea.showOutput', () => output.show()),
    vscode.commands.registerCommand('kea.restartServer', async () => (await start()).restart()),
    vscode.workspace.onDidOpenTextDocument(startFor),
  )
  vscode.workspace.textDocuments.forEach(startFor)
  workspaceHasKeaFiles().then((found) => (found ? start() : undefined)).catch(() => undefined)
  return { pair: feature.pair }
}

export async function deactivate(): Promise<void> {
  await Promise.all([testPair?.end(), server?.then((running) => running.stop())])
}

/** The same names as in the manifest's `workspaceContains`: JSON alone must not start a server. */
async function workspaceHasKeaFiles(): Promise<boolean> {
  const names = '{**/kea-*.conf,**/kea-*.json,**/kea/*.conf,**/*.kea.json}'
  return (await vscode.workspace.findFiles(names, '**/node_modules/**', 1)).length > 0
}
