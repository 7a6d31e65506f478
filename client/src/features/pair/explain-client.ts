/** The command "Explain a Client": what a client of the place in a file would get, and why, with no server running. */
import * as vscode from 'vscode'
import { plainProfile } from '../../../../server/src/clients/profile'
import type { ClientProfile } from '../../../../server/src/clients/profile'
import type { Place } from '../../../../server/src/explain/explanation'
import { saveFiles } from './deployments'
import { activeKeaFile, mayReplace } from './pair-commands'
import type { PairParts } from './pair-commands'
import { showFault } from './show-fault'

export function explainCommand({ pair, panel, deployments }: PairParts): (meant?: unknown) => Promise<ClientProfile | undefined> {
  return async (meant) => {
    const place = placeOf(meant) ?? cursor()
    const deployment = await deployments.choose(place && vscode.Uri.file(place.file))
    if (!deployment || !(await mayReplace(pair, deployment))) return undefined
    // The laboratory reads the disk, and what a person asks about is what stands in the editor.
    await saveFiles(deployment)
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Kea: reading {0}', deployment.name) }, () => pair.open(deployment))
    const profile = place ? await pair.ask({ ask: 'client-for', ...place }).catch(plainInstead) : await plainOf(pair)
    panel.explain(profile)
    return profile
  }
}

async function plainOf(pair: PairParts['pair']): Promise<ClientProfile> {
  const presets = await pair.ask({ ask: 'presets' })
  return presets.find((preset) => preset.name === 'plain')?.profile ?? plainProfile
}

/** The page is where another client can be described. */
function plainInstead(error: unknown): ClientProfile {
  showFault(error)
  return plainProfile
}

function cursor(): Place | undefined {
  const uri = activeKeaFile()
  const at = vscode.window.activeTextEditor?.selection.active
  if (!uri || !at) return undefined
  if (uri.scheme !== 'file') throw new Error(vscode.l10n.t('Save the file first: only files on disk can be explained.'))
  return { file: uri.fsPath, line: at.line + 1, column: at.character + 1 }
}

function placeOf(meant: unknown): Place | undefined {
  if (typeof meant !== 'object' || meant === null || !('file' in meant) || !('line' in meant) || !('column' in meant)) return undefined
  const { file, line, column } = meant
  return typeof file === 'string' && typeof line === 'number' && typeof column === 'number' ? { file, line, column } : undefined
}
