/** One packet and its answer side by side: fields, options, octets, and why there was none. */
import { html, nothing, type TemplateResult } from 'lit'
import type { DecodedMessage, DecodedOption, PacketDetail } from '../../server/src/lab/messages'
import { icon } from './marks'

export function renderPacket(id: number, detail: PacketDetail, close: () => void): TemplateResult {
  return html`<section class="packet panel" aria-labelledby="packet-title" tabindex="-1" @keydown=${(event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
  }}>
    <header class="card-head"><h2 id="packet-title">Packet ${id}</h2><span class="grow"></span>
      <button class="icon-button" title="Close" aria-label="Close the packet" @click=${close}>${icon('close')}</button></header>
    ${detail.reason === '' ? nothing : html`<p class="message bad">${icon('circle-slash')} <span>${detail.reason}</span></p>`}
    <div class="packet-sides">
      ${renderMessage('Query', detail.query)}
      ${detail.reply === undefined ? html`<div class="packet-side"><h3>Reply</h3><p class="dim">There was none.</p></div>` : renderMessage('Reply', detail.reply)}
    </div>
  </section>`
}

function renderMessage(title: string, message: DecodedMessage): TemplateResult {
  return html`<div class="packet-side">
    <h3>${title}</h3>
    <table class="small-table"><caption class="unseen">Fields of the ${title.toLowerCase()}</caption><tbody>${message.fields.map((field) => html`<tr><th scope="row">${field.name}</th><td class="mono">${field.value}</td></tr>`)}</tbody></table>
    <table class="small-table options"><caption class="unseen">Options of the ${title.toLowerCase()}</caption>
      <thead><tr><th scope="col">Code</th><th scope="col">Option</th><th scope="col">Value</th></tr></thead>
      <tbody>${message.options.map((option) => renderOption(option, 0))}</tbody></table>
    <details class="fold"><summary>Octets <span class="dim">${Math.ceil(message.octets.replace(/[^0-9a-f]/gi, '').length / 2)}</span></summary><pre class="octets mono" tabindex="0" role="region" aria-label="Octets of the ${title.toLowerCase()}">${dump(message.octets)}</pre></details>
  </div>`
}

function renderOption(option: DecodedOption, depth: number): TemplateResult {
  return html`<tr title=${option.hex}><td class="num">${option.code}</td><td class=${depth > 0 ? 'sub-option' : ''}>${option.name}</td><td class="mono">${option.value === '' && option.subOptions.length === 0 ? option.hex : option.value}</td></tr>
    ${option.subOptions.map((inner) => renderOption(inner, depth + 1))}`
}

/** Sixteen octets a line, with where they stand. */
function dump(hex: string): string {
  const octets = hex.replace(/[^0-9a-f]/gi, '').match(/../g) ?? []
  const lines: string[] = []
  for (let at = 0; at < octets.length; at += 16) {
    const line = octets.slice(at, at + 16)
    const text = line.map((octet) => printable(parseInt(octet, 16))).join('')
    lines.push(`${at.toString(16).padStart(4, '0')}  ${line.join(' ').padEnd(47)}  ${text}`)
  }
  return lines.join('\n')
}

function printable(octet: number): string {
  return octet >= 32 && octet < 127 ? String.fromCharCode(octet) : '.'
}
