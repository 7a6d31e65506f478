/** Rules that need to know what a file was, in the order in which they run. */
import type { ConfigFile } from '../../config/config-file'
import type { Release } from '../../config/release'
import type { Report } from '../rule'
import type { ChangeRule } from './change-rule'
import { changedLeaseDatabase, changedOptionCode, changedServerId, removedInterface, renamedHaPeer } from './server-rules'
import { changedSubnetId, removedSubnet, reusedSubnetId, shrunkPool } from './subnet-rules'

export const changeRules: readonly ChangeRule[] = [changedSubnetId, reusedSubnetId, removedSubnet, shrunkPool, changedLeaseDatabase, renamedHaPeer, changedOptionCode, removedInterface, changedServerId]

/** Reports at places of the file as it is now. */
export function reportChanges(before: ConfigFile, after: ConfigFile, release: Release, reportFor: (rule: ChangeRule) => Report): void {
  const isServer = after.daemon === 'dhcp4' || after.daemon === 'dhcp6'
  if (!isServer || before.daemon !== after.daemon) return
  for (const rule of changeRules) rule.check({ before, after, release }, reportFor(rule))
}
