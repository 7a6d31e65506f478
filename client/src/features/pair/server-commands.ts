/** What can be done to one server: from its line in the tree, or after asking which. */
import * as vscode from 'vscode'
import type { ServerView } from '../../../../server/src/lab/frame'
import type { ServerAct } from '../../../../server/src/lab/messages'
import { stateOf } from './pair-status'
import type { ServerLogs } from './server-logs'
import type { TestPair } from './test-pair'

interface ServerCommand {
  readonly act: ServerAct
  /** Completes "which server …?" */
  readonly question: string
  readonly fits: (server: ServerView) => boolean
}

const is =
  (...processes: ServerView['process'][]) =>
  (server: ServerView): boolean =>
    processes.includes(server.process)
const isPartner = (server: ServerView): boolean => server.process === 'running' && server.ha.length > 0

export const serverActs: Readonly<Record<string, ServerCommand>> = {
  'kea.pair.killServer': { act: 'kill', question: 'is killed', fits: is('running', 'paused', 'starting') },
  'kea.pair.startServer': { act: 'start', question: 'starts', fits: is('down', 'refused') },
  'kea.pair.stopServer': { act: 'stop', question: 'stops', fits: is('running') },
  'kea.pair.pauseServer': { act: 'pause', question: 'pauses', fits: is('running') },
  'kea.pair.continueServer': { act: 'continue', question: 'continues', fits: is('paused') },
  'kea.pair.loseLeases': { act: 'lose-leases', question: 'loses its lease database', fits: is('running', 'down') },
  'kea.pair.startMaintenance': { act: 'maintenance-start', question: 'is told that its partner goes into maintenance', fits: isPartner },
  'kea.pair.cancelMaintenance': { act: 'maintenance-cancel', question: 'is told that there is no maintenance', fits: isPartner },
}

export function serverCommands(pair: TestPair, logs: ServerLogs): Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>> {
  const acts = Object.entries(serverActs).map(([command, { act, question, fits }]) => [
    command,
    async (meant: unknown): Promise<void> => {
      const server = serverOf(meant) ?? (await pick(pair.frame?.servers.filter(fits) ?? [], question))
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
      const server = serverOf(meant) ?? (await vscode.window.showQuickPick([...logs.names], { title: 'Kea: the log of which server?' }))
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

async function pick(servers: readonly ServerView[], question: string): Promise<string | undefined> {
  if (servers.length === 0) throw new Error(`No server is in a state in which it ${question}.`)
  const picked = await vscode.window.showQuickPick(
    servers.map((server) => ({ label: server.name, description: stateOf(server) })),
    { title: `Kea: which server ${question}?` },
  )
  return picked?.label
}
