/** Subnets of one server written into the other's file: into the shared network of the same name, or beside the others. */
import type { Subnet } from '../../../config/dhcp4'
import type { Draft } from '../../../config/draft'
import { Copied } from '../../../config/layout'
import { withComments } from '../../../config/rewrite'
import { member, objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import type { Server } from '../../../deployment/deployment'

export function addSubnets(draft: Draft, to: Server, subnets: readonly Subnet[]): boolean {
  const body = to.file.body
  if (!body) return false
  const whole = new Set<ObjectNode>()
  for (const { node, network } of subnets) {
    const place = network ? networkNamed(body, stringOf(network, 'name')?.value) : body
    // A network that is not there yet comes as it is; half of one would not be the same.
    if (network && !place) {
      if (!objectsIn(network, 'subnet4').every((one) => subnets.some((subnet) => subnet.node === one))) return false
      if (!whole.has(network)) put(draft, body, 'shared-networks', network)
      whole.add(network)
    } else if (place && !put(draft, place, 'subnet4', node)) return false
  }
  return true
}

export function networkNamed(body: ObjectNode, name: string | undefined): ObjectNode | undefined {
  return objectsIn(body, 'shared-networks').find((one) => stringOf(one, 'name')?.value === name)
}

export function put(draft: Draft, map: ObjectNode, key: string, what: ObjectNode): boolean {
  const list = member(map, key)
  const copy = new Copied(withComments(what))
  if (!list) draft.addMember(map, key, [copy])
  else if (list.value?.kind === 'array') draft.addItem(list.value, copy)
  else return false
  return true
}
