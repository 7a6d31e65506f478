/** The page in the editor: what it says goes to the laboratory, what concerns the window is done here. */
import { randomBytes } from 'node:crypto'
import * as vscode from 'vscode'
import type { ClientProfile } from '../../../../server/src/clients/profile'
import type { Answer, Ask, HostAsk, HostSays, Look, Tab } from '../../../../server/src/lab/messages'
import { pageHtml } from '../../../../server/src/lab/page-html'
import type { Connection, Laboratory } from './laboratory'
import { openPlace } from './places'
import { noPairHtml } from './no-pair-html'
import { saveTrace } from './save-trace'
import { showFault } from './show-fault'
import type { TestPair } from './test-pair'
import { editorWords } from '../../editor-words'

export interface PairPanel {
  show(tab?: Tab): void
  /** The page asks at once what this client would get. */
  explain(profile: ClientProfile): void
  readonly isOpen: boolean
  readonly items: vscode.Disposable
}

type FromPage = Look | Ask | HostAsk
type ToPage = Answer | HostSays

const type = 'kea.pair'

/** What may be asked of the files of a workspace that is not trusted. */
const onlyRead: ReadonlySet<Ask['ask']> = new Set<Ask['ask']>(['explain', 'client-for', 'presets', 'text'])

/** `onClose`: nobody sees the page any more. */
export function keepPairPanel(context: vscode.ExtensionContext, pair: TestPair, onClose: () => void): PairPanel {
  const media = vscode.Uri.joinPath(context.extensionUri, 'client', 'dist', 'webview')
  let panel: vscode.WebviewPanel | undefined
  let connection: Connection | undefined
  /** The page that is there now has said its first word: before that, it hears nothing. */
  let isAwake = false
  let waiting: readonly HostSays[] = []

  function tell(message: ToPage): void {
    void panel?.webview.postMessage(message)
  }

  function say(message: HostSays): void {
    if (isAwake) tell(message)
    else waiting = [...waiting, message]
  }

  function hosted(): HostSays {
    return { hosted: 'editor', canBoot: vscode.workspace.isTrusted }
  }

  /** A page that comes up again is another one, and the laboratory tells it everything anew. */
  function connect(laboratory: Laboratory | undefined): void {
    disconnect()
    connection = laboratory?.connect('panel', tell)
  }

  function disconnect(): void {
    connection?.close()
    connection = undefined
    isAwake = false
  }

  function heard(message: FromPage): void {
    if (!isAwake) {
      isAwake = true
      tell(hosted())
      waiting.forEach(tell)
      waiting = []
    }
    if ('host' in message) serve(message).catch(showFault)
    else if ('ask' in message && !onlyRead.has(message.ask) && !vscode.workspace.isTrusted) tell({ reply: message.id, fault: notTrusted() })
    else connection?.pass(message)
  }

  function draw(): void {
    if (!panel) return
    const { webview } = panel
    const at = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString()
    webview.options = { enableScripts: true, localResourceRoots: [media] }
    webview.html = pageHtml({
      script: at('page.js'),
      style: at('page.css'),
      codiconStyle: at('codicon.css'),
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64url'),
      title: vscode.l10n.t('Kea test pair'),
    })
  }

  /** In place of a page that nothing stands behind any more. */
  function drawNone(of: vscode.WebviewPanel, sentence: string): void {
    of.webview.options = { enableScripts: false, enableCommandUris: ['kea.pair.start', 'kea.explain'], localResourceRoots: [] }
    of.webview.html = noPairHtml(sentence, editorWords)
  }

  function adopt(next: vscode.WebviewPanel): vscode.WebviewPanel {
    panel = next
    next.iconPath = vscode.Uri.joinPath(context.extensionUri, 'client', 'media', 'icon.png')
    next.webview.onDidReceiveMessage((message: FromPage) => heard(message))
    // A page out of sight is not kept: it is made anew, and asks for what it shows.
    let isVisible = next.visible
    next.onDidChangeViewState(() => {
      if (next.visible === isVisible) return
      isVisible = next.visible
      if (isVisible) connect(pair.laboratory)
      else disconnect()
    })
    next.onDidDispose(() => {
      disconnect()
      panel = undefined
      waiting = []
      onClose()
    })
    return next
  }

  function show(tab?: Tab): void {
    if (panel) panel.reveal(undefined, false)
    else {
      adopt(vscode.window.createWebviewPanel(type, vscode.l10n.t('Kea Test Pair'), vscode.ViewColumn.Active, {}))
      connect(pair.laboratory)
      draw()
    }
    if (tab !== undefined) say({ show: tab })
  }

  const items = vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(type, {
      deserializeWebviewPanel(old) {
        // Its laboratory went with the window that was reloaded.
        if (panel) old.dispose()
        else drawNone(adopt(old), vscode.l10n.t('No test pair runs: it ended with the window that it was started from.'))
        return Promise.resolve()
      },
    }),
    pair.onOpen((laboratory) => {
      if (!panel) return
      connect(laboratory)
      draw()
    }),
    pair.onEnd((reason) => {
      connection = undefined
      if (panel) drawNone(panel, reason === undefined ? vscode.l10n.t('No test pair runs.') : vscode.l10n.t('The test pair ended unexpectedly: {0}', reason))
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => say(hosted())),
    {
      dispose() {
        panel?.dispose()
      },
    },
  )
  return {
    show,
    explain(profile) {
      show()
      say({ explain: profile })
    },
    get isOpen() {
      return panel !== undefined
    },
    items,
  }
}

export function notTrusted(): string {
  return vscode.l10n.t('This workspace is not trusted: no server is started from its files.')
}

async function serve(message: HostAsk): Promise<void> {
  if (message.host === 'open') await openPlace(message.place)
  else if (message.host === 'save') await saveTrace(message.name, message.base64)
  else await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'kea-scenario', content: message.text }), vscode.ViewColumn.Beside)
}
