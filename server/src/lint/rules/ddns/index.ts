/** Rules about kea-dhcp-ddns, in the order in which they run. */
import type { Rule } from '../../rule'

export const ddnsRules: readonly Rule[] = []
