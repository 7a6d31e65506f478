/** Rules about subnets, pools and shared networks, in the order in which they run. */
import type { Rule } from '../../rule'

export const subnetsRules: readonly Rule[] = []
