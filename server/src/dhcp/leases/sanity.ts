/** Leases of a file held against the subnets of the configuration (`lease-checks`; ARM, "Sanity Checks in DHCPv4"). */
import type { Plan } from '../plan-types'
import type { Lease } from './lease'

export interface CheckedLeases {
  readonly leases: Lease[]
  /** One sentence for each lease that does not fit, with what was done. */
  readonly remarks: string[]
}

export function checkLeases(leases: Iterable<Lease>, plan: Plan, textOf: (address: number) => string): CheckedLeases {
  const kept: Lease[] = []
  const remarks: string[] = []
  for (const lease of leases) {
    const own = plan.subnetById.get(lease.subnetId)
    const fits = own !== undefined && lease.address >= own.first && lease.address <= own.last
    if (fits || plan.leaseChecks === 'none') {
      kept.push(lease)
      continue
    }
    const proper = plan.subnets.find((subnet) => lease.address >= subnet.first && lease.address <= subnet.last)
    const mayFix = plan.leaseChecks === 'fix' || plan.leaseChecks === 'fix-del'
    const place = `lease ${textOf(lease.address)} is of subnet ${lease.subnetId}, ${own ? 'whose prefix does not hold it' : 'which is not configured'}`
    if (mayFix && proper) {
      kept.push({ ...lease, subnetId: proper.id })
      remarks.push(`${place}: it belongs to ${proper.id} now`)
    } else if (plan.leaseChecks === 'del' || plan.leaseChecks === 'fix-del') {
      remarks.push(`${place}: it is dropped`)
    } else {
      kept.push(lease)
      remarks.push(`${place}: it is kept`)
    }
  }
  return { leases: kept, remarks }
}
