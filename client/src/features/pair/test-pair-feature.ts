/** The test pair in the editor: its parts, and the commands over them. */
import * as vscode from 'vscode'
import type { Status } from '../../../../server/src/lsp/messages'
import { followDeployments } from './deployments'
import { explainCommand } from './explain-client'
import { pairCommands } from './pair-commands'
import { keepPairPanel } from './panel'
import { serverCommands } from './server-commands'
import { keepServerLogs } from './server-logs'
import { showFault } from './show-fault'
import { showPairStatus } from './status-item'
import { createTestPair, isRunning } from './test-pair'
import type { TestPair } from './test-pair'
import { showPairTree } from './tree'

export interface TestPairFeature {
  readonly pair: TestPair
  heard(status: Status): void
  /** Everything that it runs, to the last process. */
  end(): Promise<void>
}

export function offerTestPair(context: vscode.ExtensionContext, startServer: () => Promise<unknown>): TestPairFeature {
  const { subscriptions } = context
  const pair = createTestPair(context.asAbsolutePath('server/dist/kea-pair.js'))
  const deployments = followDeployments(startServer)
  const logs = keepServerLogs(pair)
  const panel = keepPairPanel(context, pair, endIfIdle)

  /** A laboratory in which nothing runs is kept for the page alone. */
  function endIfIdle(): void {
    if (pair.laboratory && pair.frame?.run === 'ready') void pair.end()
  }

  let wasRunning = false
  const parts = { pair, panel, deployments, logs }
  const commands = { ...pairCommands(parts), ...serverCommands(pair, logs), 'kea.explain': explainCommand(parts), 'kea.openWalkthrough': openWalkthrough }
  for (const [name, run] of Object.entries(commands)) {
    subscriptions.push(vscode.commands.registerCommand(name, (...args: unknown[]) => run(...args).catch(showFault)))
  }
  subscriptions.push(
    pair.items,
    panel.items,
    logs.items,
    showPairStatus(pair),
    showPairTree(pair),
    pair.onFrame((frame) => {
      if (frame?.run === 'ready' && !panel.isOpen && wasRunning) endIfIdle()
      wasRunning = isRunning(frame)
    }),
    pair.onEnd((reason) => {
      if (reason !== undefined) void tellOfCrash(reason, pair.deployment?.servers[0])
    }),
  )
  return { pair, heard: (status) => deployments.heard(status), end: () => pair.end() }
}

async function tellOfCrash(reason: string, server: vscode.Uri | undefined): Promise<void> {
  const again = vscode.l10n.t('Start again')
  if ((await vscode.window.showErrorMessage(vscode.l10n.t('The test pair ended unexpectedly: {0}', reason), again)) === again) {
    await vscode.commands.executeCommand('kea.pair.start', server)
  }
}

async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'kea-dhcp.kea-dhcp#kea.walkthrough', false)
}
