/** Rules about client classes and their tests, in the order in which they run. */
import type { Rule } from '../../rule'

export const classesRules: readonly Rule[] = []
