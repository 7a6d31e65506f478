/** Every feature of the editor besides findings, each by a plain call: what is offered, how it is answered, what follows other settings. */
import type { ServerCapabilities } from 'vscode-languageserver'
import { answerCodeActions, codeActionCapabilities } from './code-actions'
import type { LintResult } from '../lint/run'
import { answerCompletion, completionCapabilities } from './completion'
import { answerSignatureHelp, signatureHelpCapabilities } from './signature-help'
import { answerCodeLens, codeLensCapabilities, refreshCodeLens, refreshPartnerLenses } from './code-lens'
import { answerHover, hoverCapabilities } from './hover'
import { answerInlayHints, inlayHintCapabilities, refreshInlayHints } from './inlay-hints'
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
    ...completionCapabilities(),
    ...signatureHelpCapabilities(),
    ...codeLensCapabilities(),
    ...hoverCapabilities(),
    ...inlayHintCapabilities(session),
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
  answerCompletion(session)
  answerSignatureHelp(session)
  answerHover(session)
  answerInlayHints(session)
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
  refreshInlayHints(session)
  refreshSemanticTokens(session)
}

/** After each check; `before`: what the one before it found. */
export function followCheck(session: Session, before: LintResult | undefined): void {
  refreshPartnerLenses(session, before)
}
