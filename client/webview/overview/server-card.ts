/** One server: how it is, what it knows of its partner, and what may be done to it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { HaView, ServerView } from '../../../server/src/lab/frame'
import type { ServerAct } from '../../../server/src/lab/messages'
import { count, counted, span } from '../format'
import { bar, baseName, icon, placeLink, stateOf, toneOf } from '../marks'
import type { Lab } from '../part'

export interface CardContext {
  readonly lab: Lab
  readonly now: number
  readonly isRunning: boolean
}

export function renderServer(server: ServerView, { lab, isRunning }: CardContext): TemplateResult {
  const state = stateOf(server)
  return html`<article class="panel card tone-${toneOf(state)}" aria-label="Server ${server.name}">
    <header class="card-head">
      <h2>${server.name}</h2>
      <span class="chip process-${server.process}">${server.process}</span>
      <span class="dim grow cut-off" title=${server.config}>${baseName(server.config)}${server.dhcp === '' ? '' : ` · ${server.dhcp}`}</span>
    </header>
    ${server.ha.length === 0 ? html`<p class="state">${state}</p>${server.process === 'running' ? html`<p class="dim">No High Availability in its file.</p>` : nothing}` : server.ha.map((ha) => renderHa(ha, server))}
    <dl class="facts">
      ${fact('Leases', count(server.leases))}
      ${fact('Declined', count(server.declined))}
      ${fact('Answered', `${count(server.rates.answered)}/s`)}
      ${fact('Unanswered', `${count(server.rates.unanswered)}/s`)}
      ${fact('Median', server.latency === null ? '–' : span(server.latency.median))}
      ${fact('p99', server.latency === null ? '–' : span(server.latency.p99))}
    </dl>
    ${renderActs(server, lab, isRunning)}
    ${renderDoors(server)}
    ${renderFindings(server, lab)}
  </article>`
}

function renderHa(ha: HaView, server: ServerView): TemplateResult {
  const isUp = server.process === 'running' || server.process === 'paused'
  return html`<div class="ha">
    <p class="state">${isUp ? ha.state : server.process}</p>
    <p class="role">${ha.role} in ${ha.mode}, ${ha.scopes.length === 0 ? 'answers nobody' : `answers clients of ${ha.scopes.join(' and ')}`}</p>
    <p class="role">${ha.partner === '' ? 'No partner' : html`Sees ${ha.partner} as <b>${ha.partnerState}</b>`}${ha.isInterrupted ? html` <span class="sign sign-fault">${icon('debug-disconnect')}<span>communication interrupted</span></span>` : nothing}</p>
    ${renderHeartbeat(ha)}
    ${bar({
      label: 'Unacked clients',
      value: ha.unacked,
      most: ha.unackedLimit,
      text: ha.unackedLimit === 0 ? `${count(ha.unacked)}, none needed` : `${count(ha.unacked)} of ${count(ha.unackedLimit)}`,
      tone: ha.unacked === 0 ? 'good' : ha.unacked > ha.unackedLimit ? 'bad' : 'alone',
    })}
    <p class="role dim">${counted(ha.backlog, 'lease')} to be told to the partner${ha.clockSkew === null ? '' : `, whose clock is ${skewText(ha.clockSkew)}`}</p>
  </div>`
}

function renderHeartbeat(ha: HaView): TemplateResult {
  const age = ha.heartbeatAge
  return bar({
    label: 'Heartbeat',
    value: age ?? 0,
    most: ha.maxResponseDelay,
    mark: ha.heartbeatDelay,
    text: age === null ? 'none' : `${span(age)} ago; each ${span(ha.heartbeatDelay)}, lost at ${span(ha.maxResponseDelay)}`,
    tone: age === null ? 'off' : age > ha.maxResponseDelay ? 'bad' : age > ha.heartbeatDelay * 1.5 ? 'alone' : 'good',
  })
}

function skewText(ms: number): string {
  if (Math.abs(ms) < 500) return 'the same'
  return ms > 0 ? `${span(ms)} ahead` : `${span(-ms)} behind`
}

function fact(name: string, value: string): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

interface ActButton {
  readonly act: ServerAct
  readonly icon: string
  readonly text: string
  readonly title: string
  readonly can: boolean
}

function renderActs(server: ServerView, lab: Lab, isRunning: boolean): TemplateResult {
  const isUp = server.process === 'running'
  const isPaused = server.process === 'paused'
  const isDown = server.process === 'down' || server.process === 'refused'
  const inMaintenance = server.ha.some((ha) => ha.state === 'partner-in-maintenance')
  const buttons: readonly ActButton[] = [
    isDown
      ? { act: 'start', icon: 'play', text: 'Start', title: 'Starts the server with its file', can: true }
      : { act: 'stop', icon: 'debug-stop', text: 'Stop', title: 'Ends it in good order', can: isUp },
    { act: 'kill', icon: 'flame', text: 'Kill', title: 'Ends it at once, as a power cut does', can: isUp || isPaused },
    isPaused
      ? { act: 'continue', icon: 'debug-continue', text: 'Continue', title: 'Lets it go on', can: true }
      : { act: 'pause', icon: 'debug-pause', text: 'Pause', title: 'Freezes it, as a machine that hangs', can: isUp },
    ...(server.ha.length === 0
      ? []
      : [
          inMaintenance
            ? ({ act: 'maintenance-cancel', icon: 'tools', text: 'End maintenance', title: 'ha-maintenance-cancel', can: isUp } as const)
            : ({ act: 'maintenance-start', icon: 'tools', text: 'Maintain partner', title: 'ha-maintenance-start: this server takes over so that its partner may be stopped', can: isUp } as const),
        ]),
    { act: 'lose-leases', icon: 'trash', text: 'Lose leases', title: 'Its lease database is gone', can: !isPaused },
  ]
  return html`<div class="card-acts" role="group" aria-label="What is done to ${server.name}">
    ${buttons.map((button) => html`<vscode-button secondary icon=${button.icon} title=${button.title} ?disabled=${!isRunning || !button.can} @click=${() => void lab.ask({ ask: 'server', server: server.name, act: button.act })}>${button.text}</vscode-button>`)}
    <label class="inline-field" title="How far its clock is ahead, in seconds">Clock ahead
      <input class="input number" type="number" step="1" .value=${String(server.skew / 1000)} ?disabled=${!isRunning} @change=${(event: Event) => setSkew(event, server.name, lab)}> s</label>
  </div>`
}

function setSkew(event: Event, server: string, lab: Lab): void {
  const seconds = event.target instanceof HTMLInputElement ? event.target.valueAsNumber : NaN
  if (Number.isFinite(seconds)) void lab.ask({ ask: 'skew', server, ms: Math.round(seconds * 1000) })
}

function renderDoors(server: ServerView): TemplateResult | typeof nothing {
  if (server.doors.length === 0) return nothing
  return html`<details class="fold"><summary>Doors <span class="dim">${server.doors.length}, as configured and here</span></summary>
    <table class="small-table"><thead><tr><th scope="col">Configured</th><th scope="col">Here</th></tr></thead>
      <tbody>${server.doors.map((door) => html`<tr><td class="mono">${door.configured}</td><td class="mono">${door.at}</td></tr>`)}</tbody></table>
  </details>`
}

function renderFindings(server: ServerView, lab: Lab): TemplateResult | typeof nothing {
  if (server.findings.length === 0) return nothing
  return html`<details class="fold" ?open=${server.process === 'refused'}><summary>${icon('warning')} ${counted(server.findings.length, 'finding')} in its file</summary>
    <ul class="findings">${server.findings.map((finding) => html`<li>${finding.text} ${placeLink(lab, finding.place)}</li>`)}</ul>
  </details>`
}
