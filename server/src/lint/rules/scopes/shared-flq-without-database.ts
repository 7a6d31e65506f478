/** The shared-flq allocator keeps its queue in a database, and takes no very large pools. */
import { changeTo } from '../../fix'
import { atLeast } from '../../../config/release'
import { member, objectOf, stringOf } from '../../../config/tree'
import type { ScopeRule } from '../../rule'
import { inherited } from '../../scopes'
import { related } from '../../compare'
import { poolsIn } from '../subnets/reading'
import { say } from '../../../text/text'

/** 2^24, as many as a /8 has. */
const largestPool = 16_777_216

export const sharedFlqWithoutDatabase: ScopeRule = {
  id: 'shared-flq-without-database',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'error',
  summary: 'The allocator shared-flq is used with leases in MySQL or PostgreSQL, and with pools of at most 16,777,216 addresses.',
  why: 'Kea refuses the file: it keeps the queue of free leases in the lease database.',
  manual: 'dhcp4-srv.html#free-lease-queue-allocator',

  check(scope, report) {
    const { around } = scope
    const allocator = inherited(scope, 'allocator')?.value
    if (around.family !== 4 || !atLeast(around.release, '3.2') || allocator?.kind !== 'string' || allocator.value !== 'shared-flq') return
    const database = objectOf(around.body, 'lease-database')
    const type = stringOf(database, 'type')
    const isKnown = database ? type !== undefined : !around.body.incomplete && !member(around.body, 'lease-database')
    if (isKnown && type?.value !== 'mysql' && type?.value !== 'postgresql') {
      report(allocator, {
        message: say`The allocator shared-flq cannot be used with leases in ${type?.value ?? say`memfile, the default`}.`,
        help: say`Several servers share its queue in a MySQL or PostgreSQL lease database. With memfile use "flq", "random" or "iterative".`,
        refusedAt: '-t',
        related: type ? [related(type, say`The lease database`)] : [],
        fixes: () => changeTo(allocator, 'flq'),
      })
    }
    for (const { text, range } of poolsIn(scope.node)) {
      const size = range.last - range.first + 1
      if (size <= largestPool) continue
      report(text, {
        message: say`The pool ${text.value.trim()} has ${size} addresses, too many for the allocator shared-flq.`,
        help: say`It takes pools of at most ${largestPool} addresses: make several.`,
        refusedAt: '-t',
        related: [related(allocator, say`The allocator`)],
      })
    }
  },
}
