/** What a client would get from these servers, and why. */
import type { ClientProfile } from '../clients/profile'
import type { ExplainedServer } from './explained-server'
import type { Explanation } from './explanation'

export interface Asked {
  readonly servers: readonly ExplainedServer[]
  readonly profile: ClientProfile
  readonly act: ExplainedAct
  /** ms since the epoch */
  readonly now: number
}

export type ExplainedAct = 'dora' | 'renew' | 'inform'

/** The outcome is the engine's own: every server is new, has no lease, and its partner is up. */
export function explain(asked: Asked): Explanation {
  throw new Error(`explain: ${asked.act} is still to be written`)
}
