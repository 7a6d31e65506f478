/** Rules about reservations, in the order in which they run. */
import type { Rule } from '../../rule'

export const reservationsRules: readonly Rule[] = []
