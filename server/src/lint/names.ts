/** The names that settings and arguments may hold. */
import { areas } from './areas'
import { presetNames } from './presets'
import { ruleEntries } from './rule-list'
import type { KnownNames } from '../deployment/settings'

export const knownNames: KnownNames = { rules: ruleEntries.map((rule) => rule.id), areas: [...areas.keys()], presets: presetNames }
