/** The trace of packets as they come, and one of them taken apart. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { PacketDetail } from '../../server/src/lab/messages'
import { count, counted, fineClock, span } from './format'
import { rowAt, type Cell, type Column } from './grid'
import { ListPart } from './list-part'
import { icon } from './marks'
import { renderPacket } from './packet-detail'
import './grid'

const columns: readonly Column[] = [
  { title: 'Time', look: 'mono' },
  { title: 'Server', look: '' },
  { title: 'Message', look: '' },
  { title: 'Hardware address', look: 'mono' },
  { title: 'Answer', look: '' },
  { title: 'Address', look: 'mono' },
  { title: 'Took', look: 'num' },
  { title: 'Reason', look: '' },
]

@customElement('kea-packets')
export class Packets extends ListPart {
  @state() private only: 'all' | 'unanswered' = 'all'
  @state() private follow = true
  @state() private opened: { readonly id: number; readonly detail: PacketDetail } | undefined = undefined

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('search') || changed.has('only') || changed.has('follow')) this.look()
  }

  protected override look(): void {
    this.lab.look({ packets: { from: this.follow ? 'end' : this.from, count: this.count, only: this.only, search: this.search } })
  }

  protected override render(): TemplateResult {
    const window = this.frame?.packets
    return html`<div class="table-tab ${this.opened === undefined ? '' : 'with-detail'}">
      <div class="tools">
        <label class="inline-field search-field">Search <input class="input" type="search" placeholder="Hardware address, address, message, reason" .value=${this.search} @input=${this.type}></label>
        <vscode-checkbox .checked=${this.only === 'unanswered'} label="Unanswered only" @change=${() => (this.only = this.only === 'all' ? 'unanswered' : 'all')}></vscode-checkbox>
        <button class="toggle" aria-pressed=${this.follow} @click=${() => (this.follow = !this.follow)}>${icon(this.follow ? 'debug-pause' : 'arrow-down')} ${this.follow ? 'Following the end' : 'Follow the end'}</button>
        <span class="grow"></span>
        ${window === undefined ? nothing : html`<span class="tally">${counted(window.total, 'packet')}${window.seen > window.total ? ` of ${count(window.seen)} seen` : ''}</span>`}
        <vscode-button secondary icon="save" @click=${() => void this.exportAll()}>Export pcapng</vscode-button>
      </div>
      <kea-grid .label=${'Packets'} .kind=${'grid-packets'} .columns=${columns} .total=${window?.total ?? 0} .rows=${window} .active=${this.active} .follow=${this.follow}
        .cellsOf=${this.cellsOf} .lookOf=${this.lookOf} .empty=${this.search === '' && this.only === 'all' ? 'No packet has been seen yet.' : 'No packet fits.'}
        @window=${this.showWindow} @leave-end=${() => (this.follow = false)}
        @move=${this.move} @choose=${(event: CustomEvent<number>) => void this.open(event.detail)}></kea-grid>
      ${this.opened === undefined ? html`<div class="strip dim">Choose a packet, or press Enter on its row, to see it taken apart.</div>` : renderPacket(this.opened.id, this.opened.detail, () => this.close())}
    </div>`
  }

  private readonly cellsOf = (index: number): readonly Cell[] | undefined => {
    const row = rowAt(this.frame?.packets, index)
    if (row === undefined) return undefined
    const isUnanswered = row.outcome === 'none' || row.outcome === 'lost'
    return [
      fineClock(row.at),
      row.server,
      row.type,
      row.hwaddr,
      html`<span class="sign ${isUnanswered ? 'sign-fault' : row.outcome === 'NAK' ? 'sign-finding' : 'sign-good'}">${icon(isUnanswered ? 'circle-slash' : row.outcome === 'NAK' ? 'error' : 'check')}<span>${row.outcome}</span></span>`,
      row.address,
      row.took === null ? '' : span(row.took),
      row.reason === '' ? '' : html`<span title=${row.reasonText}><span class="mono">${row.reason}</span> <span class="dim">${row.reasonText}</span></span>`,
    ]
  }

  private readonly lookOf = (index: number): string => (rowAt(this.frame?.packets, index)?.id === this.opened?.id && this.opened !== undefined ? 'row-opened' : '')

  private async open(index: number): Promise<void> {
    const row = rowAt(this.frame?.packets, index)
    if (row === undefined) return
    // A list that runs on would carry the packet away.
    this.follow = false
    const detail = await this.lab.ask({ ask: 'packet', packet: row.id })
    if (detail !== undefined) this.opened = { id: row.id, detail }
  }

  private close(): void {
    this.opened = undefined
    this.querySelector<HTMLElement>('.grid')?.focus()
  }

  private async exportAll(): Promise<void> {
    const file = await this.lab.ask({ ask: 'export-packets' })
    if (file === undefined) return
    this.lab.save(file.name, file.base64)
    this.lab.announce(`${counted(file.packets, 'packet')} exported as ${file.name}`)
  }
}
