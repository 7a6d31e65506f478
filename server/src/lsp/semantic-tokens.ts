/** Semantic tokens: of what is in view, of a whole file, and what changed of them since. */
import { SemanticTokensDeltaRequest, SemanticTokensRangeRequest, SemanticTokensRefreshRequest, SemanticTokensRequest } from 'vscode-languageserver'
import type { SemanticTokens, ServerCapabilities } from 'vscode-languageserver'
import { editBetween, encoded, legend } from '../language/semantic-tokens/encode'
import type { Token } from '../language/semantic-tokens/token'
import { tokensBetween } from '../language/semantic-tokens/tokens'
import type { KnownTokens } from '../language/semantic-tokens/tokens'
import type { Session } from './session'

/** Of a longer file only what is in view is coloured: an editor asks for that first, and a million numbers serve nobody. */
const longestWhole = 2_000_000
/** Files whose last answer is kept, to tell only what changed. */
const mostKept = 20

export function semanticTokensCapabilities(): ServerCapabilities {
  return { semanticTokensProvider: { legend, range: true, full: { delta: true } } }
}

export function answerSemanticTokens({ connection, documents, settings, wholes, release }: Session): void {
  const known: KnownTokens = new WeakMap()
  const kept = new Map<string, { readonly resultId: string; readonly data: readonly number[] }>()
  let count = 0

  function tokensOf(uri: string, from: number, to: number): readonly Token[] {
    for (const file of wholes(uri)) {
      const tokens = tokensBetween(file, uri, from, to, release(uri), known)
      if (tokens.length > 0) return tokens
    }
    return []
  }

  function whole(uri: string): SemanticTokens | null {
    const source = settings(uri).semanticTokens ? documents.file(uri)?.source : undefined
    if (!source || source.text.length > longestWhole) {
      kept.delete(uri)
      return source ? null : { data: [] }
    }
    const data = encoded(source, tokensOf(uri, 0, source.text.length))
    const resultId = String(++count)
    kept.delete(uri)
    kept.set(uri, { resultId, data })
    for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest)
    return { resultId, data }
  }

  connection.onRequest(SemanticTokensRequest.type, ({ textDocument: { uri } }) => whole(uri))
  connection.onRequest(SemanticTokensDeltaRequest.type, ({ textDocument: { uri }, previousResultId }) => {
    const before = kept.get(uri)
    const now = whole(uri)
    return now?.resultId !== undefined && before?.resultId === previousResultId ? { resultId: now.resultId, edits: editBetween(before.data, now.data) } : now
  })
  connection.onRequest(SemanticTokensRangeRequest.type, ({ textDocument: { uri }, range }) => {
    const source = settings(uri).semanticTokens ? documents.file(uri)?.source : undefined
    return { data: source ? encoded(source, tokensOf(uri, source.offsetAt(range.start), source.offsetAt(range.end))) : [] }
  })
}

/** After the settings were read anew: another release knows other keys. */
export function refreshSemanticTokens({ client, connection }: Session): void {
  if (client().workspace?.semanticTokens?.refreshSupport === true) void connection.sendRequest(SemanticTokensRefreshRequest.type)
}
