/** What a server runs by, or one sentence why it cannot, with the place in its file. */
import type { Release } from '../config/release'
import { buildPlan } from '../dhcp/plan/build'
import type { ConfigMap } from '../dhcp/plan/scope'
import type { Plan } from '../dhcp/plan-types'
import { HaFault, readRelationships } from '../ha/relationship'
import type { Relationship } from '../ha/relationship'

/** `file` is what the map came from. */
export function planOf(dhcp4: ConfigMap, file: string, release: Release): Plan {
  const { plan, fault } = buildPlan(dhcp4, release)
  if (!plan) throw new Error(`${file}: ${fault.message} (at ${fault.pointer || 'the top'})`)
  return plan
}

export function relationshipsOf(plan: Plan, file: string): Relationship[] {
  try {
    return readRelationships(plan.source, plan.release, plan.multiThreading)
  } catch (error) {
    if (error instanceof HaFault) throw new Error(`${file}: ${error.message} (at ${error.pointer})`)
    throw error
  }
}
