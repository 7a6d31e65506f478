/** An address or prefix is reserved for one client of a subnet only. */
import { isFilledIn } from '../../../config/placeholder'
import { objectsIn, stringsIn, valueOf } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { isFault6, readAddress, readPrefix } from './reading'
import { say } from '../../../text/text'

export const reservation6AddressDuplicate: ScopeRule = {
  id: 'reservation6-address-duplicate',
  scope: 'scope',
  kinds: ['subnet', 'global'],
  severity: 'error',
  summary: 'An IPv6 address or prefix is reserved for one client of a subnet.',
  why: 'Kea refuses the file, unless ip-reservations-unique is false.',
  manual: 'dhcp6-srv.html#multiple-reservations-for-the-same-ip',

  check({ node, around }, report) {
    if (around.family !== 6 || around.body.incomplete || valueOf(around.body, 'ip-reservations-unique') !== undefined) return
    const known = new Map<bigint, { text: StringNode; client: number }>()
    for (const [client, reservation] of objectsIn(node, 'reservations').entries()) {
      for (const { text, address } of [...addressesIn(stringsIn(reservation, 'ip-addresses')), ...prefixesIn(stringsIn(reservation, 'prefixes'))]) {
        const first = known.get(address)
        if (!first) known.set(address, { text, client })
        else if (first.client !== client) report(text, {
          message: say`${text.value} is reserved for another client already.`,
          help: say`Give each client its own. Where two entries are the same client, known by two identifiers, set ip-reservations-unique to false.`,
          refusedAt: '-t',
          related: [related(first.text, say`the first one`)],
        })
      }
    }
  },
}

interface Reserved {
  readonly text: StringNode
  readonly address: bigint
}

function addressesIn(texts: readonly StringNode[]): Reserved[] {
  return texts.flatMap((text) => {
    const address = isFilledIn(text.value) ? undefined : readAddress(text.value)
    return address === undefined ? [] : [{ text, address }]
  })
}

function prefixesIn(texts: readonly StringNode[]): Reserved[] {
  return texts.flatMap((text) => {
    const read = isFilledIn(text.value) ? undefined : readPrefix(text.value, 0)
    return !read || isFault6(read) ? [] : [{ text, address: read.address }]
  })
}
