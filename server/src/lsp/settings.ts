/** What a user can set in an editor, with its defaults: the same names as in the extension's manifest. */
import { defaultRelease, isRelease } from '../config/release'
import type { Release } from '../config/release'
import type { FormatSettings } from '../language/format/style'
import type { Severity } from '../lint/problem'

export interface Settings {
  /** `kea.version` */
  readonly version: Release
  /** `kea.rules.severity`: rule id → severity or `off` */
  readonly severity: Readonly<Record<string, Severity | 'off'>>
  /** `kea.deployment.file`: path of kea-lint.json, from the workspace folder */
  readonly deploymentFile: string
  /** `kea.include.folders`: paths from the workspace folder */
  readonly includeFolders: readonly string[]
  /** `kea.check` */
  readonly check: 'onType' | 'onSave'
  /** `kea.codeLens.explain` */
  readonly explainLens: boolean
  /** `kea.completion.snippets` */
  readonly completionSnippets: boolean
  /** `kea.signatureHelp.enable` */
  readonly signatureHelp: boolean
  /** `kea.links.files` */
  readonly fileLinks: boolean
  /** `kea.format`: whether files are formatted, and how besides what the editor says of indentation */
  readonly format: FormatSettings & { readonly enable: boolean }
  /** `kea.semanticTokens.enable` */
  readonly semanticTokens: boolean
}

export const defaultSettings: Settings = {
  version: defaultRelease,
  severity: {},
  deploymentFile: 'kea-lint.json',
  includeFolders: [],
  check: 'onType',
  explainLens: true,
  completionSnippets: true,
  signatureHelp: true,
  fileLinks: true,
  format: { enable: true, spacesInBrackets: true, lineLength: 120 },
  semanticTokens: true,
}

/** As the manifest spells them, without the section `kea`. */
export const settingNames: readonly string[] = ['version', 'rules.severity', 'deployment.file', 'include.folders', 'check', 'codeLens.explain', 'completion.snippets', 'signatureHelp.enable', 'links.files', 'format.enable', 'format.spacesInBrackets', 'format.lineLength', 'semanticTokens.enable']

/** From whatever the editor sends for the section `kea`; what cannot be used keeps its default. */
export function readSettings(section: unknown): Settings {
  const version = at(section, 'version')
  const severity = at(section, 'rules', 'severity')
  const file = at(section, 'deployment', 'file')
  const folders = at(section, 'include', 'folders')
  const lineLength = at(section, 'format', 'lineLength')
  return {
    version: typeof version === 'string' && isRelease(version) ? version : defaultSettings.version,
    severity: isRecord(severity) ? Object.fromEntries(Object.entries(severity).filter(isSeverity)) : {},
    deploymentFile: typeof file === 'string' && file !== '' ? file : defaultSettings.deploymentFile,
    includeFolders: Array.isArray(folders) ? folders.filter((one): one is string => typeof one === 'string') : [],
    check: at(section, 'check') === 'onSave' ? 'onSave' : 'onType',
    explainLens: at(section, 'codeLens', 'explain') !== false,
    completionSnippets: at(section, 'completion', 'snippets') !== false,
    signatureHelp: at(section, 'signatureHelp', 'enable') !== false,
    fileLinks: at(section, 'links', 'files') !== false,
    format: {
      enable: at(section, 'format', 'enable') !== false,
      spacesInBrackets: at(section, 'format', 'spacesInBrackets') !== false,
      lineLength: typeof lineLength === 'number' ? lineLength : defaultSettings.format.lineLength,
    },
    semanticTokens: at(section, 'semanticTokens', 'enable') !== false,
  }
}

/** Commands that the editor has and a code lens may name, from its initialization options: other editors have none of them. */
export function readCommands(options: unknown): string[] {
  const commands = at(options, 'commands')
  return Array.isArray(commands) ? commands.filter((one): one is string => typeof one === 'string') : []
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSeverity(entry: [string, unknown]): entry is [string, Severity | 'off'] {
  return entry[1] === 'error' || entry[1] === 'warning' || entry[1] === 'info' || entry[1] === 'off'
}
