/** Rules about options and their definitions, in the order in which they run. */
import type { Rule } from '../../rule'
import { unknownOptionName } from './unknown-option-name'

export const optionsRules: readonly Rule[] = [
  unknownOptionName,
]
