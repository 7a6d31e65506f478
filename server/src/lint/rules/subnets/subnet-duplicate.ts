/** A prefix is one subnet. */
import type { StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { prefixIn, subnetsAsRead } from './reading'
import { addressText } from '../../address-text'
import { say } from '../../../text/text'

export const subnetDuplicate: FileRule = {
  id: 'subnet-duplicate',
  scope: 'file',
  severity: 'error',
  summary: 'No subnet is there twice.',
  why: 'Kea refuses the file.',
  manual: 'dhcp4-srv.html#ipv4-subnet-prefix',

  check(file, report, { readPart }) {
    if (file.daemon !== 'dhcp4') return
    const known = new Map<string, StringNode>()
    for (const { node } of subnetsAsRead(file)) {
      const read = readPart(prefixIn, node)
      if (!read) continue
      const name = `${addressText(read.prefix.address)}/${read.prefix.length}`
      const first = known.get(name)
      if (!first) known.set(name, read.text)
      else report(read.text, {
        message: say`The subnet ${name} is there already.`,
        help: say`Put the pools, options and reservations of both into one, or correct the prefix that is wrong.`,
        refusedAt: '-t',
        related: [related(first, say`The same subnet`)],
      })
    }
  },
}
