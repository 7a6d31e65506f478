/** The time line: what state each server was in, when, and what caused each step; drawn, and as a list. */
import { html, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { TimelineStep } from '../../../server/src/lab/frame'
import { clock, counted } from '../format'
import { icon, placeLink, toneOf } from '../marks'
import { PagePart } from '../part'
import { axisStep, lanesOf, type Lane, type Stretch } from './lanes'

const laneHeight = 40
const axisHeight = 20
const nameWidth = 90
/** Padding and border of the panel around it, px. */
const panelEdges = 26
const windows: readonly (readonly [string, number])[] = [['1 min', 60_000], ['5 min', 300_000], ['1 h', 3_600_000], ['1 d', 86_400_000], ['All', Infinity]]

@customElement('kea-timeline')
export class Timeline extends PagePart {
  @state() private width = 800
  /** ms; undefined until somebody chooses: of real time the last minutes, of virtual time all. */
  @state() private chosenSpan: number | undefined = undefined
  private shown = Infinity
  @state() private chosen: TimelineStep | undefined = undefined
  /** The right end; moves once a second, or with a new step. */
  private now = 0
  private drawn = 0
  private steps: readonly TimelineStep[] | undefined = undefined
  private sizes: ResizeObserver | undefined = undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.sizes = new ResizeObserver((entries) => (this.width = Math.max(300, Math.floor(entries[0]?.contentRect.width ?? 800) - panelEdges)))
    this.sizes.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.sizes?.disconnect()
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    const frame = this.frame
    if (!changed.has('frame') || changed.size > 1 || frame === undefined) return true
    return this.steps !== frame.timeline || performance.now() - this.drawn > 950
  }

  protected override render(): TemplateResult {
    this.drawn = performance.now()
    const frame = this.frame
    this.steps = frame?.timeline
    this.shown = this.chosenSpan ?? (frame?.time === 'virtual' ? Infinity : 300_000)
    const steps = this.steps ?? []
    this.now = frame?.at ?? 0
    const lanes = lanesOf(steps, frame?.servers.map((server) => server.name) ?? [])
    return html`<section class="panel timeline" aria-labelledby="timeline-title">
      <header class="card-head"><h2 id="timeline-title">Time line</h2>
        <span class="grow dim">${steps.length === 0 ? 'Nothing has happened yet.' : counted(steps.length, 'step')}</span>
        <div class="choices" role="group" aria-label="How much of it is shown">
          ${windows.map(([text, ms]) => html`<button class="toggle" aria-pressed=${this.shown === ms} @click=${() => (this.chosenSpan = ms)}>${text}</button>`)}
        </div>
      </header>
      ${steps.length === 0 ? nothing : this.renderDrawing(lanes, steps)}
      ${this.renderChosen(steps)}
      ${steps.length === 0 ? nothing : this.renderList(steps)}
    </section>`
  }

  private renderDrawing(lanes: readonly Lane[], steps: readonly TimelineStep[]): TemplateResult {
    const first = steps[0]?.at ?? this.now
    const from = Math.max(first, this.now - this.shown)
    const length = Math.max(1000, this.now - from)
    const right = this.width - nameWidth - 8
    const x = (at: number): number => nameWidth + Math.max(0, Math.min(1, (at - from) / length)) * right
    const height = lanes.length * laneHeight + axisHeight
    const current = this.chosen ?? steps.at(-1)
    return html`<svg class="timeline-drawing" width=${this.width} height=${height} role="listbox" aria-label="Steps of all servers; arrow keys move from one to the next" @keydown=${this.move}>
      <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch" width="2" height="6"></rect></pattern></defs>
      ${this.renderAxis(from, length, x, height)}
      ${lanes.map((lane, index) => svg`<text class="lane-name" x="0" y=${index * laneHeight + 22} aria-hidden="true">${lane.server === '' ? 'all' : lane.server}</text>
        ${lane.stretches.filter((stretch) => (stretch.to ?? this.now) >= from).map((stretch) => this.renderStretch(stretch, index * laneHeight, x, current))}
        ${lane.marks.filter((mark) => mark.at >= from).map((mark) => this.renderMark(mark, index * laneHeight, x(mark.at), current))}`)}
    </svg>`
  }

  private renderAxis(from: number, length: number, x: (at: number) => number, height: number): SVGTemplateResult {
    const step = axisStep(length, Math.max(2, Math.floor(this.width / 110)))
    const ticks: number[] = []
    for (let at = Math.ceil(from / step) * step; at <= from + length; at += step) ticks.push(at)
    return svg`<g class="axis" aria-hidden="true">${ticks.map((at) => svg`<line x1=${x(at)} x2=${x(at)} y1="0" y2=${height - axisHeight}></line><text x=${x(at)} y=${height - 5} text-anchor=${x(at) > this.width - 40 ? 'end' : 'middle'}>${clock(at)}</text>`)}</g>`
  }

  private renderStretch(stretch: Stretch, top: number, x: (at: number) => number, current: TimelineStep | undefined): SVGTemplateResult {
    const { step } = stretch
    const left = x(stretch.from)
    const width = Math.max(2, x(stretch.to ?? this.now) - left)
    const room = Math.floor((width - 12) / 7)
    const label = step.state.length <= room ? step.state : room > 3 ? `${step.state.slice(0, room - 1)}…` : ''
    return svg`<g class="stretch tone-${toneOf(step.state)}" role="option" data-at=${step.at} tabindex=${step === current ? 0 : -1} aria-selected=${step === this.chosen}
      @focus=${() => (this.chosen = step)} @click=${() => (this.chosen = step)}>
      <title>${sentence(step)}</title>
      <rect class="stretch-ground" x=${left} y=${top + 6} width=${width} height=${laneHeight - 14}></rect>
      ${toneOf(step.state) === 'off' || toneOf(step.state) === 'bad' ? svg`<rect class="stretch-hatch" fill="url(#hatch)" x=${left} y=${top + 6} width=${width} height=${laneHeight - 14}></rect>` : nothing}
      <rect class="stretch-edge" x=${left} y=${top + 6} width=${width} height="3"></rect>
      <text x=${left + 5} y=${top + 24} aria-hidden="true">${label}</text>
    </g>`
  }

  private renderMark(step: TimelineStep, top: number, x: number, current: TimelineStep | undefined): SVGTemplateResult {
    const drawing = svg`<line x1=${x} x2=${x} y1=${top + 3} y2=${top + laneHeight - 6}></line><path d=${`M${x - 5} ${top}h10l-5 7z`}></path>`
    // One that changed the state is told by the stretch that begins with it.
    if (step.state !== '') return svg`<g class="act-mark" aria-hidden="true">${drawing}</g>`
    return svg`<g class="act-mark" role="option" data-at=${step.at} tabindex=${step === current ? 0 : -1} aria-selected=${step === this.chosen}
      @focus=${() => (this.chosen = step)} @click=${() => (this.chosen = step)}>
      <title>${sentence(step)}</title>
      ${drawing}
    </g>`
  }

  /** Left and right in time, up and down between servers. */
  private readonly move = (event: KeyboardEvent): void => {
    const options = [...this.querySelectorAll<SVGElement>('[role="option"]')].sort((a, b) => Number(a.dataset['at']) - Number(b.dataset['at']))
    const here = options.findIndex((option) => option === document.activeElement)
    const next = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: options.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    options[Math.max(0, Math.min(options.length - 1, next))]?.focus()
  }

  private renderChosen(steps: readonly TimelineStep[]): TemplateResult | typeof nothing {
    const step = this.chosen ?? steps.at(-1)
    if (step === undefined) return nothing
    return html`<div class="chosen-step">
      <time class="mono">${clock(step.at)}</time> <b>${step.server}</b> ${step.state === '' ? nothing : html`<span class="chip tone-${toneOf(step.state)}">${step.state}</span>`}
      <span>${step.cause}</span> ${this.renderBecause(step)}</div>`
  }

  private renderBecause(step: TimelineStep): TemplateResult | typeof nothing {
    if (step.because.length === 0) return nothing
    return html`<span class="because">${icon('lightbulb')} because ${step.because.map((one, index) => html`${index > 0 ? '; ' : ''}${one.text} ${placeLink(this.lab, one.place)}`)}</span>`
  }

  private renderList(steps: readonly TimelineStep[]): TemplateResult {
    const newest = [...steps].reverse()
    return html`<details class="fold"><summary>All steps as a list <span class="dim">newest first</span></summary>
      <div class="step-list" tabindex="0" role="region" aria-label="All steps as a list"><ol reversed>
        ${newest.map((step) => html`<li><time class="mono">${clock(step.at)}</time><b>${step.server}</b><span class=${step.state === '' ? 'dim' : `chip tone-${toneOf(step.state)}`}>${step.state === '' ? 'done here' : step.state}</span><span>${step.cause} ${this.renderBecause(step)}</span></li>`)}
      </ol></div></details>`
  }
}

function sentence(step: TimelineStep): string {
  const what = step.state === '' ? step.server : `${step.server} ${step.state}`
  return `${clock(step.at)}, ${what}: ${step.cause}${step.because.length === 0 ? '' : ` Because: ${step.because.map((one) => one.text).join(' ')}`}`
}
