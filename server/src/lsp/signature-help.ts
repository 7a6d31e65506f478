/** Signature help as an editor asks for it. */
import type { ServerCapabilities } from 'vscode-languageserver'
import { createMemory } from '../language/completion/known'
import { signatureHelp } from '../language/signature-help'
import type { Session } from './session'

export function signatureHelpCapabilities(): ServerCapabilities {
  return { signatureHelpProvider: { triggerCharacters: ['(', ',', '"'], retriggerCharacters: [')', "'"] } }
}

export function answerSignatureHelp({ connection, documents, settings, release, translate, wholes }: Session): void {
  const memory = createMemory()
  connection.onSignatureHelp(({ textDocument: { uri }, position }) => {
    const source = documents.file(uri)?.source
    if (!source || !settings(uri).signatureHelp) return null
    return signatureHelp({ source, offset: source.offsetAt(position), wholes: wholes(uri), release: release(uri), memory, translate }) ?? null
  })
}
