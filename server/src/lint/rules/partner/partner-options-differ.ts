/** Options that clients get from one partner and not from the other. */
import { booleanOf, objectsIn, numberOf, stringOf } from '../../../config/tree'
import type { Node } from '../../../config/tree'
import type { Server } from '../../../deployment/deployment'
import { comparisonsOfConfigurations } from '../../compare'
import type { Comparison } from '../../compare'
import { compareItems, listPlace, sharedSubnets, subnetName } from '../../compare-sets'
import type { Item } from '../../compare-sets'
import { standardOption } from '../../../options/standard'
import type { DeploymentRule, Report } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const partnerOptionsDiffer: DeploymentRule = {
  id: 'partner-options-differ',
  scope: 'deployment',
  severity: 'warning',
  summary: 'Both partners send the same options.',
  why: 'Which router or name server a client uses then depends on which server happened to answer.',
  manual: 'dhcp4-srv.html#dhcp4-std-options',

  check(deployment, report) {
    for (const pair of comparisonsOfConfigurations(deployment)) {
      compare(pair, pair.reference.file.body, pair.other.file.body, say`of the whole server`, report)
      for (const { reference, other } of sharedSubnets(pair)) {
        compare(pair, reference.node, other.node, say`of ${subnetName(other)}`, report)
      }
    }
  },
}

function compare(pair: Comparison, theirs: Node | undefined, own: Node | undefined, where: Text, report: Report): void {
  const about = {
    ...pair,
    noun: say`options`,
    list: { key: 'option-data', theirs, own },
    where,
    place: listPlace(own, 'option-data', pair.other.relationship.node),
    help: say`What a client is told then depends on which server answered. Give both files the same options.`,
  }
  const both = [options(theirs, definedIn(pair.reference)), options(own, definedIn(pair.other))] as const
  // A name that nobody defines is told as such: the list as it is meant cannot be known.
  if (both[0] && both[1]) compareItems(both[0], both[1], about, report)
}

function definedIn({ file }: Server): ReadonlySet<string> {
  return new Set(objectsIn(file.body, 'option-def').flatMap((one) => stringOf(one, 'name')?.value ?? []))
}

/** The server identifier (54) is each server's own. */
const ownOfEachServer = 54

function options(scope: Node | undefined, defined: ReadonlySet<string>): Item[] | undefined {
  const items: Item[] = []
  for (const node of objectsIn(scope, 'option-data')) {
    const space = stringOf(node, 'space')?.value ?? 'dhcp4'
    const name = stringOf(node, 'name')
    const code = numberOf(node, 'code')?.value ?? standardOption(space, name?.value ?? '')?.code
    if (space === 'dhcp4' && code === undefined && !defined.has(name?.value ?? '')) return undefined
    if (space === 'dhcp4' && code === ownOfEachServer) continue
    const data = stringOf(node, 'data')
    const classes = objectsIn(node, 'client-classes').length > 0 ? 'classes' : ''
    const shown = name ? say`${name.value}` : say`option ${code ?? ''}`
    items.push({
        key: `${space} ${code ?? name?.value ?? ''} ${classes}`,
        value: `${(data?.value ?? '').replace(/\s+/g, '').toLowerCase()} ${booleanOf(node, 'csv-format')?.value ?? true}`,
        name: data === undefined || data.value === '' ? shown : say`${shown} ${data.value}`,
        node: data ?? name ?? node,
        map: node,
    })
  }
  return items
}
