/** The code lens "Explain a client": at every place of a file that speaks of clients. */
import type { CodeLens, ServerCapabilities } from 'vscode-languageserver'
import { CodeLensRefreshRequest } from 'vscode-languageserver'
import { URI } from 'vscode-uri'
import type { ConfigFile } from '../config/config-file'
import { placesToExplain } from '../language/explain-lens'
import { say } from '../text/text'
import type { Session } from './session'

export const explainCommand = 'kea.explain'

export function codeLensCapabilities({ commands }: Session): ServerCapabilities {
  return commands().includes(explainCommand) ? { codeLensProvider: {} } : {}
}

export function answerCodeLens({ connection, settings, wholes, translate }: Session): void {
  connection.onCodeLens(({ textDocument: { uri } }) => (settings(uri).explainLens ? explainLenses(uri, wholes(uri), translate(say`Explain a client`)) : []))
}

/** After the settings were read anew. */
export function refreshCodeLens({ client, connection, commands }: Session): void {
  if (commands().includes(explainCommand) && client().workspace?.codeLens?.refreshSupport === true) void connection.sendRequest(CodeLensRefreshRequest.type)
}

/** `files`: those that the document is part of, itself or by an include. Only files on disk can be explained. */
export function explainLenses(uri: string, files: readonly ConfigFile[], title: string): CodeLens[] {
  const parsed = URI.parse(uri)
  if (parsed.scheme !== 'file') return []
  const file = parsed.fsPath
  const seen = new Set<number>()
  return files.flatMap((one) =>
    placesToExplain(one, uri).flatMap(({ source, start, end }) => {
      // A file that both servers include is read twice.
      if (seen.has(start)) return []
      seen.add(start)
      const at = source.positionAt(start)
      const command = { title, command: explainCommand, arguments: [{ file, line: at.line + 1, column: at.character + 1 }] }
      return [{ range: { start: at, end: source.positionAt(end) }, command }]
    }),
  )
}
