/** Every feature of the editor besides findings, each by a plain call: what is offered, how it is answered, what follows other settings. */
import type { ServerCapabilities } from 'vscode-languageserver'
import type { LintResult } from '../lint/run'
import { answerCodeLens, codeLensCapabilities, refreshCodeLens, refreshPartnerLenses } from './code-lens'
import { answerHover, hoverCapabilities } from './hover'
import { answerInlayHints, inlayHintCapabilities, refreshInlayHints } from './inlay-hints'
import type { Session } from './session'

export function featureCapabilities(session: Session): ServerCapabilities {
  return {
    ...codeLensCapabilities(),
    ...hoverCapabilities(),
    ...inlayHintCapabilities(session),
  }
}

export function answerFeatures(session: Session): void {
  answerCodeLens(session)
  answerHover(session)
  answerInlayHints(session)
}

export function refreshFeatures(session: Session): void {
  refreshCodeLens(session)
  refreshInlayHints(session)
}

/** After each check; `before`: what the one before it found. */
export function followCheck(session: Session, before: LintResult | undefined): void {
  refreshPartnerLenses(session, before)
}
