/** Clients: who is added, what groups there are and what they do at once or steadily, and each client with its lease. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { acts, type ClientAct, type ClientProfile } from '../../server/src/clients/profile'
import type { ClientRow, Frame, GroupView } from '../../server/src/lab/frame'
import type { Chosen, Results } from '../../server/src/lab/messages'
import { count, counted, expiry } from './format'
import { rowAt, type Cell, type Column } from './grid'
import { ListPart } from './list-part'
import { icon } from './marks'
import './grid'
import { hwaddrAfter } from './numbers'
import './profile-form'

const most = 100_000
const mostPerSecond = 10_000
const columns: readonly Column[] = [
  { title: 'Hardware address', look: 'mono' },
  { title: 'State', look: '' },
  { title: 'Address', look: 'mono' },
  { title: 'Server', look: '' },
  { title: 'Expires', look: '' },
  { title: 'Group', look: 'num' },
  { title: 'Last', look: '' },
]

@customElement('kea-clients')
export class Clients extends ListPart {
  @property({ attribute: false }) profile: ClientProfile | undefined = undefined
  @property({ attribute: false }) presets: Results['presets'] = []
  @state() private many = 1
  @state() private act: ClientAct | '' = 'dora'
  @state() private lives = true
  @state() private loadAct: ClientAct = 'renew'
  @state() private perSecond = 100

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('search')) this.look()
  }

  protected override look(): void {
    this.lab.look({ clients: { from: this.from, count: this.count, search: this.search } })
  }

  protected override render(): TemplateResult {
    const frame = this.frame
    const isRunning = frame?.run === 'running'
    return html`<div class="split">
      <section class="panel split-form" aria-labelledby="add-title">
        <h2 id="add-title">Add clients</h2>
        <kea-profile-form .lab=${this.lab} .frame=${frame} .profile=${this.profile} .presets=${this.presets}></kea-profile-form>
        <div class="add-row">
          <label class="field"><span>How many</span><input class="input number" type="number" min="1" max=${most} .value=${String(this.many)} @change=${(event: Event) => (this.many = Math.max(1, Math.min(most, Math.round(numberOf(event)) || 1)))}></label>
          <label class="field"><span>What they do first</span>${this.renderActs(this.act, (act) => (this.act = act), true)}</label>
        </div>
        <vscode-checkbox label="They live as real clients do: renew, rebind and begin anew" .checked=${this.lives} @change=${() => (this.lives = !this.lives)}></vscode-checkbox>
        <vscode-button icon="add" ?disabled=${!isRunning} @click=${() => void this.add()}>Add ${counted(this.many, 'client')}</vscode-button>
        ${isRunning ? nothing : html`<p class="dim">Clients can be added once the servers run.</p>`}
      </section>
      <div class="split-list">
        ${frame === undefined ? nothing : this.renderGroups(frame, isRunning)}
        ${this.renderList(frame, isRunning)}
      </div>
    </div>`
  }

  private renderActs(chosen: string, choose: (act: ClientAct) => void, withNone: boolean): TemplateResult {
    return html`<select class="input" @change=${(event: Event) => {
      const value = event.target instanceof HTMLSelectElement ? event.target.value : ''
      const act = acts.find((one) => one === value)
      if (act !== undefined) choose(act)
      else if (withNone) this.act = ''
    }}>${withNone ? html`<option value="" ?selected=${chosen === ''}>nothing</option>` : nothing}${acts.map((act) => html`<option value=${act} ?selected=${act === chosen}>${act}</option>`)}</select>`
  }

  private async add(): Promise<void> {
    if (this.profile === undefined) return
    const added = await this.lab.ask({ ask: 'add-clients', profile: this.profile, count: this.many, act: this.act === '' ? undefined : this.act, lives: this.lives })
    if (added === undefined) return
    this.lab.announce(`${counted(this.many, 'client')} added`)
    // The next ones are others: two clients of one hardware address would share a lease.
    this.dispatchEvent(new CustomEvent('profile', { detail: { ...this.profile, hwaddr: hwaddrAfter(this.profile.hwaddr, this.many) }, bubbles: true }))
  }

  private renderGroups(frame: Frame, isRunning: boolean): TemplateResult {
    return html`<section class="panel" aria-labelledby="groups-title">
      <header class="card-head"><h2 id="groups-title">Groups</h2><span class="dim">${counted(frame.clients.total, 'client')}, ${count(frame.clients.bound)} with a lease, ${count(frame.clients.asking)} asking</span></header>
      <table class="small-table groups">
        <thead><tr><th scope="col">Group</th><th scope="col" class="num">Clients</th><th scope="col" class="num">With a lease</th><th scope="col">Lives</th><th scope="col">All at once</th></tr></thead>
        <tbody>${frame.groups.map((group) => this.renderGroup(group, isRunning))}
          ${frame.groups.length === 0 ? html`<tr><td colspan="5" class="dim">None yet.</td></tr>` : nothing}</tbody>
      </table>
      ${this.renderLoad(frame, isRunning)}
    </section>`
  }

  private renderGroup(group: GroupView, isRunning: boolean): TemplateResult {
    return html`<tr><th scope="row">${group.id}: ${group.title}</th><td class="num">${count(group.count)}</td><td class="num">${count(group.bound)}</td><td>${group.lives ? 'yes' : 'no'}</td>
      <td>${this.renderActButtons({ group: group.id }, `group ${group.id}`, isRunning)}</td></tr>`
  }

  /** Every act for some clients, and their removal. */
  private renderActButtons(clients: Chosen, name: string, isRunning: boolean): TemplateResult {
    return html`<span class="act-buttons" role="group" aria-label="What ${name} does now">
      ${acts.map((act) => html`<button class="toggle" ?disabled=${!isRunning} @click=${() => void this.lab.ask({ ask: 'act', clients, act })}>${act}</button>`)}
      <button class="toggle" title="Remove" aria-label="Remove ${name}" ?disabled=${!isRunning} @click=${() => void this.lab.ask({ ask: 'remove-clients', clients })}>${icon('trash')}</button>
    </span>`
  }

  private renderLoad(frame: Frame, isRunning: boolean): TemplateResult {
    return html`<div class="tools load" role="group" aria-label="Steady load">
      <b>Steady load</b>
      <label class="inline-field">Act ${this.renderActs(this.loadAct, (act) => (this.loadAct = act), false)}</label>
      <label class="inline-field">Times a second <input class="input number" type="number" min="1" max=${mostPerSecond} .value=${String(this.perSecond)} @change=${(event: Event) => (this.perSecond = Math.max(1, Math.min(mostPerSecond, numberOf(event) || 1)))}></label>
      <vscode-button secondary icon="dashboard" ?disabled=${!isRunning || frame.clients.total === 0} @click=${() => void this.lab.ask({ ask: 'load', clients: 'all', act: this.loadAct, perSecond: this.perSecond })}>Set load</vscode-button>
      <vscode-button secondary icon="debug-stop" ?disabled=${frame.load === null} @click=${() => void this.lab.ask({ ask: 'load', clients: 'all', act: this.loadAct, perSecond: 0 })}>Stop load</vscode-button>
      <span>${frame.load === null ? html`<span class="dim">None now.</span>` : html`Now: <b>${frame.load.act}</b>, ${count(frame.load.perSecond)} a second`}</span>
    </div>`
  }

  private renderList(frame: Frame | undefined, isRunning: boolean): TemplateResult {
    const window = frame?.clientList
    const row: ClientRow | undefined = this.active < 0 ? undefined : rowAt(window, this.active)
    return html`<div class="client-list">
      <div class="tools"><label class="inline-field search-field">Search <input class="input" type="search" placeholder="Hardware address, address, state" .value=${this.search} @input=${this.type}></label>
        <span class="grow"></span><span class="tally">${counted(window?.total ?? 0, 'client')}</span></div>
      <kea-grid .label=${'Clients'} .kind=${'grid-clients'} .columns=${columns} .total=${window?.total ?? 0} .rows=${window} .active=${this.active} .cellsOf=${this.cellsOf}
        .empty=${this.search === '' ? 'No client has been added yet.' : 'No client fits.'} @window=${this.showWindow} @move=${this.move}></kea-grid>
      <div class="strip">${row === undefined ? html`<span class="dim">Choose a client to let it do something by itself.</span>` : html`<b class="mono">${row.hwaddr}</b> ${this.renderActButtons({ client: row.id }, row.hwaddr, isRunning)}`}</div>
    </div>`
  }

  private readonly cellsOf = (index: number): readonly Cell[] | undefined => {
    const row = rowAt(this.frame?.clientList, index)
    if (row === undefined) return undefined
    const hasLease = row.address !== ''
    return [row.hwaddr, html`<span class=${row.state === 'refused' ? 'sign sign-fault' : ''}>${row.state}</span>`, row.address, row.server, hasLease ? expiry(row.expires, this.frame?.at ?? 0) : '', String(row.group), row.last]
  }
}

function numberOf(event: Event): number {
  return event.target instanceof HTMLInputElement ? event.target.valueAsNumber : NaN
}
