/** What a user can set in an editor, with its defaults: the same names as in the extension's manifest. */
import { defaultRelease, isRelease } from '../config/release'
import type { Release } from '../config/release'
import type { InlayWishes } from '../language/inlay-hints'
import type { FormatSettings } from '../language/format/style'
import type { Severity } from '../lint/problem'
import type { ClientOptions } from './messages'

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
  /** `kea.codeLens.addresses` */
  readonly addressLens: boolean
  /** `kea.codeLens.partner` */
  readonly partnerLens: boolean
  /** `kea.inlayHints.…` */
  readonly inlayHints: InlayWishes
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
  addressLens: true,
  partnerLens: true,
  inlayHints: { durations: true, poolSizes: true, optionCodes: false },
  fileLinks: true,
  format: { enable: true, spacesInBrackets: true, lineLength: 120 },
  semanticTokens: true,
}

/** As the manifest spells them, without the section `kea`. */
export const settingNames: readonly string[] = [
  'version', 'rules.severity', 'deployment.file', 'include.folders', 'check', 'codeLens.explain', 'codeLens.addresses', 'codeLens.partner', 'inlayHints.durations', 'inlayHints.poolSizes', 'inlayHints.optionCodes',
  'completion.snippets', 'signatureHelp.enable', 'links.files', 'format.enable', 'format.spacesInBrackets', 'format.lineLength', 'semanticTokens.enable',
]

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
    addressLens: at(section, 'codeLens', 'addresses') !== false,
    partnerLens: at(section, 'codeLens', 'partner') !== false,
    inlayHints: {
      durations: at(section, 'inlayHints', 'durations') !== false,
      poolSizes: at(section, 'inlayHints', 'poolSizes') !== false,
      optionCodes: at(section, 'inlayHints', 'optionCodes') === true,
    },
    fileLinks: at(section, 'links', 'files') !== false,
    format: {
      enable: at(section, 'format', 'enable') !== false,
      spacesInBrackets: at(section, 'format', 'spacesInBrackets') !== false,
      lineLength: typeof lineLength === 'number' ? lineLength : defaultSettings.format.lineLength,
    },
    semanticTokens: at(section, 'semanticTokens', 'enable') !== false,
  }
}

/** What the editor does beyond the protocol, from its initialization options: other editors do nothing of it. */
export function readClientOptions(options: unknown): Required<ClientOptions> {
  const commands = at(options, 'commands')
  return {
    commands: Array.isArray(commands) ? commands.filter((one): one is string => typeof one === 'string') : [],
    showsStatus: at(options, 'showsStatus') === true,
    providesFiles: at(options, 'providesFiles') === true,
    watchesFiles: at(options, 'watchesFiles') === true,
  }
}

/** Settings in initialization options: as they are, or as in a settings file, below their section. */
export function readInitialSettings(options: unknown): Settings {
  const section = at(options, 'kea')
  return readSettings(isRecord(section) ? section : options)
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
