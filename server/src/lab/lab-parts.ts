/** What the laboratory is given: the deployment as its files say it, the places to run it, and the machine's clock. */
import type { Release } from '../config/release'
import type { ExplainedServer } from '../explain/explained-server'
import type { LabClock, LabServer, Testbed, TestbedEvents } from './testbed'

export interface LabDeployment {
  readonly release: Release
  readonly servers: readonly LabServer[]
  /** Those whose file can be read. */
  readonly explained: readonly ExplainedServer[]
}

export interface LabParts {
  readonly title: string
  /** The files as they are now. Throws with one sentence. */
  readDeployment(): LabDeployment
  /** Throws with one sentence where no server can be started. */
  openTestbed(time: 'real' | 'virtual', events: TestbedEvents): Promise<Testbed>
  isSameFile(one: string, other: string): boolean
  /** The text of a file of the deployment; throws with one sentence. */
  readText(file: string): string
  /** Minutes that local time is ahead of UTC at that time, ms. */
  utcOffset(at: number): number
  /** A fault of ours. */
  onFault(error: unknown): void
  /** The machine's clock, for what must not stand still when the laboratory's time does. */
  readonly wall: LabClock
  /** 0 to 1, 1 left out. */
  readonly random: () => number
}
