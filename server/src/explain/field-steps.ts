/** Fields of the answer that a client boots by: `next-server`, `server-hostname`, `boot-file-name`, each with its scope. */
import type { Exchange } from '../dhcp/exchange'
import { currentHost } from '../dhcp/hosts'
import { messageType } from '../dhcp/packet/codes'
import type { Reply } from '../dhcp/packet/reply'
import { nearestScope } from '../dhcp/plan/inherit'
import type { ConfigMap } from '../dhcp/plan/scope'
import type { ExplainedServer } from './explained-server'
import type { Step } from './explanation'
import { nameOfScope, scopeMaps } from './scopes'
import { step, textOfAddress } from './step'
import type { Trial } from './trial'

interface Field {
  readonly key: 'next-server' | 'server-hostname' | 'boot-file-name'
  readonly property: 'nextServer' | 'serverHostname' | 'bootFileName'
  readonly named: string
  value(reply: Reply): number | string
}

const fields: readonly Field[] = [
  { key: 'next-server', property: 'nextServer', named: 'siaddr', value: (reply) => reply.siaddr },
  { key: 'server-hostname', property: 'serverHostname', named: 'sname', value: (reply) => reply.sname },
  { key: 'boot-file-name', property: 'bootFileName', named: 'file', value: (reply) => reply.file },
]

export function tellFields({ exchange, outcome }: Trial, server: ExplainedServer): Step[] {
  if (!exchange || outcome.kind !== 'reply' || outcome.reply.type === messageType.nak) return []
  const { reply } = outcome
  return fields.flatMap((field) => {
    const value = field.value(reply)
    if (value === 0 || value === '') return []
    const scope = scopeOf(field, value, exchange, server)
    const shown = typeof value === 'number' ? textOfAddress(value) : value
    return [step('field', 'yes', `${field.key} (${field.named}): ${shown}${scope ? `, from ${scope.name}` : ''}.`, { place: scope && server.places(scope.map, field.key) })]
  })
}

/** The scope whose value it is that was sent: reservation, class, then subnet and what that inherits from. */
function scopeOf({ key, property }: Field, sent: number | string, exchange: Exchange, { plan }: ExplainedServer): { readonly name: string; readonly map: ConfigMap } | undefined {
  const { subnet } = exchange
  const host = currentHost(exchange)
  if (host?.[property] === sent) return { name: 'the reservation', map: host.source }
  for (const name of exchange.classes) {
    const one = plan.classByName.get(name)
    if (one?.[property] === sent) return { name: `the class ${one.name}`, map: one.source }
  }
  if (subnet?.[property] !== sent) return undefined
  const map = nearestScope(scopeMaps(subnet, plan), key)
  return map && { name: nameOfScope(map, subnet, plan), map }
}
