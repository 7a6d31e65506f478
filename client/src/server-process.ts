/** The language server as a process of its own, spoken to over IPC: on a desktop, and where a remote machine runs extensions. */
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import type { CreateClient } from './language-client'

export { startLanguageServer } from './language-client'

/** `module`: path of its program. */
export function inProcess(module: string): CreateClient {
  const run = { module, transport: TransportKind.ipc }
  return (id, name, options) => new LanguageClient(id, name, { run, debug: { ...run, options: { execArgv: ['--inspect=6029'] } } }, options)
}
