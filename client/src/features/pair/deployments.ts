/** Which servers of the workspace can be booted together, as the language server groups their files, and which of these somebody means. */
import path from 'node:path'
import * as vscode from 'vscode'
import type { Status } from '../../../../server/src/lsp/messages'

export interface Deployment {
  /** `mserver + sserver` */
  readonly name: string
  /** The DHCPv4 files, a server each. */
  readonly servers: readonly vscode.Uri[]
  /** What is given to the laboratory. */
  readonly files: readonly vscode.Uri[]
  /** With what these include. */
  readonly all: readonly vscode.Uri[]
  /** The target release where the settings say it, and kea-lint.json says no other. */
  readonly release: string | undefined
  /** Where its included files are also looked for, by the settings; paths. */
  readonly includeFolders: readonly string[]
}

export interface Deployments {
  heard(status: Status): void
  /** Waits for the first check of the workspace. Rejected with one sentence where none comes. */
  list(): Promise<readonly Deployment[]>
  /** The one that a file belongs to, or else the one that is picked; undefined: nobody picked any. Rejected with one sentence where there is none. */
  choose(meant: vscode.Uri | undefined): Promise<Deployment | undefined>
}

/** The files of a large workspace take a while to be read, ms. */
const patience = 30_000
const shortPatience = 2000

/** `startServer`: the language server, which tells what it found once it is up. */
export function followDeployments(startServer: () => Promise<unknown>): Deployments {
  let found: readonly Deployment[] | undefined
  let checked: ReadonlySet<string> = new Set()
  const waiting = new Set<() => void>()

  /** Also fulfilled when none came in that time, ms. */
  function nextCheck(patience: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, patience)
      function done(): void {
        clearTimeout(timer)
        waiting.delete(done)
        resolve()
      }
      waiting.add(done)
    })
  }

  async function list(): Promise<readonly Deployment[]> {
    if (!found) {
      const first = nextCheck(patience)
      await startServer()
      await first
    }
    if (!found) throw new Error(vscode.l10n.t('The files of this workspace have not been read yet: try again in a moment.'))
    return found
  }

  function ownOf(meant: vscode.Uri): Deployment | undefined {
    return found?.find((deployment) => includes(deployment, meant))
  }

  /** A file that has come just now is part of what one of the next checks finds; among large files that takes a while. */
  async function ownOnceChecked(meant: vscode.Uri): Promise<Deployment | undefined> {
    // Open, it is checked wherever it is.
    const document = await vscode.workspace.openTextDocument(meant)
    if (document.languageId !== 'kea') return undefined
    const isChecked = (): boolean => checked.has(meant.toString())
    for (const end = Date.now() + patience; !isChecked() && Date.now() < end; ) await nextCheck(shortPatience)
    // Its partner's file may have come with it, and be in the check after.
    for (const end = Date.now() + shortPatience; !ownOf(meant) && Date.now() < end; ) await nextCheck(end - Date.now())
    return ownOf(meant)
  }

  async function choose(meant: vscode.Uri | undefined): Promise<Deployment | undefined> {
    await list()
    const own = meant && (ownOf(meant) ?? (await ownOnceChecked(meant)))
    if (own) return own
    const all = await list()
    if (all.length === 0) throw new Error(isOnDisk() ? vscode.l10n.t('No kea-dhcp4 configuration is in this workspace.') : vscode.l10n.t('The files of this workspace are not on a disk that servers could read.'))
    if (all.length === 1) return all[0]
    const picked = await vscode.window.showQuickPick(
      all.map((deployment) => ({ label: deployment.name, description: deployment.servers.map((uri) => vscode.workspace.asRelativePath(uri)).join(', '), deployment })),
      { title: vscode.l10n.t('Kea: which servers?'), matchOnDescription: true },
    )
    return picked?.deployment
  }

  return {
    heard(status) {
      found = status.deployments.flatMap((one) => readDeployment(one, status.otherReleases[one.servers[0]?.uri ?? ''] ?? status.release))
      checked = new Set(status.checked.map((uri) => vscode.Uri.parse(uri).toString()))
      void vscode.commands.executeCommand('setContext', 'kea.hasDeployment', found.length > 0)
      for (const done of waiting) done()
    },
    list,
    choose,
  }
}

export function includes(deployment: Deployment, uri: vscode.Uri): boolean {
  return deployment.all.some((one) => one.toString() === uri.toString())
}

/** Saves what of its files stands in the editor only: the laboratory reads the disk. Rejected where a file could not be saved. */
export async function saveFiles(deployment: Deployment): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (document.isDirty && includes(deployment, document.uri) && !(await document.save())) {
      throw new Error(vscode.l10n.t('{0} could not be saved.', vscode.workspace.asRelativePath(document.uri)))
    }
  }
}

function isOnDisk(): boolean {
  return (vscode.workspace.workspaceFolders ?? []).every((folder) => folder.uri.scheme === 'file')
}

/** Only files on disk can be booted. */
function readDeployment({ servers, files, includes: included }: Status['deployments'][number], release: string): Deployment[] {
  const uris = files.map((uri) => vscode.Uri.parse(uri))
  if (uris.some((uri) => uri.scheme !== 'file')) return []
  const own = servers.map(({ uri }) => vscode.Uri.parse(uri))
  return [
    {
      name: servers.map((server) => server.name).join(' + '),
      servers: own,
      files: uris,
      all: [...uris, ...included.map((uri) => vscode.Uri.parse(uri))],
      release: isAskedFor(release, own[0]) ? release : undefined,
      includeFolders: includeFoldersFor(own[0]),
    },
  ]
}

/** A folder that the settings name stands in the workspace folder that they are for, as for the findings. */
function includeFoldersFor(scope: vscode.Uri | undefined): string[] {
  const named = vscode.workspace.getConfiguration('kea', scope).get<readonly string[]>('include.folders', [])
  const folder = (scope && vscode.workspace.getWorkspaceFolder(scope)) ?? vscode.workspace.workspaceFolders?.[0]
  return folder ? named.map((name) => path.resolve(folder.uri.fsPath, name)) : []
}

function isAskedFor(release: string, scope: vscode.Uri | undefined): boolean {
  const said = vscode.workspace.getConfiguration('kea', scope).inspect<string>('version')
  return (said?.workspaceFolderValue ?? said?.workspaceValue ?? said?.globalValue) === release
}
