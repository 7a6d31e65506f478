/** Every feature of the editor besides findings, each by a plain call: what is offered, how it is answered, what follows other settings. */
import type { ServerCapabilities } from 'vscode-languageserver'
import { answerCodeLens, codeLensCapabilities, refreshCodeLens } from './code-lens'
import { answerCompletion, completionCapabilities } from './completion'
import { answerSignatureHelp, signatureHelpCapabilities } from './signature-help'
import { answerDocumentLinks, documentLinkCapabilities } from './document-links'
import { answerNavigation, navigationCapabilities } from './navigation'
import { answerFolding, foldingCapabilities } from './folding'
import { answerFormat, formatCapabilities } from './format'
import { answerSemanticTokens, refreshSemanticTokens, semanticTokensCapabilities } from './semantic-tokens'
import type { Session } from './session'
import { answerSymbols, symbolCapabilities } from './symbols'

export function featureCapabilities(session: Session): ServerCapabilities {
  return {
    ...codeLensCapabilities(session),
    ...completionCapabilities(),
    ...signatureHelpCapabilities(),
    ...navigationCapabilities(session),
    ...symbolCapabilities(),
    ...documentLinkCapabilities(),
    ...foldingCapabilities(),
    ...formatCapabilities(),
    ...semanticTokensCapabilities(),
  }
}

export function answerFeatures(session: Session): void {
  answerCodeLens(session)
  answerCompletion(session)
  answerSignatureHelp(session)
  answerNavigation(session)
  answerSymbols(session)
  answerDocumentLinks(session)
  answerFolding(session)
  answerFormat(session)
  answerSemanticTokens(session)
}

export function refreshFeatures(session: Session): void {
  refreshCodeLens(session)
  refreshSemanticTokens(session)
}
