/** Sets of rules for a purpose. */
import { say } from '../text/text'
import type { Text } from '../text/text'
import { areas } from './areas'

export interface Preset {
  readonly name: string
  readonly summary: Text
  /** Rules and areas; undefined: all there are. */
  readonly picks: readonly string[] | undefined
  /** Infos are warnings, and warnings are errors. */
  readonly isStrict: boolean
}

export const presets: readonly Preset[] = [
  { name: 'recommended', summary: say`Every rule at its own severity.`, picks: undefined, isStrict: false },
  { name: 'strict', summary: say`Every rule; infos are warnings, and warnings are errors.`, picks: undefined, isStrict: true },
  {
    name: 'ha',
    summary: say`High Availability, and whether the partners' files agree.`,
    picks: ['ha', 'partner', 'hook-library-path', 'hook-library-twice', 'hook-library-not-in-release', 'lease-cmds-missing', 'leases-not-kept', 'http-address-invalid', 'http-tls-incomplete', 'missing-key', 'unknown-hook-parameter', 'misspelt-hook-parameter'],
    isStrict: false,
  },
  {
    name: 'security',
    summary: say`Passwords and secrets in the files, doors that are open to others, TLS, TSIG.`,
    picks: [
      'password-in-clear', 'credentials-invalid', 'http-door-open', 'http-tls-incomplete', 'path-not-allowed', 'hook-file-folder', 'ha-password-in-clear', 'ha-credentials', 'ha-tls-incomplete',
      'ddns-listens-outside', 'tsig-digest-bits-invalid', 'tsig-key-duplicate', 'tsig-key-name-invalid', 'tsig-key-undefined', 'tsig-key-unused', 'tsig-key-weak', 'tsig-secret-in-clear', 'tsig-secret-invalid', 'tsig-secret-twice',
    ],
    isStrict: false,
  },
  {
    name: 'migrate',
    summary: say`What another release reads in another way: keys, values, hook libraries and daemons that came or went.`,
    picks: [
      'unknown-key', 'key-not-in-release', 'deprecated-key', 'wrong-type', 'unknown-value', 'out-of-range', 'missing-key', 'empty-not-allowed', 'old-and-new-key', 'reservation-mode-mixed',
      'hook-library-not-in-release', 'agent-deprecated', 'agent-not-in-release', 'agent-passes-nothing', 'path-not-allowed', 'hook-file-folder', 'expression-invalid', 'ha-single-threaded',
    ],
    isStrict: false,
  },
]

export const presetNames: readonly string[] = presets.map((preset) => preset.name)

/** The rules that a list of rules and areas means. */
export function rulesIn(picks: readonly string[]): string[] {
  return [...new Set(picks.flatMap((pick) => areas.get(pick) ?? [pick]))]
}
