/** The view "Test Pair": the pair's servers, subnets and leases, drawn anew at most once a second and only where something changed. */
import * as vscode from 'vscode'
import type { Frame } from '../../../../server/src/lab/frame'
import { positionOf } from './places'
import { itemsOf, mostLeases } from './tree-items'
import type { Item } from './tree-items'
import type { TestPair } from './test-pair'
import { editorWords } from '../../editor-words'

const pause = 1000

const tones = {
  good: 'testing.iconPassed',
  warning: 'problemsWarningIcon.foreground',
  error: 'problemsErrorIcon.foreground',
  quiet: 'disabledForeground',
}

export function showPairTree(pair: TestPair): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>()
  let items: readonly Item[] = []
  let shown = ''
  let timer: NodeJS.Timeout | undefined
  let lookedAt = ''

  const view = vscode.window.createTreeView<Item>('kea.testPair', {
    treeDataProvider: { onDidChangeTreeData: changed.event, getChildren: (item) => [...(item ? (item.children ?? []) : items)], getTreeItem: treeItem },
    showCollapseAll: true,
  })

  /** Leases and subnets are asked for while somebody sees them. */
  function look(frame: Frame | undefined): void {
    const server = frame?.servers.find((one) => one.process === 'running') ?? frame?.servers[0]
    const next = view.visible && server ? server.name : ''
    if (next === lookedAt && frame) return
    lookedAt = next
    pair.look(next === '' ? {} : { addresses: { server: next, subnet: undefined, mostCells: 1 }, leases: { from: 0, count: mostLeases, only: 'all', search: '' } })
  }

  function draw(): void {
    timer = undefined
    items = pair.frame ? itemsOf(pair.frame, editorWords) : []
    const text = JSON.stringify(items)
    if (text === shown) return
    shown = text
    view.description = pair.frame && pair.frame.time === 'virtual' ? vscode.l10n.t('virtual time') : ''
    changed.fire(undefined)
  }

  const following = [
    pair.onFrame((frame) => {
      look(frame)
      if (!view.visible && frame) return
      if (!frame) draw()
      else timer ??= setTimeout(draw, pause)
    }),
    view.onDidChangeVisibility(() => {
      look(pair.frame)
      draw()
    }),
    { dispose: () => clearTimeout(timer) },
  ]
  return vscode.Disposable.from(view, changed, ...following)
}

function treeItem(item: Item): vscode.TreeItem {
  const collapsed = vscode.TreeItemCollapsibleState
  const drawn = new vscode.TreeItem(item.label, !item.children?.length ? collapsed.None : item.isOpen === true ? collapsed.Expanded : collapsed.Collapsed)
  drawn.id = item.id
  if (item.description !== undefined) drawn.description = item.description
  drawn.tooltip = item.tooltip ?? item.label
  drawn.iconPath = new vscode.ThemeIcon(item.icon, item.tone && new vscode.ThemeColor(tones[item.tone]))
  if (item.context !== undefined) drawn.contextValue = item.context
  drawn.accessibilityInformation = { label: [item.label, item.description].filter(Boolean).join(', ') }
  if (item.place) {
    drawn.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [vscode.Uri.file(item.place.file), { selection: positionOf(item.place) }] }
  }
  return drawn
}
