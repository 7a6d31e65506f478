/** The extension where it has a machine below it: the language server is a process, and the test pair can be run. */
import type * as vscode from 'vscode'
import { offerLintTask } from './features/lint-task'
import { offerTestPair } from './features/pair/test-pair-feature'
import type { TestPairFeature } from './features/pair/test-pair-feature'
import { commonCommands, startExtension } from './start-extension'
import type { Extension, Launch } from './start-extension'

/** The only state of the extension; VS Code loads it once per window. */
let extension: Extension | undefined
let testPair: TestPairFeature | undefined

/** What other extensions, and the suites, may use. */
export interface KeaExtension {
  readonly pair: TestPairFeature['pair']
  /** How long the call that activates it took, ms. */
  readonly activation: number
}

export function activate(context: vscode.ExtensionContext): KeaExtension {
  const begun = performance.now()
  // Loaded only when there is something to check.
  const launch: Launch = (selector, output, listener) =>
    import('./server-process').then(({ inProcess, startLanguageServer }) =>
      startLanguageServer(inProcess(context.asAbsolutePath('server/dist/language-server.js')), selector, ['kea.explain', ...commonCommands], output, listener),
    )
  let feature: TestPairFeature | undefined
  extension = startExtension(context, launch, (start) => (feature = offerTestPair(context, start)))
  if (!feature) throw new Error('the test pair is not offered')
  testPair = feature
  context.subscriptions.push(offerLintTask(context))
  return { pair: feature.pair, activation: performance.now() - begun }
}

export async function deactivate(): Promise<void> {
  await Promise.all([testPair?.end(), extension?.stop()])
}
