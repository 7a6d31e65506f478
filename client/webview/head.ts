/** The head of the page: what runs, in which time, and what starts, ends, records and replays it. */
import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Frame } from '../../server/src/lab/frame'
import { clock, day, span } from './format'
import { icon } from './marks'
import { PagePart } from './part'
import './play-dialog'

const speeds = [0, 1, 10, 60, 600, 3600]
const anHour = 3_600_000

const runWords: Readonly<Record<Frame['run'], string>> = { ready: 'Not started', booting: 'Starting', running: 'Running', ending: 'Ending' }

@customElement('kea-head')
export class PageHead extends PagePart {
  @property({ attribute: false }) canBoot = true
  @state() private isChoosing = false

  protected override render(): TemplateResult {
    const frame = this.frame
    return html`<header class="head">
      <div class="head-name">
        <h1>${frame?.title ?? 'Test pair'}</h1>
        ${frame === undefined ? html`<span class="dim">Waiting for the laboratory …</span>` : html`<span class="dim">Kea ${frame.release}</span><span class="chip run-${frame.run}">${runWords[frame.run]}</span>`}
      </div>
      ${frame === undefined ? nothing : this.renderClock(frame)}
      ${frame === undefined ? nothing : this.renderActs(frame)}
      <kea-play-dialog .lab=${this.lab} .open=${this.isChoosing} @close=${() => (this.isChoosing = false)}></kea-play-dialog>
    </header>`
  }

  private renderClock(frame: Frame): TemplateResult {
    const isVirtual = frame.time === 'virtual'
    return html`<div class="head-clock">
      <span class="clock" title="The laboratory’s own time">${day(frame.at)} <b>${clock(frame.at)}</b></span>
      <span class="chip">${isVirtual ? 'virtual time' : 'real time'}</span>
      ${isVirtual && frame.run === 'running' ? this.renderSpeed(frame) : nothing}
    </div>`
  }

  private renderSpeed(frame: Frame): TemplateResult {
    const choices = speeds.includes(frame.speed) ? speeds : [...speeds, frame.speed]
    return html`
      <vscode-single-select class="speed" label="Speed of virtual time" .value=${String(frame.speed)} @change=${this.setSpeed}>
        ${choices.map((factor) => html`<vscode-option value=${String(factor)}>${factor === 0 ? 'Stands still' : `${factor === 60 ? '1 min' : span(factor * 1000)} a second`}</vscode-option>`)}
      </vscode-single-select>
      <vscode-button secondary @click=${() => void this.lab.ask({ ask: 'pass', ms: anHour })}>Let an hour pass</vscode-button>
    `
  }

  private readonly setSpeed = (event: Event): void => {
    const factor = Number(Reflect.get(event.currentTarget ?? {}, 'value'))
    if (Number.isFinite(factor)) void this.lab.ask({ ask: 'speed', factor })
  }

  private renderActs(frame: Frame): TemplateResult {
    if (frame.run !== 'running') {
      const cannot = !this.canBoot || frame.run !== 'ready'
      return html`<div class="head-acts">
        <vscode-button icon="play" ?disabled=${cannot} @click=${() => this.boot('real')}>Start</vscode-button>
        <vscode-button icon="watch" secondary ?disabled=${cannot} @click=${() => this.boot('virtual')}>Start in virtual time</vscode-button>
      </div>`
    }
    const other = frame.time === 'real' ? 'virtual' : 'real'
    return html`<div class="head-acts">
      ${frame.playing === null
        ? html`<vscode-button icon="run-all" secondary @click=${() => (this.isChoosing = true)}>Play scenario …</vscode-button>`
        : html`<span class="playing" title=${frame.playing.text}>${icon('run-all')} Line ${frame.playing.line} of ${frame.playing.lines}</span>
            <vscode-button secondary icon="debug-stop" @click=${() => void this.lab.ask({ ask: 'stop-playing' })}>Stop playing</vscode-button>`}
      <vscode-button icon=${frame.isRecording ? 'stop-circle' : 'record'} secondary @click=${() => void this.record(!frame.isRecording)}>${frame.isRecording ? 'End recording' : 'Record'}</vscode-button>
      <vscode-button secondary icon="debug-restart" @click=${() => this.boot(other)}>Restart in ${other} time</vscode-button>
      <vscode-button icon="debug-stop" @click=${() => void this.lab.ask({ ask: 'end' })}>End</vscode-button>
    </div>`
  }

  private boot(time: 'real' | 'virtual'): void {
    void this.lab.ask({ ask: 'boot', time })
  }

  private async record(on: boolean): Promise<void> {
    const recorded = await this.lab.ask({ ask: 'record', on })
    if (!on && recorded !== undefined) this.lab.newDocument(recorded.scenario)
  }
}
