/** What counts for one file: its release, which rules run, and at what severity they tell. */
import type { Release } from '../config/release'
import type { Choice } from './choice'
import type { Severity } from './problem'
import { severityOf } from './rule-list'

export type Level = Severity | 'off'

/** Goes before what counts otherwise, for the files that it applies to. */
export interface LevelOverride {
  /** Who says so, such as `--severity`. */
  readonly from: string
  applies(uri: string): boolean
  readonly severity: Readonly<Record<string, Level>>
  readonly release?: Release
}

export interface LevelOptions {
  readonly release: Release
  /** Per rule id: another severity, or `off`. */
  readonly severity: Readonly<Record<string, Level>>
  /** Every rule at its own severity when left out. */
  readonly choice?: Choice
  /** In their order: the last one counts. */
  readonly overrides?: readonly LevelOverride[]
}

/** For one file. */
export interface Levels {
  readonly release: Release
  /** Undefined: the rule tells nothing. `found`: what a finding asks for itself. */
  severity(rule: string, found?: Severity): Severity | undefined
  /** The same for two files where everything is the same. */
  readonly key: string
}

const stricter: Readonly<Record<Severity, Severity>> = { info: 'warning', warning: 'error', error: 'error' }

export type LevelsOf = (uri: string) => Levels

export function createLevels({ release, severity, choice, overrides = [] }: LevelOptions): LevelsOf {
  const known = new Map<string, Levels>()
  const chosen = choice?.chosen
  const choiceKey = JSON.stringify([choice?.isStrict ?? false, chosen ? [...chosen] : null])
  return (uri) => {
    let levels = known.get(uri)
    if (!levels) known.set(uri, (levels = levelsFor(uri)))
    return levels
  }

  function levelsFor(uri: string): Levels {
    const own = overrides.filter((one) => one.applies(uri))
    const asked: Readonly<Record<string, Level>> = Object.assign({}, severity, ...own.map((one) => one.severity)) as Record<string, Level>
    const last = own.findLast((one) => one.release !== undefined)?.release ?? release
    return {
      release: last,
      key: JSON.stringify([last, asked, choiceKey]),
      severity(rule, found) {
        if (chosen?.has(rule) === false) return undefined
        const level = asked[rule]
        if (level !== undefined) return level === 'off' ? undefined : level
        const plain = found ?? severityOf(rule)
        return choice?.isStrict === true ? stricter[plain] : plain
      },
    }
  }
}
