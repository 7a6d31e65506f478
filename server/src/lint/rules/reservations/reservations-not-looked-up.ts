/** Reservations are found only where the flags let Kea look for them. */
import { changeTo, setKey } from '../../fix'
import { booleanOf, member, objectsIn, valueOf } from '../../../config/tree'
import type { Member, ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule, Report } from '../../rule'
import { scopeName, subnetScopes, surroundingsOf } from '../../scopes'
import type { Scope } from '../../scopes'
import { flagOf } from './flags'
import { say } from '../../../text/text'

export const reservationsNotLookedUp: FileRule = {
  id: 'reservations-not-looked-up',
  scope: 'file',
  severity: 'warning',
  summary: 'Where reservations are given, the flags let Kea look for them.',
  why: 'Kea takes the reservations and never looks at them: the clients get what all get.',
  manual: 'dhcp4-srv.html#reservations4-tuning',

  check(file, report, { release }) {
    const around = file.daemon === 'dhcp4' ? surroundingsOf(file, release) : undefined
    if (!around) return
    const subnets = subnetScopes(around)
    checkSubnets(subnets, report)
    checkGlobal(around.body, subnets, report)
  },
}

function checkSubnets(subnets: readonly Scope[], report: Report): void {
  const hidden = new Map<Member, Scope[]>()
  for (const subnet of subnets) {
    if (objectsIn(subnet.node, 'reservations').length === 0) continue
    const flag = flagOf(subnet, 'reservations-in-subnet')
    if (flag?.value !== false || !flag.from) continue
    const list = hidden.get(flag.from)
    if (list) list.push(subnet)
    else hidden.set(flag.from, [subnet])
  }
  for (const [flag, list] of hidden) {
    const [first] = list
    if (!first) continue
    report(flag, {
      message: say`With this, Kea does not look for the reservations of ${list.length === 1 ? scopeName(first) : say`${list.length} subnets`}.`,
      help: say`Their clients get addresses from the pools like all others. Set reservations-in-subnet to true, or remove the reservations.`,
      related: list.slice(0, 10).map((subnet) => related(member(subnet.node, 'reservations') ?? subnet.node, say`Reservations of ${scopeName(subnet)}`)),
      fixes: () => (flag.key === 'reservations-in-subnet' && flag.value ? changeTo(flag.value, true) : []),
    })
  }
}

function checkGlobal(body: ObjectNode, subnets: readonly Scope[], report: Report): void {
  const list = member(body, 'reservations')
  const early = valueOf(body, 'early-global-reservations-lookup')
  if (!list || objectsIn(body, 'reservations').length === 0 || subnets.length === 0 || body.incomplete) return
  if (early && booleanOf(body, 'early-global-reservations-lookup')?.value !== false) return
  if (valueOf(body, 'config-control') || subnets.some((subnet) => flagOf(subnet, 'reservations-global')?.value !== false)) return
  const flag = subnets[0] && flagOf(subnets[0], 'reservations-global')?.from
  report(list, {
    message: say`No subnet looks for these global reservations.`,
    help: say`They have no effect as long as reservations-global is false, which it is by default. Set it to true, or move the reservations into their subnets.`,
    related: flag ? [related(flag, say`"${flag.key}"`)] : [],
    fixes: () => (flag?.key === 'reservation-mode' ? [] : setKey(body, 'reservations-global', true)),
  })
}
