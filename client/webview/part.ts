/** What every part of the page has: the newest frame, and the laboratory to ask. */
import { LitElement } from 'lit'
import { property } from 'lit/decorators.js'
import type { Place } from '../../server/src/explain/explanation'
import type { Frame } from '../../server/src/lab/frame'
import type { AskBody, Results, View } from '../../server/src/lab/messages'

export interface Lab {
  /** Tells what went wrong to the person by itself; undefined then. */
  ask<B extends AskBody>(body: B): Promise<Results[B['ask']] | undefined>
  /** What the part that is shown needs of the frames. */
  look(view: View): void
  open(place: Place): void
  save(name: string, base64: string): void
  newDocument(text: string): void
  /** Read out to those who do not see, when it suits. */
  announce(text: string): void
}

/** Before the page is connected. */
export const noLab: Lab = {
  ask: () => Promise.resolve(undefined),
  look: () => undefined,
  open: () => undefined,
  save: () => undefined,
  newDocument: () => undefined,
  announce: () => undefined,
}

/** Its content stands in the document itself, where the page's one style sheet and labels by id reach it. */
export class PagePart extends LitElement {
  @property({ attribute: false }) lab: Lab = noLab
  @property({ attribute: false }) frame: Frame | undefined = undefined

  override createRenderRoot(): HTMLElement {
    return this
  }
}
