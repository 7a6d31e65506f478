/** What the parameters of hook libraries name: servers of a relationship, classes, options, subnets and shared networks. */
import { numberOf, objectOf, objectsIn, stringOf } from '../../config/tree'
import type { Node, ObjectNode } from '../../config/tree'
import { libraryName } from '../../deployment/relationship'
import { namesInExpression } from './expression-names'
import type { Name } from './name'
import { definition, use } from './name'
import { namesOfOption } from './option-names'

export function namesOfHook(hook: ObjectNode, topSpace: string): Name[] {
  const parameters = objectOf(hook, 'parameters')
  if (!parameters) return []
  switch (libraryName(hook)?.replace(/\.so$/, '')) {
    case 'libdhcp_ha':
      return objectsIn(parameters, 'high-availability').flatMap(namesOfRelationship)
    case 'libdhcp_flex_option':
      return flexOptions(parameters, topSpace)
    case 'libdhcp_flex_id':
      return expressions(parameters, topSpace, 'identifier-expression')
    case 'libdhcp_ddns_tuning':
      return expressions(parameters, topSpace, 'hostname-expr')
    case 'libdhcp_legal_log':
      return expressions(parameters, topSpace, 'request-parser-format', 'response-parser-format')
    case 'libdhcp_lease_cmds':
      return objectsIn(parameters, 'binding-variables').flatMap((one) => expressions(one, topSpace, 'expression'))
    case 'libdhcp_radius':
      return [
        ...['access', 'accounting'].flatMap((key) => objectsIn(objectOf(parameters, key), 'attributes')).flatMap((one) => expressions(one, topSpace, 'expr')),
        ...objectsIn(parameters, 'nas-ports').flatMap((one) => [...subnetId(one), ...use('network', stringOf(one, 'shared-network-name'))]),
      ]
    case 'libdhcp_perfmon':
      return objectsIn(parameters, 'alarms').flatMap((one) => subnetId(objectOf(one, 'duration-key')))
    default:
      return []
  }
}

function namesOfRelationship(node: ObjectNode): Name[] {
  const self = stringOf(node, 'this-server-name')
  const name = self?.value.trim() ?? ''
  const from = self?.value.indexOf(name) ?? 0
  return [
    // Kea drops the blanks around this name.
    ...(self && name !== '' ? [{ kind: 'peer' as const, key: name, node: self, part: { from, to: from + name.length }, role: 'use' as const }] : []),
    ...objectsIn(node, 'peers').flatMap((peer) => [...definition('peer', stringOf(peer, 'name'), peer), ...door(peer)]),
  ]
}

/** The peer's name stands for its door: all servers' files give it a url. */
function door(peer: ObjectNode): Name[] {
  const url = stringOf(peer, 'url')
  const name = stringOf(peer, 'name')?.value
  return url && name ? [{ kind: 'door', key: name, node: url, role: 'use' }] : []
}

function expressions(map: ObjectNode, topSpace: string, ...keys: string[]): Name[] {
  return keys.flatMap((key) => namesInExpression(stringOf(map, key), topSpace))
}

function flexOptions(parameters: ObjectNode, topSpace: string): Name[] {
  return objectsIn(parameters, 'options')
    .flatMap((option) => [option, ...objectsIn(option, 'sub-options')])
    .flatMap((option) => [
      // A sub-option stands in the space of its option where it names none.
      ...(stringOf(option, 'space') || isTop(option, parameters) ? namesOfOption(option, { topSpace }) : []),
      ...use('class', stringOf(option, 'client-class')),
      ...expressions(option, topSpace, 'add', 'supersede', 'remove'),
    ])
}

function isTop(option: ObjectNode, parameters: ObjectNode): boolean {
  const list: Node | undefined = option.parent
  return list?.parent === parameters
}

/** 0 stands for all subnets. */
function subnetId(map: ObjectNode | undefined): Name[] {
  const id = numberOf(map, 'subnet-id')
  return id && id.value > 0 ? [{ kind: 'subnet-id', key: String(id.value), node: id, role: 'use' }] : []
}
