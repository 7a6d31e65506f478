/** Rules about the server itself: interfaces, sockets, databases, logging, DDNS, in the order in which they run. */
import type { Rule } from '../../rule'

export const serverRules: readonly Rule[] = []
