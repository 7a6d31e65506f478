/** A subnet as one server has it: its pools in figures, and every address as a cell. */
import { html, nothing, svg, type SVGTemplateResult, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { guard } from 'lit/directives/guard.js'
import type { AddressMap, SubnetView } from '../../server/src/lab/frame'
import { cellKinds, type CellKind } from './cells'
import { count } from './format'
import { placeLink } from './marks'
import { PagePart } from './part'
import './address-canvas'

const mostCells = 4096

@customElement('kea-addresses')
export class Addresses extends PagePart {
  @state() private server = ''
  @state() private subnet: number | undefined = undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.look()
  }

  protected override willUpdate(changed: PropertyValues): void {
    const servers = this.frame?.servers ?? []
    if (!servers.some((server) => server.name === this.server)) this.server = servers[0]?.name ?? ''
    if (changed.has('server') || changed.has('subnet')) this.look()
  }

  private look(): void {
    if (this.server === '') this.lab.look({})
    else this.lab.look({ addresses: { server: this.server, subnet: this.subnet, mostCells } })
  }

  protected override render(): TemplateResult {
    const frame = this.frame
    const map = frame?.addresses
    if (frame === undefined || map === undefined || map.subnets.length === 0) return html`<p class="empty">No subnet is known yet${frame?.run === 'running' ? '' : ': nothing runs'}.</p>`
    const chosen = map.subnets.find((subnet) => subnet.id === map.subnet)
    return html`<div class="tools">
        <label class="inline-field">Server <select class="input" @change=${(event: Event) => (this.server = valueOf(event))}>${frame.servers.map((server) => html`<option value=${server.name} ?selected=${server.name === this.server}>${server.name}</option>`)}</select></label>
        <label class="inline-field">Subnet <select class="input" @change=${(event: Event) => (this.subnet = Number(valueOf(event)))}>${this.renderSubnets(map)}</select></label>
        ${chosen === undefined ? nothing : placeLink(this.lab, chosen.place)}
      </div>
      ${chosen === undefined ? nothing : this.renderPools(chosen)}
      <section class="panel" aria-labelledby="map-title">
        <header class="card-head"><h2 id="map-title">Addresses</h2><span class="dim">${map.perCell === 1 ? 'Each cell is one address.' : `Each cell stands for ${count(map.perCell)} addresses and shows the most telling of them.`}</span></header>
        <kea-address-canvas .map=${map}></kea-address-canvas>
        <p class="legend-cells">${cellKinds.map((kind) => html`<span><svg class="legend-cell" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">${legendCell(kind.name)}</svg>${kind.words}</span>`)}</p>
      </section>`
  }

  /** Of ten thousand subnets the list is made once, and not with each frame. */
  private renderSubnets(map: AddressMap): unknown {
    const shape = `${map.server} ${map.subnet} ${map.subnets.length} ${map.subnets[0]?.text ?? ''} ${map.subnets.at(-1)?.text ?? ''}`
    return guard([shape], () => map.subnets.map((subnet) => html`<option value=${subnet.id} ?selected=${subnet.id === map.subnet}>${subnet.id}: ${subnet.text}${subnet.network === '' ? '' : ` in ${subnet.network}`}</option>`))
  }

  private renderPools(subnet: SubnetView): TemplateResult {
    return html`<section class="panel pools" aria-labelledby="pools-title">
      <h2 id="pools-title">${subnet.text}${subnet.network === '' ? '' : ` in ${subnet.network}`}</h2>
      <table class="small-table">
        <thead><tr><th scope="col">Pool</th><th scope="col" class="num">Addresses</th><th scope="col" class="num">Used</th><th scope="col" class="num">Declined</th><th scope="col" class="num">Free</th><th scope="col" class="num">In use</th></tr></thead>
        <tbody>${subnet.pools.map((pool) => html`<tr><th scope="row" class="mono">${pool.text}</th><td class="num">${count(pool.total)}</td><td class="num">${count(pool.used)}</td><td class="num">${count(pool.declined)}</td><td class="num">${count(pool.free)}</td><td class="num">${percent(pool.used, pool.total)}</td></tr>`)}
          <tr class="sum"><th scope="row">All pools, and ${count(subnet.reserved)} reserved</th><td class="num">${count(subnet.total)}</td><td class="num">${count(subnet.used)}</td><td class="num">${count(subnet.declined)}</td><td class="num">${count(subnet.free)}</td><td class="num">${percent(subnet.used, subnet.total)}</td></tr></tbody>
      </table>
    </section>`
  }
}

function legendCell(name: CellKind['name']): SVGTemplateResult {
  if (name === 'outside') return svg`<rect class="legend-dot" x="6" y="6" width="2" height="2"></rect>`
  const whole = name === 'reserved-used' ? svg`<rect class="cell-reserved-used" x="3" y="3" width="8" height="8"></rect>` : svg`<rect class=${`cell-${name}`} x="0.5" y="0.5" width="13" height="13"></rect>`
  if (name === 'reserved') return svg`${whole}<path class="legend-stroke" d="M0 14 14 0"></path>`
  return name === 'declined' ? svg`${whole}<path class="legend-cross" d="M0 14 14 0M0 0 14 14"></path>` : whole
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(part > 0 && part / whole < 0.1 ? 1 : 0)} %`
}

function valueOf(event: Event): string {
  return event.target instanceof HTMLSelectElement ? event.target.value : ''
}
