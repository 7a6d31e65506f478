/** Small signs that stand all over the page: icons, states with their tone, bars, places in files. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import type { Place } from '../../server/src/explain/explanation'
import type { NoticeView, ServerView } from '../../server/src/lab/frame'
import type { Lab } from './part'

/** What a state means to somebody who waits for an address: it is served, soon, by one server alone, or not. */
export type Tone = 'good' | 'busy' | 'alone' | 'care' | 'bad' | 'off'

const tones: Readonly<Record<string, Tone>> = {
  'hot-standby': 'good',
  'load-balancing': 'good',
  'passive-backup': 'good',
  backup: 'good',
  running: 'good',
  waiting: 'busy',
  syncing: 'busy',
  ready: 'busy',
  starting: 'busy',
  'partner-down': 'alone',
  'communication-recovery': 'alone',
  'in-maintenance': 'care',
  'partner-in-maintenance': 'care',
  paused: 'care',
  terminated: 'bad',
  refused: 'bad',
  down: 'off',
}

export function toneOf(state: string): Tone {
  return tones[state] ?? 'off'
}

/** The one state that says most of a server: that of High Availability while it runs, else its process's. */
export function stateOf(server: ServerView): string {
  if (server.process !== 'running') return server.process
  return server.ha[0]?.state ?? 'running'
}

/** An icon of the codicon font; what it says stands next to it in words. */
export function icon(name: string): TemplateResult {
  return html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`
}

/** A link to a line of a file, opened by the editor or in a dialog. */
export function placeLink(lab: Lab, place: Place | undefined, text?: string): TemplateResult | typeof nothing {
  if (place === undefined) return nothing
  const shown = text ?? `${baseName(place.file)}:${place.line}`
  return html`<button class="link" title="${place.file}:${place.line}:${place.column}" @click=${() => lab.open(place)}>${shown}</button>`
}

export function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
}

const noticeIcons: Readonly<Record<NoticeView['kind'], readonly [string, string]>> = {
  notice: ['info', 'Notice'],
  refused: ['circle-slash', 'Refused'],
  finding: ['warning', 'Finding'],
  change: ['diff-modified', 'Change'],
  fault: ['error', 'Fault'],
  act: ['person', 'Done here'],
}

export function noticeSign(kind: NoticeView['kind']): TemplateResult {
  const [name, word] = noticeIcons[kind]
  return html`<span class="sign sign-${kind}">${icon(name)}<span>${word}</span></span>`
}

export interface Bar {
  readonly label: string
  readonly value: number
  readonly most: number
  /** Where on the way something ought to have happened. */
  readonly mark?: number
  readonly text: string
  readonly tone: Tone
}

/** A value against its limit, drawn and in words. */
export function bar({ label, value, most, mark, text, tone }: Bar): TemplateResult {
  const part = (of: number): number => (most > 0 ? Math.min(100, (of / most) * 100) : 0)
  return html`<div class="measure" role="meter" aria-label=${label} aria-valuemin="0" aria-valuemax=${most} aria-valuenow=${Math.min(value, most)} aria-valuetext=${text}>
    <span class="measure-label">${label}</span>
    <svg class="measure-bar tone-${tone}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="measure-ground" width="100" height="6"></rect>
      <rect class="measure-fill" width=${part(value)} height="6"></rect>
      ${mark === undefined ? nothing : svg`<rect class="measure-mark" x=${part(mark)} width="0.7" height="6"></rect>`}
    </svg>
    <span class="measure-text">${text}</span>
  </div>`
}
