/** Reservations that only one of the partners knows, or knows otherwise. */
import { objectsIn, stringOf } from '../../../config/tree'
import type { Node, ObjectNode, StringNode } from '../../../config/tree'
import type { Report, DeploymentRule } from '../../rule'
import { comparisonsOfConfigurations } from '../../compare'
import type { Comparison } from '../../compare'
import { compareItems, listPlace, sharedSubnets, subnetName } from '../../compare-sets'
import type { Item } from '../../compare-sets'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

const identifiers = ['hw-address', 'client-id', 'duid', 'circuit-id', 'flex-id'] as const

export const partnerReservationsDiffer: DeploymentRule = {
  id: 'partner-reservations-differ',
  scope: 'deployment',
  severity: 'warning',
  summary: 'Both partners have the same reservations.',
  why: 'A client gets another address when the other server answers.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check(deployment, report) {
    for (const pair of comparisonsOfConfigurations(deployment)) {
      const { reference, other } = pair
      compare(pair, reference.file.body, other.file.body, say`of the whole server`, report)
      for (const subnets of sharedSubnets(pair)) {
        compare(pair, subnets.reference.node, subnets.other.node, say`of ${subnetName(subnets.other)}`, report)
      }
    }
  },
}

function compare(pair: Comparison, theirs: Node | undefined, own: Node | undefined, where: Text, report: Report): void {
  const about = {
    ...pair,
    noun: say`reservations`,
    list: { key: 'reservations', theirs, own },
    where,
    place: listPlace(own, 'reservations', pair.other.relationship.node),
    help: say`The client gets another address, or none of its own, when the other server answers. Give both files the same reservations.`,
  }
  compareItems(reservations(theirs), reservations(own), about, report)
}

function reservations(scope: Node | undefined): Item[] {
  return objectsIn(scope, 'reservations').map((node) => {
    const id = identifierOf(node)
    const address = stringOf(node, 'ip-address')
    const hostname = stringOf(node, 'hostname')
    return {
      key: id ? `${id.kind} ${normal(id.text.value)}` : `address ${address?.value ?? ''}`,
      value: `${address?.value.trim() ?? ''} ${hostname?.value.toLowerCase() ?? ''}`,
      name: say`${id?.text.value ?? say`a reservation`}${address ? say` with ${address.value}` : ''}${hostname ? ` (${hostname.value})` : ''}`,
      node: address ?? id?.text ?? node,
      map: node,
    }
  })
}

function identifierOf(node: ObjectNode): { kind: string; text: StringNode } | undefined {
  for (const kind of identifiers) {
    const text = stringOf(node, kind)
    if (text) return { kind, text }
  }
  return undefined
}

/** Hexadecimal digits with or without separators are one identifier; a text in single quotes is taken as it is. */
function normal(identifier: string): string {
  return identifier.startsWith("'") ? identifier : identifier.toLowerCase().replace(/^0x/, '').replace(/[:\-. ]/g, '')
}
