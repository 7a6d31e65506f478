/** The status bar while a pair runs: each server's state, and for a moment what an edited file changed. */
import * as vscode from 'vscode'
import { createNoticeReader, statusOf } from './pair-status'
import { isRunning } from './test-pair'
import type { TestPair } from './test-pair'
import { editorWords } from '../../editor-words'

/** How long a notice stands, ms. */
const noticeTime = 8000

export function showPairStatus(pair: TestPair): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('kea.pair', vscode.StatusBarAlignment.Left, 10)
  item.name = vscode.l10n.t('Kea test pair')
  item.command = 'kea.pair.show'
  const readNotices = createNoticeReader()
  let shown = ''

  const following = pair.onFrame((frame) => {
    for (const notice of readNotices(frame)) void vscode.window.setStatusBarMessage(`$(sync) ${notice.server}: ${notice.text}`, noticeTime)
    if (!frame || !isRunning(frame)) {
      shown = ''
      item.hide()
      return
    }
    const { text, detail, level } = statusOf(frame, editorWords)
    const key = JSON.stringify([text, detail, level, frame.time])
    if (key === shown) return
    shown = key
    item.text = `$(${frame.time === 'virtual' ? 'watch' : 'vm-running'}) ${text}`
    item.tooltip = `${vscode.l10n.t('Kea test pair')}\n${detail}`
    item.accessibilityInformation = { label: vscode.l10n.t('Kea test pair: {0}', text) }
    item.backgroundColor = level === 'fine' ? undefined : new vscode.ThemeColor(`statusBarItem.${level}Background`)
    item.show()
  })
  return vscode.Disposable.from(item, following)
}
