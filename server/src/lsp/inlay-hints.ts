/** Inlay hints: what is shown behind values, for the part of a document that is in view. */
import type { InlayHint, ServerCapabilities } from 'vscode-languageserver'
import { InlayHintRefreshRequest } from 'vscode-languageserver'
import { inlaysIn } from '../language/inlay-hints'
import type { Session } from './session'

export function inlayHintCapabilities({ client }: Session): ServerCapabilities {
  return client().textDocument?.inlayHint ? { inlayHintProvider: true } : {}
}

export function answerInlayHints({ connection, documents, wholes, settings, release, translate }: Session): void {
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }): InlayHint[] => {
    const wishes = settings(uri).inlayHints
    const source = documents.file(uri)?.source
    if (!source || !Object.values(wishes).includes(true)) return []
    const window = { uri, start: source.offsetAt(range.start), end: source.offsetAt(range.end) }
    const hints = new Map<number, InlayHint>()
    // A file that both servers include is read twice.
    for (const file of wholes(uri)) {
      for (const { offset, text } of inlaysIn(file, window, release(uri), wishes)) {
        if (!hints.has(offset)) hints.set(offset, { position: source.positionAt(offset), label: translate(text), paddingLeft: true })
      }
    }
    return [...hints.values()]
  })
}

/** After the settings were read anew. */
export function refreshInlayHints({ client, connection }: Session): void {
  if (client().workspace?.inlayHint?.refreshSupport === true) void connection.sendRequest(InlayHintRefreshRequest.type)
}
