/** A scenario to be replayed: written or pasted here, or taken from a file. */
import { html, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { icon } from './marks'
import { PagePart } from './part'

@customElement('kea-play-dialog')
export class PlayDialog extends PagePart {
  @property({ attribute: false }) open = false
  @state() private text = ''
  @query('dialog') private readonly dialog!: HTMLDialogElement | null

  protected override updated(changed: PropertyValues): void {
    if (changed.has('open') && this.open && this.dialog?.open === false) this.dialog.showModal()
  }

  protected override render(): TemplateResult {
    return html`<dialog class="play-dialog" aria-labelledby="play-title" @close=${() => this.dispatchEvent(new Event('close'))}>
      <header>
        <h2 id="play-title">Play a scenario</h2>
        <button class="icon-button" title="Close" aria-label="Close" @click=${() => this.dialog?.close()}>${icon('close')}</button>
      </header>
      <label class="field"><span>Scenario</span>
        <textarea class="input mono" rows="14" spellcheck="false" .value=${this.text} @input=${this.type}></textarea>
      </label>
      <footer>
        <label class="field file-field"><span>From a file</span><input type="file" accept=".kea-scenario,.scenario,.txt,text/plain" @change=${(event: Event) => void this.read(event)}></label>
        <vscode-button icon="run-all" ?disabled=${this.text.trim() === ''} @click=${() => void this.play()}>Play</vscode-button>
      </footer>
    </dialog>`
  }

  private readonly type = (event: Event): void => {
    if (event.target instanceof HTMLTextAreaElement) this.text = event.target.value
  }

  private async read(event: Event): Promise<void> {
    const file = event.target instanceof HTMLInputElement ? event.target.files?.[0] : undefined
    if (file !== undefined) this.text = await file.text()
  }

  private async play(): Promise<void> {
    this.dialog?.close()
    await this.lab.ask({ ask: 'play', scenario: this.text })
  }
}
