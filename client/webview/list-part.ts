/** A part with one long list: what is searched in it, the row that is chosen, and the window of rows that is in view. */
import { state } from 'lit/decorators.js'
import { PagePart } from './part'

export abstract class ListPart extends PagePart {
  @state() protected search = ''
  @state() protected active = -1
  protected from = 0
  protected count = 80

  override connectedCallback(): void {
    super.connectedCallback()
    this.look()
  }

  /** Tells the laboratory what is in view. */
  protected abstract look(): void

  protected readonly type = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) this.search = event.target.value
  }

  protected readonly showWindow = (event: CustomEvent<{ from: number; count: number }>): void => {
    this.from = event.detail.from
    this.count = event.detail.count
    this.look()
  }

  protected readonly move = (event: CustomEvent<number>): void => {
    this.active = event.detail
  }
}
