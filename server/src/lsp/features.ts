/** Every feature of the editor besides findings, each by a plain call: what is offered, how it is answered, what follows other settings. */
import type { ServerCapabilities } from 'vscode-languageserver'
import { answerCodeLens, codeLensCapabilities, refreshCodeLens } from './code-lens'
import { answerCompletion, completionCapabilities } from './completion'
import { answerSignatureHelp, signatureHelpCapabilities } from './signature-help'
import type { Session } from './session'

export function featureCapabilities(session: Session): ServerCapabilities {
  return {
    ...codeLensCapabilities(session),
    ...completionCapabilities(),
    ...signatureHelpCapabilities(),
  }
}

export function answerFeatures(session: Session): void {
  answerCodeLens(session)
  answerCompletion(session)
  answerSignatureHelp(session)
}

export function refreshFeatures(session: Session): void {
  refreshCodeLens(session)
}
