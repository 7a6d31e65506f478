/** What the target release does otherwise where the file says nothing. */
import { atLeast } from '../../config/release'
import { member, objectOf, valueOf } from '../../config/tree'
import type { Node } from '../../config/tree'
import { relationshipsOf } from '../../deployment/relationship'
import { say } from '../../text/text'
import { passes } from './step'
import type { Step } from './step'

export function tellDefaults(step: Step): void {
  const { file, to } = step
  const { body, daemon } = file
  if (!body || body.incomplete) return
  const tell = (key: string, within: Node | undefined, message: Parameters<Step['decide']>[1]): void => {
    if (valueOf(within, key) === undefined) step.decide({ source: body.source, start: body.start, end: body.start + 1 }, message)
  }
  const isServer = daemon === 'dhcp4' || daemon === 'dhcp6'
  if (isServer && passes(step, '2.4')) {
    tell('enable-multi-threading', objectOf(body, 'multi-threading'), say`Kea ${to} serves in several threads unless multi-threading says otherwise: see that every hook library can, also those of others.`)
    if (daemon === 'dhcp6') tell('preferred-lifetime', body, say`preferred-lifetime was 3600 where it is not given; in Kea ${to} it is 0.625 of valid-lifetime.`)
    for (const { node } of relationshipsOf(file)) {
      tell('multi-threading', node, say`Kea ${to} opens a listener of its own for the partner, at the server's own url: nothing else may have that port.`)
    }
  }
  if (isServer && passes(step, '3.0')) {
    tell('cache-threshold', body, say`Kea ${to} does not extend a lease again that was given a moment ago (cache-threshold 0.25): write 0 to have every renewal written as before.`)
    for (const { node } of relationshipsOf(file)) {
      tell('restrict-commands', node, say`Kea ${to} takes only the commands that partners need at the listener for them (restrict-commands): what other programs sent there goes to a control socket now.`)
    }
  }
  if (daemon === 'ddns' && passes(step, '2.4')) tell('dns-server-timeout', body, say`kea-dhcp-ddns waits 500 ms for a DNS server where dns-server-timeout is not given, not 100 ms.`)
  const folder = daemon === 'dhcp6' && atLeast(to, '3.0') ? member(body, 'data-directory') : undefined
  if (folder) step.decide(folder.keySpan, say`data-directory is deprecated: set KEA_DHCP_DATA_DIR for the server and remove it.`)
}
