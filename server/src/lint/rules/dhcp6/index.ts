/** Rules about kea-dhcp6, in the order in which they run. */
import type { Rule } from '../../rule'

export const dhcp6Rules: readonly Rule[] = []
