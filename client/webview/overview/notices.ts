/** What the laboratory has to tell, newest first. */
import { html, type TemplateResult } from 'lit'
import type { NoticeView } from '../../../server/src/lab/frame'
import { clock } from '../format'
import { noticeSign, placeLink } from '../marks'
import type { Lab } from '../part'

export function renderNotices(notices: readonly NoticeView[], lab: Lab): TemplateResult {
  const newest = [...notices].reverse()
  return html`<section class="panel notices-panel" aria-labelledby="notices-title">
    <h2 id="notices-title">Notices</h2>
    ${newest.length === 0
      ? html`<p class="dim">None so far.</p>`
      : html`<div class="notices" tabindex="0" role="group" aria-label="Newest first"><ul>
          ${newest.map((notice) => html`<li><time class="mono">${clock(notice.at)}</time>${noticeSign(notice.kind)}<b>${notice.server}</b><span>${notice.text} ${placeLink(lab, notice.place)}</span></li>`)}
        </ul></div>`}
  </section>`
}
