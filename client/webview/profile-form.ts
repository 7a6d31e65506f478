/** A client as a person describes it, field by field; the same for clients that are added and for one that is explained. */
import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ClientProfile, Relay } from '../../server/src/clients/profile'
import type { Results } from '../../server/src/lab/messages'
import { icon } from './marks'
import { PagePart } from './part'
import { numbersOf } from './numbers'

type TextKey = 'hwaddr' | 'clientId' | 'hostname' | 'fqdn' | 'vendorClass' | 'userClass' | 'requestedAddress'

const noRelay: Relay = { address: '', circuitId: '', remoteId: '', linkSelection: '' }

/** Tells `profile` with the whole profile after each change. */
@customElement('kea-profile-form')
export class ProfileForm extends PagePart {
  @property({ attribute: false }) profile: ClientProfile | undefined = undefined
  @property({ attribute: false }) presets: Results['presets'] = []

  protected override render(): TemplateResult {
    const profile = this.profile
    if (profile === undefined) return html``
    return html`<div class="fields">
      <label class="field"><span>Preset</span><select class="input" @change=${this.choosePreset}>
        <option value="" ?selected=${profile.preset === ''}>None</option>
        ${this.presets.filter((preset) => preset.name !== 'plain').map((preset) => html`<option value=${preset.name} ?selected=${preset.name === profile.preset}>${preset.title}</option>`)}
      </select></label>
      ${this.text('hwaddr', 'Hardware address', '02:00:00:00:00:01')}
      ${this.text('clientId', 'Client identifier (61)', 'hwaddr, hex or \'text\'')}
      ${this.text('hostname', 'Host name (12)', 'pc-{n}')}
      ${this.text('fqdn', 'Client FQDN (81)', 'pc-{n}.example.org')}
      ${this.text('vendorClass', 'Vendor class (60)', 'MSFT 5.0')}
      ${this.text('userClass', 'User class (77)', 'none')}
      ${this.text('requestedAddress', 'Requested address (50)', 'none')}
      <label class="field"><span>Requested options (55)</span><input class="input mono" .value=${profile.requestList.join(', ')} @change=${this.setRequests}></label>
      <label class="field"><span>secs</span><input class="input" type="number" min="0" max="65535" placeholder="since it began" .value=${profile.secs === undefined ? '' : String(profile.secs)} @change=${this.setSecs}></label>
    </div>
    <div class="checks">
      <vscode-checkbox label="Wants answers by broadcast" .checked=${profile.broadcast} @change=${() => this.change({ broadcast: !profile.broadcast })}></vscode-checkbox>
      <vscode-checkbox label="Cloned: all send the same identifier" .checked=${profile.isCloned} @change=${() => this.change({ isCloned: !profile.isCloned })}></vscode-checkbox>
      <vscode-checkbox label="Behind a relay" .checked=${profile.relay !== undefined} @change=${() => this.change({ relay: profile.relay === undefined ? noRelay : undefined })}></vscode-checkbox>
    </div>
    ${profile.relay === undefined ? nothing : this.renderRelay(profile.relay)}
    ${this.renderOtherOptions(profile)}
    ${this.renderServers(profile)}`
  }

  private text(key: TextKey, label: string, placeholder: string): TemplateResult {
    return html`<label class="field"><span>${label}</span><input class="input" placeholder=${placeholder} spellcheck="false" .value=${this.profile?.[key] ?? ''} @input=${(event: Event) => this.change({ [key]: typed(event) })}></label>`
  }

  private renderRelay(relay: Relay): TemplateResult {
    const part = (key: keyof Relay, label: string, placeholder: string): TemplateResult =>
      html`<label class="field"><span>${label}</span><input class="input" placeholder=${placeholder} spellcheck="false" .value=${relay[key]} @input=${(event: Event) => this.change({ relay: { ...(this.profile?.relay ?? noRelay), [key]: typed(event) } })}></label>`
    return html`<fieldset class="fields"><legend>Relay</legend>
      ${part('address', 'Its address (giaddr)', '192.0.2.1')}
      ${part('circuitId', 'Circuit id (82.1)', 'text or hex with colons')}
      ${part('remoteId', 'Remote id (82.2)', 'text or hex with colons')}
      ${part('linkSelection', 'Link selection (82.5)', 'none')}
    </fieldset>`
  }

  private renderOtherOptions(profile: ClientProfile): TemplateResult {
    const set = (at: number, part: { code?: number; data?: string }): void => this.change({ options: (this.profile?.options ?? []).map((option, index) => (index === at ? { ...option, ...part } : option)) })
    return html`<details class="fold" ?open=${profile.options.length > 0}><summary>Other options <span class="dim">${profile.options.length === 0 ? 'none' : profile.options.length}</span></summary>
      ${profile.options.map((option, at) => html`<div class="option-row">
        <input class="input number" type="number" min="1" max="254" aria-label="Code of option ${at + 1}" .value=${String(option.code)} @change=${(event: Event) => set(at, { code: Number(typed(event)) })}>
        <input class="input mono grow" placeholder="data in hex" spellcheck="false" aria-label="Data of option ${at + 1}, hex" .value=${option.data} @input=${(event: Event) => set(at, { data: typed(event) })}>
        <button class="icon-button" title="Remove" aria-label="Remove option ${at + 1}" @click=${() => this.change({ options: profile.options.filter((_, index) => index !== at) })}>${icon('trash')}</button></div>`)}
      <button class="toggle" @click=${() => this.change({ options: [...profile.options, { code: 43, data: '' }] })}>${icon('add')} Add an option</button>
    </details>`
  }

  private renderServers(profile: ClientProfile): TemplateResult | typeof nothing {
    const names = this.frame?.servers.map((server) => server.name) ?? []
    if (names.length < 2) return nothing
    const reaches = (name: string): boolean => profile.servers.length === 0 || profile.servers.includes(name)
    const turn = (name: string): void => {
      const next = names.filter((one) => (one === name ? !reaches(one) : reaches(one)))
      this.change({ servers: next.length === names.length || next.length === 0 ? [] : next })
    }
    return html`<div class="checks" role="group" aria-label="Servers that it reaches"><span class="dim">Reaches</span>
      ${names.map((name) => html`<vscode-checkbox label=${name} .checked=${reaches(name)} @change=${() => turn(name)}></vscode-checkbox>`)}</div>`
  }

  private readonly choosePreset = (event: Event): void => {
    const name = event.target instanceof HTMLSelectElement ? event.target.value : ''
    const preset = this.presets.find((one) => one.name === name)
    // What tells this client from others stays; what kind it is comes from the preset.
    if (preset === undefined) this.change({ preset: '' })
    else this.change({ ...preset.profile, hwaddr: this.profile?.hwaddr ?? preset.profile.hwaddr, servers: this.profile?.servers ?? [], relay: this.profile?.relay ?? preset.profile.relay })
  }

  private readonly setRequests = (event: Event): void => {
    this.change({ requestList: numbersOf(typed(event), 254) })
    this.requestUpdate()
  }

  private readonly setSecs = (event: Event): void => {
    const text = typed(event)
    this.change({ secs: text === '' ? undefined : Math.max(0, Math.min(65_535, Math.round(Number(text)))) })
  }

  private change(part: Partial<ClientProfile>): void {
    if (this.profile === undefined) return
    this.profile = { ...this.profile, ...part }
    this.dispatchEvent(new CustomEvent('profile', { detail: this.profile, bubbles: true }))
  }
}

function typed(event: Event): string {
  return event.target instanceof HTMLInputElement ? event.target.value : ''
}
