/** Rules about lifetimes, in the order in which they run. */
import type { Rule } from '../../rule'
import { lifetimeInMilliseconds } from './lifetime-in-milliseconds'

export const scopesRules: readonly Rule[] = [
  lifetimeInMilliseconds,
]
