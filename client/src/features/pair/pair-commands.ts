/** The commands of a running pair: start, stop, show, clients, packets and scenarios. */
import * as vscode from 'vscode'
import { saveFiles } from './deployments'
import type { Deployment, Deployments } from './deployments'
import { hwaddrOfGroup } from './hwaddr'
import { notTrusted } from './panel'
import type { PairPanel } from './panel'
import { saveTrace } from './save-trace'
import type { ServerLogs } from './server-logs'
import { isRunning, isSame } from './test-pair'
import type { TestPair } from './test-pair'
import { editorWords } from '../../editor-words'
import { numeral } from '../../words'

export interface PairParts {
  readonly pair: TestPair
  readonly panel: PairPanel
  readonly deployments: Deployments
  readonly logs: ServerLogs
}

type Time = 'real' | 'virtual'

export const mostClients = 100_000

export function pairCommands({ pair, panel, deployments }: PairParts): Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>> {
  /** Undefined: nobody said which servers, or those that run are kept. */
  async function boot(meant: unknown, time: Time): Promise<Deployment | undefined> {
    if (!vscode.workspace.isTrusted) throw new Error(notTrusted())
    const deployment = await deployments.choose(meant instanceof vscode.Uri ? meant : activeKeaFile())
    if (!deployment || !(await mayReplace(pair, deployment))) return undefined
    if (isRunning(pair.frame) && pair.frame?.time === time && pair.deployment && isSame(pair.deployment, deployment)) return deployment
    await saveFiles(deployment)
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Kea: starting {0}', deployment.name) }, async () => {
      await pair.open(deployment)
      await pair.ask({ ask: 'boot', time })
    })
    return deployment
  }

  async function start(meant: unknown, time: Time): Promise<void> {
    try {
      if (await boot(meant, time)) panel.show('overview')
    } catch (error) {
      // The page says more of why: what was found in the files.
      if (pair.laboratory) panel.show('overview')
      throw error
    }
  }

  async function addClients(): Promise<void> {
    const presets = await pair.ask({ ask: 'presets' })
    const preset = await vscode.window.showQuickPick(
      presets.map(({ name, title, profile }) => ({ label: title, description: name, profile })),
      { title: vscode.l10n.t('Kea: which clients?') },
    )
    if (!preset) return
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('Kea: how many?'),
      value: '50',
      validateInput: (text) => (isCount(text) ? undefined : vscode.l10n.t('A number from 1 to {0}.', numeral(mostClients, editorWords))),
    })
    if (typed === undefined) return
    const profile = { ...preset.profile, hwaddr: hwaddrOfGroup(preset.profile.hwaddr, Math.max(0, ...(pair.frame?.groups ?? []).map((group) => group.id))) }
    await pair.ask({ ask: 'add-clients', profile, count: Number(typed), act: 'dora', lives: true })
  }

  async function exportPackets(): Promise<void> {
    const { name, base64, packets } = await pair.ask({ ask: 'export-packets' })
    const target = await saveTrace(name, base64)
    if (!target) return
    const file = vscode.workspace.asRelativePath(target)
    void vscode.window.showInformationMessage(packets === 1 ? vscode.l10n.t('1 packet is in {0}.', file) : vscode.l10n.t('{0} packets are in {1}.', numeral(packets, editorWords), file))
  }

  async function stopRecording(): Promise<void> {
    const { scenario } = await pair.ask({ ask: 'record', on: false })
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'kea-scenario', content: scenario }))
  }

  async function play(meant: unknown): Promise<void> {
    const document = await scenarioFor(meant)
    if (!document) return
    const deployment = isRunning(pair.frame) ? pair.deployment : await boot(undefined, 'virtual')
    if (!deployment) return
    panel.show('overview')
    await pair.ask({ ask: 'play', scenario: document.getText() })
  }

  async function stop(): Promise<void> {
    if (panel.isOpen) await pair.ask({ ask: 'end' })
    else await pair.end()
  }

  return {
    'kea.pair.start': (meant) => start(meant, 'real'),
    'kea.pair.startVirtual': (meant) => start(meant, 'virtual'),
    'kea.pair.stop': stop,
    'kea.pair.show': () => (pair.laboratory ? Promise.resolve(panel.show()) : start(undefined, 'real')),
    'kea.pair.addClients': addClients,
    'kea.pair.exportPackets': exportPackets,
    'kea.pair.record': () => pair.ask({ ask: 'record', on: true }),
    'kea.pair.stopRecording': stopRecording,
    'kea.pair.playScenario': play,
    'kea.pair.stopScenario': () => pair.ask({ ask: 'stop-playing' }),
  }
}

/** Asks before a pair that runs makes room for another. */
export async function mayReplace(pair: TestPair, deployment: Deployment): Promise<boolean> {
  if (!isRunning(pair.frame) || !pair.deployment || isSame(pair.deployment, deployment)) return true
  const stopIt = vscode.l10n.t('Stop {0}', pair.deployment.name)
  return (await vscode.window.showWarningMessage(vscode.l10n.t('{0} runs, and one test pair runs at a time.', pair.deployment.name), { modal: true }, stopIt)) === stopIt
}

export function activeKeaFile(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document
  return document?.languageId === 'kea' ? document.uri : undefined
}

async function scenarioFor(meant: unknown): Promise<vscode.TextDocument | undefined> {
  if (meant instanceof vscode.Uri) return vscode.workspace.openTextDocument(meant)
  const active = vscode.window.activeTextEditor?.document
  if (active?.languageId === 'kea-scenario') return active
  const [picked] = (await vscode.window.showOpenDialog({ title: vscode.l10n.t('Kea: play a scenario'), filters: { [vscode.l10n.t('Kea scenario')]: ['kea-scenario'] } })) ?? []
  return picked && vscode.workspace.openTextDocument(picked)
}

function isCount(text: string): boolean {
  return /^\d{1,6}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= mostClients
}
