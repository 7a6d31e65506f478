/** What was asked for by preset, select and ignore, as the rules that run. */
import { alwaysRun } from './areas'
import { presets, rulesIn } from './presets'
import { ruleEntries } from './rule-list'

/** Undefined: not said. `select` takes the place of what the preset picks, and keeps its strictness. */
export interface Asked {
  readonly preset: string | undefined
  readonly select: readonly string[] | undefined
  readonly ignore: readonly string[]
}

export interface Choice {
  /** Undefined: every rule. */
  readonly chosen: ReadonlySet<string> | undefined
  readonly isStrict: boolean
}

export const everything: Choice = { chosen: undefined, isStrict: false }

export function choose({ preset, select, ignore }: Asked): Choice {
  const named = presets.find((one) => one.name === preset)
  const picks = select ?? named?.picks
  const isStrict = named?.isStrict ?? false
  if (picks === undefined && ignore.length === 0) return { chosen: undefined, isStrict }
  const chosen = new Set(picks === undefined ? ruleEntries.map((rule) => rule.id) : [...alwaysRun, ...rulesIn(picks)])
  for (const rule of rulesIn(ignore)) chosen.delete(rule)
  return { chosen, isStrict }
}
