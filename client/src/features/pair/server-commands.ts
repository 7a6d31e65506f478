/** What can be done to one server: from its line in the tree, or after asking which. */
import * as vscode from 'vscode'
import type { ServerView } from '../../../../server/src/lab/frame'
import type { ServerAct } from '../../../../server/src/lab/messages'
import { editorWords } from '../../editor-words'
import { stateOf } from './pair-status'
import type { ServerLogs } from './server-logs'
import type { TestPair } from './test-pair'

interface ServerCommand {
  readonly act: ServerAct
  /** Asks for one of several. */
  readonly question: () => string
  /** Says that there is none. */
  readonly none: () => string
  readonly fits: (server: ServerView) => boolean
}

const is =
  (...processes: ServerView['process'][]) =>
  (server: ServerView): boolean =>
    processes.includes(server.process)
const isPartner = (server: ServerView): boolean => server.process === 'running' && server.ha.length > 0

export const serverActs: Readonly<Record<string, ServerCommand>> = {
  'kea.pair.killServer': { act: 'kill', question: () => vscode.l10n.t('Kea: which server is killed?'), none: () => vscode.l10n.t('No server runs that could be killed.'), fits: is('running', 'paused', 'starting') },
  'kea.pair.startServer': { act: 'start', question: () => vscode.l10n.t('Kea: which server starts?'), none: () => vscode.l10n.t('No server is down that could be started.'), fits: is('down', 'refused') },
  'kea.pair.stopServer': { act: 'stop', question: () => vscode.l10n.t('Kea: which server stops?'), none: () => vscode.l10n.t('No server runs that could be stopped.'), fits: is('running') },
  'kea.pair.pauseServer': { act: 'pause', question: () => vscode.l10n.t('Kea: which server pauses?'), none: () => vscode.l10n.t('No server runs that could pause.'), fits: is('running') },
  'kea.pair.continueServer': { act: 'continue', question: () => vscode.l10n.t('Kea: which server continues?'), none: () => vscode.l10n.t('No server is paused that could continue.'), fits: is('paused') },
  'kea.pair.loseLeases': { act: 'lose-leases', question: () => vscode.l10n.t('Kea: which server loses its lease database?'), none: () => vscode.l10n.t('No server has a lease database that it could lose.'), fits: is('running', 'down') },
  'kea.pair.startMaintenance': { act: 'maintenance-start', question: () => vscode.l10n.t('Kea: which server is told that its partner goes into maintenance?'), none: () => vscode.l10n.t('No server with a partner runs that could be told of maintenance.'), fits: isPartner },
  'kea.pair.cancelMaintenance': { act: 'maintenance-cancel', question: () => vscode.l10n.t('Kea: which server is told that there is no maintenance?'), none: () => vscode.l10n.t('No server with a partner runs that could be told of the end of maintenance.'), fits: isPartner },
}

export function serverCommands(pair: TestPair, logs: ServerLogs): Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>> {
  const acts = Object.entries(serverActs).map(([command, { act, question, none, fits }]) => [
    command,
    async (meant: unknown): Promise<void> => {
      const server = serverOf(meant) ?? (await pick(pair.frame?.servers.filter(fits) ?? [], question, none))
      if (server !== undefined) await pair.ask({ ask: 'server', server, act })
    },
  ] as const)
  return {
    ...Object.fromEntries(acts),
    'kea.pair.openConfig': async (meant) => {
      const config = pair.frame?.servers.find((one) => one.name === serverOf(meant))?.config
      if (config !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(config))
    },
    'kea.pair.showLog': async (meant) => {
      const server = serverOf(meant) ?? (await vscode.window.showQuickPick([...logs.names], { title: vscode.l10n.t('Kea: the log of which server?') }))
      if (server !== undefined) logs.show(server)
    },
  }
}

/** A line of the tree, or a server's name. */
function serverOf(meant: unknown): string | undefined {
  if (typeof meant === 'string') return meant
  const server: unknown = typeof meant === 'object' && meant !== null && 'server' in meant ? meant.server : undefined
  return typeof server === 'string' ? server : undefined
}

async function pick(servers: readonly ServerView[], question: () => string, none: () => string): Promise<string | undefined> {
  if (servers.length === 0) throw new Error(none())
  const picked = await vscode.window.showQuickPick(
    servers.map((server) => ({ label: server.name, description: stateOf(server, editorWords) })),
    { title: question() },
  )
  return picked?.label
}
