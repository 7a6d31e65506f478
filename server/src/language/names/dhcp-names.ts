/** What a DHCP server's file names: in maps that hold subnets, in one subnet, in a class, in a reservation. */
import { numberOf, objectOf, objectsIn, stringOf, stringsIn } from '../../config/tree'
import type { ObjectNode, StringNode } from '../../config/tree'
import { parsePrefix } from '../../net/ipv4'
import { namesInExpression } from './expression-names'
import type { Name } from './name'
import { definition, use } from './name'
import { namesOfDefinition, namesOfOption } from './option-names'

export function namesOfClass(node: ObjectNode, topSpace: string): Name[] {
  return [
    ...definition('class', stringOf(node, 'name'), node),
    ...['test', 'template-test'].flatMap((key) => namesInExpression(stringOf(node, key), topSpace)),
    ...objectsIn(node, 'option-def').flatMap((one) => namesOfDefinition(one, { topSpace, ofClass: node })),
    ...objectsIn(node, 'option-data').flatMap((one) => namesOfOption(one, { topSpace, ofClass: node })),
  ]
}

export function namesOfReservation(node: ObjectNode, topSpace: string): Name[] {
  return [...classesOf(node), ...optionsOf(node, topSpace)]
}

/** The shared network itself, without its subnets. */
export function namesOfNetwork(node: ObjectNode, topSpace: string): Name[] {
  return [...definition('network', stringOf(node, 'name'), node), ...namesOfScope(node, topSpace)]
}

export function namesOfSubnet(node: ObjectNode, topSpace: string): Name[] {
  const prefix = stringOf(node, 'subnet')
  const id = numberOf(node, 'id')
  const inner = [...objectsIn(node, 'pools'), ...objectsIn(node, 'pd-pools')]
  return [
    ...(prefix && prefix.value !== '' ? [{ kind: 'subnet' as const, key: prefixKey(prefix), node: prefix, role: 'definition' as const, of: node }] : []),
    ...(id ? [{ kind: 'subnet-id' as const, key: String(id.value), node: id, role: 'definition' as const, of: node }] : []),
    ...namesOfScope(node, topSpace),
    ...inner.flatMap((pool) => [...classesOf(pool), ...optionsOf(pool, topSpace)]),
    ...objectsIn(node, 'reservations').flatMap((one) => namesOfReservation(one, topSpace)),
  ]
}

/** Without host bits, so that partners' subnets are the same however they are written. */
function prefixKey({ value }: StringNode): string {
  const parsed = parsePrefix(value)
  return parsed ? `${parsed.first}/${parsed.length}` : value.toLowerCase()
}

/** What subnets and shared networks have in common. */
function namesOfScope(node: ObjectNode, topSpace: string): Name[] {
  const context = objectOf(node, 'user-context')
  return [
    ...classesOf(node),
    ...optionsOf(node, topSpace),
    ...['interface', '4o6-interface'].flatMap((key) => interfaceName(stringOf(node, key))),
    ...use('peer', stringOf(context, 'ha-server-name')),
    ...namesInExpression(stringOf(objectOf(context, 'ddns-tuning'), 'hostname-expr'), topSpace),
  ]
}

export function optionsOf(node: ObjectNode, topSpace: string): Name[] {
  return objectsIn(node, 'option-data').flatMap((one) => namesOfOption(one, { topSpace }))
}

const classLists = ['client-classes', 'require-client-classes', 'evaluate-additional-classes']

function classesOf(node: ObjectNode): Name[] {
  return [...use('class', stringOf(node, 'client-class')), ...classLists.flatMap((key) => stringsIn(node, key)).flatMap((one) => use('class', one))]
}

/** `eth0` of `eth0/192.0.2.1`; all interfaces are none. */
export function interfaceName(node: StringNode | undefined): Name[] {
  const name = /^[^/]+/.exec(node?.value ?? '')?.[0]
  return !node || name === undefined || name === '*' ? [] : [{ kind: 'interface', key: name, node, part: { from: 0, to: name.length }, role: 'use' }]
}
