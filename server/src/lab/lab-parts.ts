/** What the laboratory is given: the deployment as its files say it, the places to run it, and the machine's clock. */
import type { Release } from '../config/release'
import type { ClientAct, ClientProfile } from '../clients/profile'
import type { Plan } from '../dhcp/plan-types'
import type { Explanation, Place } from '../explain/explanation'
import type { Relationship } from '../ha/relationship'
import type { LabClock, LabServer, Testbed, TestbedEvents } from './testbed'

export interface ServerExplained {
  readonly name: string
  readonly plan: Plan
  readonly relationships: readonly Relationship[]
  /** The place of a plain map of the file, or of a value in it. */
  readonly places: (source: object, ...keys: (string | number)[]) => Place | undefined
}

export interface LabDeployment {
  readonly release: Release
  readonly servers: readonly LabServer[]
  /** Those whose file can be read. */
  readonly explained: readonly ServerExplained[]
  explain(profile: ClientProfile, act: ExplainAct, now: number): Explanation
  /** Throws with one sentence where the place is about no client. */
  clientAt(file: string, line: number, column: number): ClientProfile
}

export type ExplainAct = Extract<ClientAct, 'dora' | 'renew' | 'inform'>

export interface LabParts {
  readonly title: string
  /** The files as they are now. Throws with one sentence. */
  readDeployment(): LabDeployment
  /** Throws with one sentence where no server can be started. */
  openTestbed(time: 'real' | 'virtual', events: TestbedEvents): Promise<Testbed>
  /** The text of a file of the deployment. */
  readText(file: string): string
  /** The machine's clock, for what must not stand still when the laboratory's time does. */
  readonly wall: LabClock
  /** 0 to 1, 1 left out. */
  readonly random: () => number
}
