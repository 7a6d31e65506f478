/** Every feature of the editor besides findings, each by a plain call: what is offered, how it is answered, what follows other settings. */
import type { ServerCapabilities } from 'vscode-languageserver'
import { answerCodeActions, codeActionCapabilities } from './code-actions'
import { answerCodeLens, codeLensCapabilities, refreshCodeLens } from './code-lens'
import { answerMigrate } from './migrate'
import type { Session } from './session'

export function featureCapabilities(session: Session): ServerCapabilities {
  return {
    ...codeActionCapabilities(session),
    ...codeLensCapabilities(session),
  }
}

export function answerFeatures(session: Session): void {
  answerCodeActions(session)
  answerCodeLens(session)
  answerMigrate(session)
}

export function refreshFeatures(session: Session): void {
  refreshCodeLens(session)
}
