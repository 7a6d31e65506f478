/** What a client would get from these files and why, step by step; no server has to run for it. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { ClientProfile } from '../../server/src/clients/profile'
import { explainedActs, stepTitles, type ExplainedAct, type Explanation, type ServerExplanation, type Step, type StepKind } from '../../server/src/explain/explanation'
import type { Results } from '../../server/src/lab/messages'
import { icon, placeLink } from './marks'
import { PagePart } from './part'
import './profile-form'

export interface Explained {
  readonly profile: ClientProfile
  readonly act: ExplainedAct
  readonly result: Explanation | undefined
  /** Asked for from outside: explained as soon as it is shown. */
  readonly isAsked: boolean
}

const actTitles: Readonly<Record<ExplainedAct, string>> = { dora: 'asks for a lease', renew: 'renews its lease', inform: 'asks for options only' }

const verdicts: Readonly<Record<Step['verdict'], readonly [string, string]>> = { yes: ['check', 'yes: '], no: ['close', 'no: '], info: ['circle-small-filled', ''] }

/** Tells `explained` when the question or the answer changes. */
@customElement('kea-explain')
export class Explain extends PagePart {
  @property({ attribute: false }) explained: Explained | undefined = undefined
  @property({ attribute: false }) presets: Results['presets'] = []
  @state() private isAsking = false
  private unfolded = new WeakSet<Step>()
  private timer: ReturnType<typeof setTimeout> | undefined = undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.lab.look({})
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.timer)
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('explained') && this.explained?.isAsked === true) void this.explain()
  }

  protected override render(): TemplateResult {
    const explained = this.explained
    if (explained === undefined) return html``
    return html`<div class="split">
      <section class="panel split-form" aria-labelledby="who-title" @keydown=${this.pressed}>
        <h2 id="who-title">The client</h2>
        <kea-profile-form .lab=${this.lab} .frame=${this.frame} .profile=${explained.profile} .presets=${this.presets} @profile=${(event: CustomEvent<ClientProfile>) => this.alter({ profile: event.detail })}></kea-profile-form>
        <label class="field"><span>What it does</span><select class="input" @change=${this.chooseAct}>${explainedActs.map((act) => html`<option value=${act} ?selected=${act === explained.act}>${actTitles[act]}</option>`)}</select></label>
        <vscode-button icon="question" @click=${() => void this.explain()}>Explain</vscode-button>
      </section>
      <section class="split-list" aria-labelledby="what-title" aria-busy=${this.isAsking}>
        <h2 id="what-title" class=${explained.result === undefined ? 'unseen' : 'explain-summary'}>${explained.result?.summary ?? 'What it would get'}</h2>
        ${explained.result === undefined
          ? html`<p class="empty">${this.isAsking ? 'Working it out …' : html`Describe a client and press <b>Explain</b>: you see which subnet is chosen, which classes it is in and why, its reservation, pool, address, options and lifetimes, and which server answers. No server has to run.`}</p>`
          : html`<div class="columns">${explained.result.servers.map((server) => this.renderServer(server))}</div>`}
      </section>
    </div>`
  }

  private renderServer(server: ServerExplanation): TemplateResult {
    const tone = server.answer === 'none' ? 'off' : server.answer === 'NAK' ? 'bad' : 'good'
    return html`<article class="panel explain-server tone-${tone}" aria-label="Server ${server.server}">
      <header class="card-head"><h3>${server.server}</h3><span class="chip tone-${tone}">${server.answer === 'none' ? 'no answer' : server.answer}</span><span class="mono">${server.address}</span></header>
      <p>${server.summary}</p>
      <div class="steps">${groupsOf(server.steps).map((group) => html`<div class="step-group"><h4>${stepTitles[group.kind]}</h4><ul>${group.steps.map((step) => this.renderStep(step))}</ul></div>`)}</div>
    </article>`
  }

  private renderStep(step: Step): TemplateResult {
    const [name, word] = verdicts[step.verdict]
    const line = html`<span class="verdict verdict-${step.verdict}">${icon(name)}<span class="unseen">${word}</span></span><span class="step-text">${step.text} ${placeLink(this.lab, step.place)}</span>`
    const parts = step.parts ?? []
    if (parts.length === 0) return html`<li class="step">${line}</li>`
    const isOpen = this.unfolded.has(step)
    return html`<li><div class="step">${line}<button class="icon-button unfold" aria-expanded=${isOpen} @click=${() => this.turn(step)}>${icon(isOpen ? 'chevron-down' : 'chevron-right')}${parts.length}<span class="unseen"> parts of: ${step.text}</span></button></div>
      ${isOpen ? html`<ul>${parts.map((part) => this.renderStep(part))}</ul>` : nothing}</li>`
  }

  private turn(step: Step): void {
    if (!this.unfolded.delete(step)) this.unfolded.add(step)
    this.requestUpdate()
  }

  private readonly chooseAct = (event: Event): void => {
    const value = event.target instanceof HTMLSelectElement ? event.target.value : ''
    const act = explainedActs.find((one) => one === value)
    if (act !== undefined) this.alter({ act })
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) void this.explain()
  }

  /** Once something was explained, the answer follows what is typed. */
  private alter(part: Partial<Explained>): void {
    if (this.explained === undefined) return
    this.tell({ ...this.explained, ...part, isAsked: false })
    if (this.explained.result === undefined) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.explain(), 500)
  }

  private async explain(): Promise<void> {
    clearTimeout(this.timer)
    const asked = this.explained
    if (asked === undefined) return
    this.tell({ ...asked, isAsked: false })
    this.isAsking = true
    const result = await this.lab.ask({ ask: 'explain', profile: asked.profile, act: asked.act })
    this.isAsking = false
    // What was typed meanwhile stays, and is asked about by itself.
    if (result === undefined) return
    this.tell({ ...(this.explained ?? asked), result, isAsked: false })
    this.lab.announce(result.summary)
  }

  private tell(explained: Explained): void {
    this.explained = explained
    this.dispatchEvent(new CustomEvent('explained', { detail: explained }))
  }
}

interface StepGroup {
  readonly kind: StepKind
  readonly steps: readonly Step[]
}

/** Steps of one kind stand together, in the recipe's order. */
function groupsOf(steps: readonly Step[]): readonly StepGroup[] {
  const groups: { kind: StepKind; steps: Step[] }[] = []
  for (const step of steps) {
    const last = groups.at(-1)
    if (last?.kind === step.kind) last.steps.push(step)
    else groups.push({ kind: step.kind, steps: [step] })
  }
  return groups
}
