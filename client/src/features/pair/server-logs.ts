/** An output channel for each server, with its log in Kea's format. */
import * as vscode from 'vscode'
import type { TestPair } from './test-pair'

export interface ServerLogs {
  readonly names: readonly string[]
  show(server: string): void
  readonly items: vscode.Disposable
}

export function keepServerLogs(pair: TestPair): ServerLogs {
  const channels = new Map<string, vscode.OutputChannel>()

  function channelOf(server: string): vscode.OutputChannel {
    let channel = channels.get(server)
    if (!channel) channels.set(server, (channel = vscode.window.createOutputChannel(`Kea: ${server}`, 'log')))
    return channel
  }

  /** What was logged stays readable until the next laboratory begins. */
  const following = pair.onOpen((laboratory) => {
    for (const channel of channels.values()) channel.dispose()
    channels.clear()
    const connection = laboratory.connect('log', (answer) => {
      if ('log' in answer) channelOf(answer.log.server).append(`${answer.log.lines.join('\n')}\n`)
    })
    connection.look({ logs: true })
  })

  return {
    get names() {
      return [...channels.keys()]
    },
    show: (server) => channels.get(server)?.show(true),
    items: vscode.Disposable.from(following, { dispose: () => channels.forEach((channel) => channel.dispose()) }),
  }
}
