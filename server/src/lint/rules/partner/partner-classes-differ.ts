/** Client classes that sort clients differently on the two servers. */
import { objectsIn, stringOf } from '../../../config/tree'
import type { Node } from '../../../config/tree'
import { comparisonsOfConfigurations } from '../../compare'
import { compareItems, listPlace } from '../../compare-sets'
import type { Item } from '../../compare-sets'
import type { DeploymentRule } from '../../rule'
import { say } from '../../../text/text'

export const partnerClassesDiffer: DeploymentRule = {
  id: 'partner-classes-differ',
  scope: 'deployment',
  severity: 'warning',
  summary: 'Both partners have the same client classes.',
  why: 'A client falls into another class, and so into another pool, when the other server answers.',
  manual: 'classify.html#classification-configuring',

  check(deployment, report) {
    for (const pair of comparisonsOfConfigurations(deployment)) {
      const own = pair.other.file.body
      const about = {
        ...pair,
        noun: say`client classes`,
        where: say`of the whole server`,
        list: { key: 'client-classes', theirs: pair.reference.file.body, own },
        place: listPlace(own, 'client-classes', pair.other.relationship.node),
        help: say`A client falls into another class, with other pools and options, when the other server answers. Give both files the same classes.`,
      }
      compareItems(classes(pair.reference.file.body), classes(own), about, report)
    }
  },
}

function classes(scope: Node | undefined): Item[] {
  return objectsIn(scope, 'client-classes').map((node) => {
    const name = stringOf(node, 'name')
    const test = stringOf(node, 'test') ?? stringOf(node, 'template-test')
    return {
      key: name?.value ?? '',
      value: (test?.value ?? '').replace(/\s+/g, ' ').trim(),
      name: say`${name?.value ?? 'a class'}${test ? ` (${test.value})` : ''}`,
      node: test ?? name ?? node,
      map: node,
    }
  })
}
