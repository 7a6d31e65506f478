/** Rules about hook libraries and their parameters, in the order in which they run. */
import type { Rule } from '../../rule'

export const hooksRules: readonly Rule[] = []
