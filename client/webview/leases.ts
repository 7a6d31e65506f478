/** The leases of all servers side by side, with what differs between them marked. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { LeaseRow, LeaseSide } from '../../server/src/lab/frame'
import { clock, count, counted, day, expiry } from './format'
import { rowAt, type Cell, type Column } from './grid'
import { ListPart } from './list-part'
import { icon } from './marks'
import './grid'

@customElement('kea-leases')
export class Leases extends ListPart {
  @state() private only: 'all' | 'different' = 'all'

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('search') || changed.has('only')) this.look()
  }

  protected override updated(): void {
    this.querySelector<HTMLElement>('.grid')?.style.setProperty('--sides', String(this.frame?.servers.length ?? 2))
  }

  protected override look(): void {
    this.lab.look({ leases: { from: this.from, count: this.count, only: this.only, search: this.search } })
  }

  protected override render(): TemplateResult {
    const window = this.frame?.leases
    const names = this.frame?.servers.map((server) => server.name) ?? []
    const columns: readonly Column[] = [
      { title: 'Address', look: 'mono' },
      { title: 'Subnet', look: 'num' },
      ...names.map((name) => ({ title: name, look: 'side' })),
      { title: 'Difference', look: 'difference' },
    ]
    return html`<div class="table-tab">
      <div class="tools">
        <label class="inline-field search-field">Search <input class="input" type="search" placeholder="Address, hardware address, client-id, host name" .value=${this.search} @input=${this.type}></label>
        <vscode-checkbox .checked=${this.only === 'different'} label="Only different" @change=${() => (this.only = this.only === 'all' ? 'different' : 'all')}></vscode-checkbox>
        <span class="grow"></span>
        ${window === undefined ? nothing : html`<span class="tally">${counted(window.total, 'lease')}</span><span class="sign ${window.different > 0 ? 'sign-finding' : ''}">${icon(window.different > 0 ? 'warning' : 'check')}<span>${window.different === 0 ? 'No difference' : `${count(window.different)} different`}</span></span>`}
      </div>
      <kea-grid .label=${'Leases'} .kind=${'grid-leases'} .columns=${columns} .total=${window?.total ?? 0} .rows=${window} .active=${this.active}
        .cellsOf=${this.cellsOf} .lookOf=${this.lookOf} .empty=${this.search === '' && this.only === 'all' ? 'No server has a lease yet.' : 'No lease fits.'}
        @window=${this.showWindow} @move=${this.move}></kea-grid>
      ${this.renderDetail(names)}
    </div>`
  }

  private readonly cellsOf = (index: number): readonly Cell[] | undefined => {
    const row = rowAt(this.frame?.leases, index)
    const now = this.frame?.at ?? 0
    return row === undefined
      ? undefined
      : [row.address, String(row.subnet), ...row.sides.map((side) => renderSide(side, now)), row.difference === '' ? '' : html`<span class="sign sign-finding" title=${row.difference}>${icon('diff')}<span>${row.difference}</span></span>`]
  }

  private readonly lookOf = (index: number): string => (rowAt(this.frame?.leases, index)?.difference ? 'row-different' : '')

  /** The whole of the row that is chosen: what does not fit in a cell. */
  private renderDetail(names: readonly string[]): TemplateResult {
    const row: LeaseRow | undefined = this.active < 0 ? undefined : rowAt(this.frame?.leases, this.active)
    if (row === undefined) return html`<div class="strip dim">Choose a row to see all of its lease.</div>`
    return html`<div class="strip"><b class="mono">${row.address}</b> ${row.difference}
      ${row.sides.map((side, at) => html`<div><b>${names[at]}</b>: ${side === null ? 'no lease' : `${side.state}, hardware address ${side.hwaddr || 'none'}, client-id ${side.clientId || 'none'}, host name ${side.hostname || 'none'}, expires ${side.expires === null ? 'never' : `${day(side.expires)} ${clock(side.expires)}`}`}</div>`)}
    </div>`
  }
}

function renderSide(side: LeaseSide | null, now: number): Cell {
  if (side === null) return html`<span class="dim">none</span>`
  return html`<span class="side-hardware">${side.hwaddr || side.clientId}</span><span class="side-name">${side.hostname}</span><span class="side-expiry">${side.state === 'assigned' ? expiry(side.expires, now) : side.state}</span>`
}
