/** The network between servers, and between clients and servers, each direction by itself: cut, delayed, with losses. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Frame, LinkView } from '../../../server/src/lab/frame'
import type { LinkChange } from '../../../server/src/lab/messages'
import { icon } from '../marks'
import type { Lab } from '../part'

export function renderLinks(frame: Frame, lab: Lab): TemplateResult | typeof nothing {
  if (frame.links.length === 0) return nothing
  const isRunning = frame.run === 'running'
  const isWhole = frame.links.every((link) => !link.isCut && link.delay[1] <= 1 && link.loss === 0)
  return html`<article class="panel links" aria-labelledby="links-title">
    <header class="card-head"><h2 id="links-title">Links</h2><span class="grow"></span>
      <vscode-button secondary icon="check-all" ?disabled=${!isRunning || isWhole} @click=${() => void lab.ask({ ask: 'mend-links' })}>Mend all</vscode-button></header>
    <table class="link-table">
      <thead><tr><th scope="col">Direction</th><th scope="col">Link</th><th scope="col">Delay ms</th><th scope="col">Loss %</th></tr></thead>
      ${pairsOf(frame.links).map((pair) => html`<tbody>${pair.map((link, index) => renderLink(link, lab, { isRunning, both: index === 0 && pair.length > 1 ? pair : undefined }))}</tbody>`)}
    </table>
  </article>`
}

/** Both directions of one link stand together. */
function pairsOf(links: readonly LinkView[]): readonly (readonly LinkView[])[] {
  const pairs = new Map<string, LinkView[]>()
  for (const link of links) {
    const key = [link.from, link.to].sort().join('\n')
    const pair = pairs.get(key)
    if (pair === undefined) pairs.set(key, [link])
    else pair.push(link)
  }
  return [...pairs.values()]
}

interface LinkContext {
  readonly isRunning: boolean
  /** The first of two directions carries what is done to both. */
  readonly both: readonly LinkView[] | undefined
}

function renderLink(link: LinkView, lab: Lab, { isRunning, both }: LinkContext): TemplateResult {
  const name = `${link.from} to ${link.to}`
  const change = (what: LinkChange, bothWays = false): void => void lab.ask({ ask: 'link', from: link.from, to: link.to, bothWays, change: what })
  const [least, most] = link.delay
  const allCut = both?.every((one) => one.isCut) === true
  return html`<tr class=${link.isCut ? 'is-cut' : ''}>
    <th scope="row"><span class="link-name">${link.from} ${icon('arrow-right')} ${link.to}</span></th>
    <td class="link-cut">
      <button class="toggle" aria-pressed=${link.isCut} aria-label="Cut ${name}" ?disabled=${!isRunning} @click=${() => change({ isCut: !link.isCut })}>${icon(link.isCut ? 'debug-disconnect' : 'plug')} Cut</button>
      ${both === undefined ? nothing : html`<button class="toggle" aria-pressed=${allCut} aria-label="Cut ${name} both ways" ?disabled=${!isRunning} @click=${() => change({ isCut: !allCut }, true)}>${icon('arrow-swap')} both</button>`}
    </td>
    <td class="delay"><input class="input number" type="number" min="0" aria-label="Least delay of ${name}, ms" .value=${String(least)} ?disabled=${!isRunning} @change=${(event: Event) => {
      const value = typed(event)
      if (value !== undefined) change({ delay: [value, Math.max(value, most)] })
    }}>–<input class="input number" type="number" min="0" aria-label="Most delay of ${name}, ms" .value=${String(most)} ?disabled=${!isRunning} @change=${(event: Event) => {
      const value = typed(event)
      if (value !== undefined) change({ delay: [Math.min(least, value), value] })
    }}></td>
    <td><input class="input number" type="number" min="0" max="100" aria-label="Loss of ${name}, per cent" .value=${String(Math.round(link.loss * 1000) / 10)} ?disabled=${!isRunning} @change=${(event: Event) => {
      const value = typed(event)
      if (value !== undefined) change({ loss: Math.min(100, value) / 100 })
    }}></td>
  </tr>`
}

function typed(event: Event): number | undefined {
  const value = event.target instanceof HTMLInputElement ? event.target.valueAsNumber : NaN
  return Number.isFinite(value) && value >= 0 ? value : undefined
}
