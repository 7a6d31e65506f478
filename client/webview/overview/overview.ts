/** The deployment at one glance: its servers, what is between them, what happened, and how fast they answer. */
import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { PagePart } from '../part'
import './charts'
import { renderLinks } from './links'
import { renderNotices } from './notices'
import { renderServer } from './server-card'
import './timeline'

@customElement('kea-overview')
export class Overview extends PagePart {
  @property({ attribute: false }) canBoot = true

  override connectedCallback(): void {
    super.connectedCallback()
    this.lab.look({ chart: true })
  }

  protected override render(): TemplateResult {
    const frame = this.frame
    if (frame === undefined) return html`<p class="empty">Nothing has been heard of the laboratory yet.</p>`
    const isRunning = frame.run === 'running'
    return html`
      ${frame.run === 'ready' ? html`<p class="empty">Nothing runs yet. <b>Start</b> boots every server of the deployment on this machine’s loopback addresses; nothing else on the network hears of them. The tab Explain needs no server.</p>` : nothing}
      <section class="pair ${frame.servers.length === 2 ? 'pair-two' : ''}" aria-label="Servers">
        ${frame.servers.map((server) => renderServer(server, { lab: this.lab, now: frame.at, isRunning }))}
        ${renderLinks(frame, this.lab)}
      </section>
      <kea-timeline .lab=${this.lab} .frame=${frame}></kea-timeline>
      <section class="panel charts-panel" aria-labelledby="charts-title">
        <h2 id="charts-title">Rates and latency</h2>
        ${frame.chart === undefined || frame.chart.at.length === 0 ? html`<p class="dim">Nothing has been measured yet.</p>` : html`<kea-charts .chart=${frame.chart}></kea-charts>`}
      </section>
      ${renderNotices(frame.notices ?? [], this.lab)}
    `
  }
}
