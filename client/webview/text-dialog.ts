/** A file of the deployment beside the page, at the line that something refers to; for pages that no editor is around. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Place } from '../../server/src/explain/explanation'
import { icon } from './marks'
import { PagePart } from './part'

@customElement('kea-text-dialog')
export class TextDialog extends PagePart {
  @property({ attribute: false }) place: Place | undefined = undefined
  @state() private text = ''
  @query('dialog') private readonly dialog!: HTMLDialogElement | null

  protected override updated(changed: PropertyValues): void {
    if (changed.has('place') && this.place !== undefined) void this.show(this.place)
    if (changed.has('text')) this.querySelector('.line-marked')?.scrollIntoView({ block: 'center' })
  }

  private async show(place: Place): Promise<void> {
    this.text = ''
    const found = await this.lab.ask({ ask: 'text', file: place.file })
    if (found === undefined || this.place !== place) {
      this.dispatchEvent(new Event('close'))
      return
    }
    this.text = found.text
    if (this.dialog?.open === false) this.dialog.showModal()
  }

  protected override render(): TemplateResult {
    const place = this.place
    return html`<dialog class="text-dialog" aria-labelledby="text-dialog-title" @close=${() => this.dispatchEvent(new Event('close'))}>
      <header>
        <h2 id="text-dialog-title">${place === undefined ? '' : `${place.file}, line ${place.line}`}</h2>
        <button class="icon-button" title="Close" aria-label="Close" @click=${() => this.dialog?.close()}>${icon('close')}</button>
      </header>
      <div class="text-lines" tabindex="0" role="region" aria-label="Text of the file">${place === undefined ? nothing : this.renderLines(place)}</div>
    </dialog>`
  }

  private renderLines(place: Place): readonly TemplateResult[] {
    return this.text.split('\n').map((line, index) => {
      const isMarked = index + 1 === place.line
      return html`<div class=${isMarked ? 'line line-marked' : 'line'}><span class="line-number">${index + 1}</span><code>${line}</code>${isMarked ? html`<span class="unseen"> (this line)</span>` : nothing}</div>`
    })
  }
}
