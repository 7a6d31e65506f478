/** A server of a world: what it runs by, and what runs. */
import type { Release } from '../../config/release'
import { mapInterfaces } from '../../dhcp/interfaces'
import type { MappedInterface } from '../../dhcp/interfaces'
import { buildPlan } from '../../dhcp/plan/build'
import type { Plan } from '../../dhcp/plan-types'
import type { DhcpServer } from '../../dhcp/server'
import type { PacketWatch } from '../../lab/report'
import { readRelationships } from '../relationship'
import type { Relationship } from '../relationship'
import type { HaServer } from '../server'

export interface WorldServer {
  readonly name: string
  plan: Plan
  relationships: readonly Relationship[]
  /** Where clients without a relay come in. */
  iface: MappedInterface | undefined
  /** undefined: it is not running. */
  running: Running | undefined
  /** ms that its clock is ahead. */
  skew: number
}

export interface Running {
  readonly dhcp: DhcpServer
  readonly ha: HaServer
  watch: PacketWatch | undefined
  isPaused: boolean
  /** What reached it while it was paused. */
  readonly waiting: (() => void)[]
}

/** Throws with one sentence where the file cannot be run. `dhcp4`: the map under "Dhcp4". */
export function readServer(name: string, dhcp4: Readonly<Record<string, unknown>>, release: Release): Pick<WorldServer, 'plan' | 'relationships' | 'iface'> {
  const { plan, fault } = buildPlan(dhcp4, release)
  if (!plan) throw new Error(`${name}: ${fault.message} (at ${fault.pointer})`)
  return { plan, relationships: readRelationships(dhcp4, release, plan.multiThreading), iface: mapInterfaces(plan)[0] }
}
