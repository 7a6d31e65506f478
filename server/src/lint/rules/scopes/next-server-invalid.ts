/** The server to boot from is an IPv4 address. */
import { addressFixes } from '../subnets/text-fixes'
import { isFilledIn } from '../../../config/placeholder'
import { stringOf } from '../../../config/tree'
import { ipv4Fault } from '../../address-text'
import type { Fault } from '../../address-text'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

export const nextServerInvalid: ScopeRule = {
  id: 'next-server-invalid',
  scope: 'scope',
  kinds: ['global', 'class', 'network', 'subnet', 'reservation'],
  keys: ['next-server'],
  severity: 'error',
  summary: 'next-server is an IPv4 address; in a class or a reservation not 255.255.255.255.',
  why: 'Kea refuses the file; a global one it takes, and clients get no address to boot from.',
  manual: 'dhcp4-srv.html#dhcp4-next-server',

  check({ kind, node, around }, report) {
    const text = stringOf(node, 'next-server')
    if (around.family !== 4 || !text || text.value === '' || isFilledIn(text.value)) return
    const fault = ipv4Fault(text.value) ?? (kind === 'class' || kind === 'reservation' ? broadcastFault(text.value) : undefined)
    if (!fault) return
    const refused = kind !== 'global'
    report(text, {
      message: say`The next-server "${text.value}" ${fault.fault}.`,
      help: say`It goes into siaddr, which holds the IPv4 address of the boot server. A host name belongs into server-hostname or the option tftp-server-name.${refused ? '' : say` In the global scope Kea does not look at it before it answers clients.`}`,
      refusedAt: refused ? '-t' : null,
      severity: refused ? 'error' : 'warning',
      fixes: () => addressFixes(text),
    })
  },
}

/** Only classes and reservations are held against it. */
function broadcastFault(text: string): Fault | undefined {
  return text === '255.255.255.255' ? { fault: say`is the broadcast address` } : undefined
}
