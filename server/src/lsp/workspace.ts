/** The folders of the workspace, each with its settings and with the kea-lint.json that rules it. */
import { URI, Utils } from 'vscode-uri'
import { noSettings } from '../deployment/settings'
import type { SettingsProblem } from '../deployment/settings'
import type { LintOptions } from '../lint/run'
import { readProject } from './project'
import type { Project } from './project'
import { defaultSettings } from './settings'
import type { Settings } from './settings'

export interface Workspace {
  folders(): readonly string[]
  add(folders: readonly string[]): void
  remove(folders: readonly string[]): void
  /** Those of the window, and those of each folder that has its own. */
  set(window: Settings, ofFolders?: ReadonlyMap<string, Settings>): void
  /** Reads every kea-lint.json anew. */
  readDeployments(): void
  /** Those of the folder that the file is in; of the first folder for a file outside of all, and where none is named. */
  settings(uri?: string): Settings
  options(uri?: string): LintOptions
  /** The kea-lint.json that counts for a file; undefined where there is none. */
  deploymentFile(uri?: string): string | undefined
  isDeploymentFile(uri: string): boolean
  /** What is wrong with the files kea-lint.json. */
  problems(): readonly SettingsProblem[]
  includeFolders(uri: string): string[]
}

export function createWorkspace(readFile: (uri: string) => string | undefined): Workspace {
  let folders: readonly string[] = []
  let window: Settings = defaultSettings
  let ofFolders: ReadonlyMap<string, Settings> = new Map()
  let projects = new Map<string, Project>()

  /** The innermost one: folders of a workspace may lie in each other. */
  function folderOf(uri: string | undefined): string | undefined {
    const around = folders.filter((folder) => uri !== undefined && isBelow(uri, folder))
    return around.sort((one, other) => other.length - one.length)[0] ?? folders[0]
  }

  function settings(uri?: string): Settings {
    return ofFolders.get(folderOf(uri) ?? '') ?? window
  }

  /** A folder without one goes with the first that has: a deployment may lie in several folders. */
  function projectOf(uri: string | undefined): Project | undefined {
    return projects.get(folderOf(uri) ?? '') ?? [...projects.values()][0]
  }

  function fileOf(folder: string): string {
    return Utils.resolvePath(URI.parse(folder), settings(folder).deploymentFile).toString()
  }

  function readDeployments(): void {
    projects = new Map()
    for (const folder of folders) {
      const project = readProject(fileOf(folder), readFile)
      if (project) projects.set(folder, project)
    }
  }

  return {
    folders: () => folders,
    add(added) {
      folders = [...new Set([...folders, ...added.map(withoutSlash)])]
    },
    remove(removed) {
      const gone = new Set(removed.map(withoutSlash))
      folders = folders.filter((folder) => !gone.has(folder))
    },
    set(ofWindow, ofEach = new Map()) {
      window = ofWindow
      ofFolders = new Map([...ofEach].map(([folder, own]) => [withoutSlash(folder), own]))
    },
    readDeployments,
    settings,
    options(uri) {
      const own = settings(uri)
      const project = projectOf(uri)
      const said = project?.settings ?? noSettings
      return {
        release: said.keaVersion ?? own.version,
        severity: said.severity,
        ...(project && { choice: project.choice }),
        // What a person sets in the editor goes before.
        overrides: [...said.overrides, { from: 'kea.rules.severity', applies: () => true, severity: own.severity }],
        each: false,
        deployment: said,
        baseline: project?.baseline,
      }
    },
    deploymentFile: (uri) => projectOf(uri)?.uri,
    isDeploymentFile: (uri) => folders.some((folder) => fileOf(folder) === uri) || [...projects.values()].some((project) => project.files.includes(uri)),
    problems: () => [...projects.values()].flatMap((project) => project.problems),
    includeFolders(uri) {
      const folder = folderOf(uri)
      const own = folder === undefined ? [] : settings(uri).includeFolders.map((path) => Utils.resolvePath(URI.parse(folder), path).toString())
      return [...own, ...(projectOf(uri)?.settings.includeFolders ?? [])]
    },
  }
}

function isBelow(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}

/** Editors name the same folder with and without. A root keeps its own. */
function withoutSlash(folder: string): string {
  return folder.replace(/(?<=[^/:])\/$/, '')
}
