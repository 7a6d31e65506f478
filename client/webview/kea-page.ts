/** The whole page: head, tabs, what went wrong, and the connection that all parts share. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { plainProfile, type ClientProfile } from '../../server/src/clients/profile'
import type { Place } from '../../server/src/explain/explanation'
import { tabs, type AskBody, type HostSays, type Results, type Tab } from '../../server/src/lab/messages'
import { connect, type Connection } from './connection'
import type { Explained } from './explain'
import { count } from './format'
import { icon, stateOf } from './marks'
import { memoryOf, readMemory, type Memory } from './memory'
import { mergeFrames } from './merge-frames'
import { PagePart, type Lab } from './part'
import './addresses'
import './clients'
import './explain'
import './head'
import './leases'
import './overview/overview'
import './packets'
import './text-dialog'

const titles: Readonly<Record<Tab, string>> = {
  overview: 'Overview',
  leases: 'Leases',
  packets: 'Packets',
  addresses: 'Addresses',
  clients: 'Clients',
  explain: 'Explain',
}

@customElement('kea-page')
export class KeaPage extends PagePart {
  @state() private tab: Tab = 'overview'
  @state() private fault = ''
  @state() private reachable: boolean | undefined = undefined
  @state() private canBoot = true
  @state() private opened: Place | undefined = undefined
  @state() private said = ''
  @state() private presets: Results['presets'] = []
  /** What was typed stays while other tabs are shown. */
  @state() private profile: ClientProfile = plainProfile
  @state() private explained: Explained = { profile: plainProfile, act: 'dora', result: undefined, isAsked: false }
  private told = ''
  private connection: Connection | undefined = undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.connection = connect({
      frame: (frame) => (this.frame = mergeFrames(this.frame, frame)),
      says: (said) => this.hear(said),
      reachable: (is) => {
        this.reachable = is
        if (is && this.presets.length === 0) void this.askPresets()
      },
    })
    document.documentElement.classList.toggle('in-browser', this.connection.hosted === 'browser')
    this.lab = this.makeLab(this.connection)
    this.recall(readMemory(this.connection.remembered()))
  }

  private recall(memory: Memory | undefined): void {
    if (memory === undefined) return
    this.tab = memory.tab
    this.profile = memory.profile
    this.explained = { profile: memory.explained.profile, act: memory.explained.act, result: undefined, isAsked: memory.explained.wasAnswered }
  }

  protected override updated(changed: PropertyValues): void {
    if (['tab', 'profile', 'explained'].some((key) => changed.has(key))) this.connection?.remember(memoryOf(this.tab, this.profile, this.explained))
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('frame')) return
    if (this.frame === undefined) return
    // Told are changes of state, not every frame.
    const told = this.frame.servers.map((server) => `${server.name} ${stateOf(server)}`).join(', ')
    if (told !== this.told) this.said = this.told = told
  }

  protected override render(): TemplateResult {
    return html`
      <kea-head .lab=${this.lab} .frame=${this.frame} .canBoot=${this.canBoot}></kea-head>
      ${this.renderMessages()}
      <main class="main"><vscode-tabs class="tabs" .selectedIndex=${tabs.indexOf(this.tab)} @vsc-tabs-select=${this.select}>
        ${tabs.map((tab) => html`<vscode-tab-header slot="header">${titles[tab]}${this.renderCount(tab)}</vscode-tab-header>`)}
        ${tabs.map((tab) => html`<vscode-tab-panel>${tab === this.tab ? this.renderTab(tab) : nothing}</vscode-tab-panel>`)}
      </vscode-tabs></main>
      <kea-text-dialog .lab=${this.lab} .place=${this.opened} @close=${() => (this.opened = undefined)}></kea-text-dialog>
      <div class="unseen" role="status" aria-live="polite">${this.said}</div>
    `
  }

  private renderMessages(): TemplateResult {
    return html`<div class="messages">
      ${this.reachable === false ? html`<p class="message bad" role="alert">${icon('debug-disconnect')} <span>The laboratory is gone. This page tries to reach it again; what it shows is the last that was heard.</span></p>` : nothing}
      ${this.canBoot ? nothing : html`<p class="message care">${icon('workspace-untrusted')} <span>This workspace is not trusted: no server is started from it. Explain works without one.</span></p>`}
      ${this.fault === ''
        ? nothing
        : html`<div class="message bad" role="alert">${icon('error')} <span>${this.fault}</span>
            <button class="icon-button" title="Dismiss" aria-label="Dismiss this message" @click=${() => (this.fault = '')}>${icon('close')}</button></div>`}
    </div>`
  }

  private renderCount(tab: Tab): TemplateResult | typeof nothing {
    if (this.frame === undefined || tab !== 'clients' || this.frame.clients.total === 0) return nothing
    return html`<vscode-badge slot="content-after">${count(this.frame.clients.total)}</vscode-badge>`
  }

  private renderTab(tab: Tab): TemplateResult {
    switch (tab) {
      case 'leases':
        return html`<kea-leases .lab=${this.lab} .frame=${this.frame}></kea-leases>`
      case 'packets':
        return html`<kea-packets .lab=${this.lab} .frame=${this.frame}></kea-packets>`
      case 'addresses':
        return html`<kea-addresses .lab=${this.lab} .frame=${this.frame}></kea-addresses>`
      case 'clients':
        return html`<kea-clients .lab=${this.lab} .frame=${this.frame} .presets=${this.presets} .profile=${this.profile} @profile=${(event: CustomEvent<ClientProfile>) => (this.profile = event.detail)}></kea-clients>`
      case 'explain':
        return html`<kea-explain .lab=${this.lab} .frame=${this.frame} .presets=${this.presets} .explained=${this.explained} @explained=${(event: CustomEvent<Explained>) => (this.explained = event.detail)}></kea-explain>`
      case 'overview':
        return html`<kea-overview .lab=${this.lab} .frame=${this.frame} .canBoot=${this.canBoot}></kea-overview>`
    }
  }

  private select(event: CustomEvent<{ selectedIndex: number }>): void {
    // The selects inside of a tab have an event of their own that does not bubble; only the tabs' own is meant.
    this.tab = tabs[event.detail.selectedIndex] ?? 'overview'
  }

  private hear(said: HostSays): void {
    if ('show' in said) this.tab = said.show
    else if ('explain' in said) {
      this.explained = { profile: said.explain, act: 'dora', result: undefined, isAsked: true }
      this.tab = 'explain'
    } else this.canBoot = said.canBoot
  }

  private async askPresets(): Promise<void> {
    this.presets = (await this.lab.ask({ ask: 'presets' })) ?? []
    const plain = this.presets.find((preset) => preset.name === 'plain')?.profile
    if (!plain) return
    // Nobody has described another one yet.
    if (this.profile === plainProfile) this.profile = plain
    if (this.explained.profile === plainProfile) this.explained = { ...this.explained, profile: plain }
  }

  private makeLab(connection: Connection): Lab {
    return {
      ask: async <B extends AskBody>(body: B): Promise<Results[B['ask']] | undefined> => {
        try {
          const result = await connection.ask(body)
          this.fault = ''
          return result
        } catch (error) {
          this.fault = error instanceof Error ? error.message : String(error)
          return undefined
        }
      },
      look: (view) => connection.look(view),
      open: (place) => {
        if (connection.hosted === 'editor') connection.tell({ host: 'open', place })
        else this.opened = place
      },
      save: (name, base64) => connection.tell({ host: 'save', name, base64 }),
      newDocument: (text) => connection.tell({ host: 'new-document', text }),
      announce: (text) => (this.said = text),
    }
  }
}
