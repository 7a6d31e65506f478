/** The extension in an editor that runs in a browser and nowhere else: the language server is a web worker, and no program can be run. */
import * as vscode from 'vscode'
import { commonCommands, startExtension } from './start-extension'
import type { Extension, Launch } from './start-extension'

/** The only state of the extension; VS Code loads it once per window. */
let extension: Extension | undefined

/** What other extensions, and the suites, may use. */
export interface KeaExtension {
  /** How long the call that activates it took, ms. */
  readonly activation: number
}

export function activate(context: vscode.ExtensionContext): KeaExtension {
  const begun = performance.now()
  const launch: Launch = (selector, output, listener) =>
    import('./server-worker').then(({ inWorker, startLanguageServer }) =>
      startLanguageServer(inWorker(vscode.Uri.joinPath(context.extensionUri, 'server/dist/language-server-web.js').toString(true)), selector, commonCommands, output, listener),
    )
  extension = startExtension(context, launch)
  return { activation: performance.now() - begun }
}

export async function deactivate(): Promise<void> {
  await extension?.stop()
}
