/** Bulk lease queries: what the library can do, and what it needs of the server. */
import { isMultiThreaded } from '../../../config/dhcp4'
import { isFilledIn } from '../../../config/placeholder'
import { atLeast, hookLoad } from '../../../config/release'
import { booleanOf, objectOf, stringOf } from '../../../config/tree'
import { isStrictAddress } from '../../../net/peer-url'
import { related } from '../../compare'
import { hooksCalled } from '../../hook-libraries'
import type { FileRule, Report } from '../../rule'
import { say } from '../../../text/text'
import { drafted, remove } from '../../drafted'

export const leaseQueryAdvanced: FileRule = {
  id: 'lease-query-advanced',
  scope: 'file',
  severity: 'error',
  summary: 'Bulk lease queries are served by a multi-threaded server at an IPv4 address; active ones are not.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#hooks-lease-query',

  check(file, report, { release }) {
    if (file.daemon !== 'dhcp4') return
    const refuse: Report = (at, finding) => report(at, { ...finding, refusedAt: hookLoad(release) })
    for (const { parameters } of hooksCalled(file, 'libdhcp_lease_query.so')) {
      const advanced = objectOf(parameters, 'advanced')
      const active = booleanOf(advanced, 'active-query-enabled')
      if (active?.value === true) refuse(active, { message: say`Kea does not support active lease queries.`, help: say`The server does not start: remove active-query-enabled.`, fixes: () => (advanced ? drafted(say`Remove it`, (draft) => remove(draft, advanced, 'active-query-enabled')) : []) })
      const bulk = booleanOf(advanced, 'bulk-query-enabled')
      const threads = objectOf(file.body, 'multi-threading')
      if (bulk?.value === true && !isMultiThreaded(file, atLeast(release, '2.4')) && !file.body?.incomplete && !threads?.incomplete) {
        refuse(bulk, { message: say`Bulk lease queries need multi-threading, and it is off.`, help: say`The server does not start: turn multi-threading on, or bulk-query-enabled off.`, related: threads ? [related(threads, say`multi-threading`)] : [], fixes: () => drafted(say`Turn bulk queries off`, (draft) => draft.replaceValue(bulk, false)) })
      }
      const address = stringOf(advanced, 'lease-query-ip')
      if (address && address.value !== '' && !isFilledIn(address.value) && !isStrictAddress(address.value)) {
        refuse(address, { message: say`"${address.value}" is no IPv4 address to listen at.`, help: say`The server does not start: give an address of this machine, such as 192.0.2.1.` })
      }
    }
  },
}
