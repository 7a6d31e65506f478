/** Every feature of the editor besides findings, each by a plain call: what is offered, how it is answered, what follows other settings. */
import type { ServerCapabilities } from 'vscode-languageserver'
import { answerCodeActions, codeActionCapabilities } from './code-actions'
import { answerCodeLens, codeLensCapabilities, refreshCodeLens } from './code-lens'
import { answerDocumentLinks, documentLinkCapabilities } from './document-links'
import { answerNavigation, navigationCapabilities } from './navigation'
import { answerFolding, foldingCapabilities } from './folding'
import { answerFormat, formatCapabilities } from './format'
import { answerSemanticTokens, refreshSemanticTokens, semanticTokensCapabilities } from './semantic-tokens'
import { answerMigrate } from './migrate'
import type { Session } from './session'
import { answerSymbols, symbolCapabilities } from './symbols'

export function featureCapabilities(session: Session): ServerCapabilities {
  return {
    ...codeActionCapabilities(session),
    ...codeLensCapabilities(session),
    ...navigationCapabilities(session),
    ...symbolCapabilities(),
    ...documentLinkCapabilities(),
    ...foldingCapabilities(),
    ...formatCapabilities(),
    ...semanticTokensCapabilities(),
  }
}

export function answerFeatures(session: Session): void {
  answerCodeActions(session)
  answerCodeLens(session)
  answerNavigation(session)
  answerSymbols(session)
  answerDocumentLinks(session)
  answerFolding(session)
  answerFormat(session)
  answerSemanticTokens(session)
  answerMigrate(session)
}

export function refreshFeatures(session: Session): void {
  refreshCodeLens(session)
  refreshSemanticTokens(session)
}
