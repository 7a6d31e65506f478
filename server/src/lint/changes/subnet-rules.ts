/** Changes of subnets that the leases of their clients do not follow. */
import { valueOf } from '../../config/tree'
import { listed } from '../../text/listed'
import { say } from '../../text/text'
import type { ChangeRule } from './change-rule'
import { isComplete, isSamePrefix, overlap, rangesOf, shownRange, subnetsOf, without } from './reading'

export const changedSubnetId: ChangeRule = {
  scope: 'change',
  id: 'changed-subnet-id',
  severity: 'warning',
  summary: 'A subnet keeps its id.',
  why: 'Leases and reservations in a database name their subnet by its id: under another one the server does not find them again, and may give their addresses away.',
  manual: 'dhcp4-srv.html#ipv4-subnet-id',

  check({ before, after }, report) {
    const old = subnetsOf(before)
    for (const subnet of subnetsOf(after)) {
      const was = old.filter((one) => isSamePrefix(one, subnet))
      const [only] = was
      if (was.length !== 1 || !only?.id || !subnet.id || only.id.value === subnet.id.value) continue
      report(subnet.id, {
        message: say`The subnet ${subnet.text.value} had the id ${only.id.value}, and now has ${subnet.id.value}.`,
        help: say`Its leases are kept under ${only.id.value}. Leave it the old id, or move the leases while the server is stopped.`,
      })
    }
  },
}

export const reusedSubnetId: ChangeRule = {
  scope: 'change',
  id: 'reused-subnet-id',
  severity: 'warning',
  summary: 'The id of a subnet is not given to another one.',
  why: 'Leases and reservations in a database that name the id seem to be those of the new subnet, where their addresses do not belong.',
  manual: 'dhcp4-srv.html#ipv4-subnet-id',

  check({ before, after }, report) {
    const old = new Map(subnetsOf(before).flatMap((one) => (one.id ? [[one.id.value, one] as const] : [])))
    for (const subnet of subnetsOf(after)) {
      const was = subnet.id && old.get(subnet.id.value)
      // A subnet that grows or shrinks keeps its clients.
      if (!subnet.id || !was || overlap(was.prefix, subnet.prefix)) continue
      report(subnet.id, {
        message: say`The id ${subnet.id.value} was that of ${was.text.value}, and is now that of ${subnet.text.value}.`,
        help: say`Leases of ${was.text.value} stay under this id. Take an id that no subnet had, or delete these leases first (lease4-wipe, lease6-wipe).`,
      })
    }
  },
}

export const removedSubnet: ChangeRule = {
  scope: 'change',
  id: 'removed-subnet',
  severity: 'warning',
  summary: 'A subnet is there as long as it has clients.',
  why: 'Clients of a subnet that is gone get no answer when they renew, and lose their address when the lease ends.',
  manual: 'dhcp4-srv.html#ipv4-subnet-prefix',

  check({ before, after }, report) {
    if (!isComplete(before) || !isComplete(after)) return
    const now = subnetsOf(after)
    const gone = subnetsOf(before).filter((old) => !now.some((one) => overlap(one.prefix, old.prefix)))
    const key = after.daemon === 'dhcp6' ? 'subnet6' : 'subnet4'
    const list = valueOf(after.body, key) ?? valueOf(after.body, 'shared-networks') ?? after.body
    if (gone.length === 0 || !list) return
    const names = gone.slice(0, 5).map((one) => one.text.value)
    const help = say`Leases of its clients stay in the lease database. Make sure that no client is left, or that another server has them.`
    if (gone.length === 1) report({ opening: list }, { message: say`The subnet ${names[0] ?? ''} is no longer there.`, help })
    else if (gone.length === names.length) report({ opening: list }, { message: say`The subnets ${listed(names)} are no longer there.`, help })
    else report({ opening: list }, { message: say`${gone.length} subnets are no longer there, ${names[0] ?? ''} the first of them.`, help })
  },
}

export const shrunkPool: ChangeRule = {
  scope: 'change',
  id: 'shrunk-pool',
  severity: 'warning',
  summary: 'Addresses that were given stay in a pool.',
  why: 'A client that has an address outside of all pools is turned down when it renews, and has to take another one.',
  manual: 'dhcp4-srv.html#ipv4-subnet-prefix',

  check({ before, after, release }, report) {
    const old = subnetsOf(before)
    const isV6 = after.daemon === 'dhcp6'
    for (const subnet of subnetsOf(after)) {
      const was = old.find((one) => isSamePrefix(one, subnet))
      if (!was) continue
      const pools = valueOf(subnet.node, 'pools')
      const ranges = rangesOf(after, subnet, release)
      const isKnown = pools === undefined ? !subnet.node.incomplete : pools.kind === 'array' && !pools.incomplete && pools.items.length === ranges.length
      const missing = without(rangesOf(before, was, release), ranges)
      if (!isKnown || missing.length === 0) continue
      const parts = missing.slice(0, 3).map((one) => shownRange(one, isV6))
      const help = say`Clients that have one of these lose it at their next renewal. Shorten the lifetime some time before, or reserve the addresses that are in use.`
      const at = pools ? { opening: pools } : subnet.text
      if (missing.length <= 3) report(at, { message: say`${listed(parts)} could be given before, and no longer can.`, help })
      else report(at, { message: say`${missing.length} ranges could be given before and no longer can, ${parts[0] ?? ''} the first of them.`, help })
    }
  },
}
