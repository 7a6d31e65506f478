/** `next-server`, `server-hostname`, `boot-file-name`: of the subnet, then of a class, then of the reservation (ARM, "DHCPv4 Server Configuration: next-server"). */
import type { Exchange } from './exchange'
import { currentHost } from './hosts'
import type { Reply } from './packet/reply'
import type { Plan } from './plan-types'

export function setFixedFields(exchange: Exchange, plan: Plan, reply: Reply): void {
  const { subnet } = exchange
  if (subnet) take(reply, subnet)
  if (plan.classes.length > 0) takeFromClasses(exchange, plan, reply)
  const host = currentHost(exchange)
  if (host) take(reply, host)
}

interface FixedFields {
  readonly nextServer: number
  readonly serverHostname: string
  readonly bootFileName: string
}

function take(reply: Reply, from: FixedFields): void {
  if (from.nextServer !== 0) reply.siaddr = from.nextServer
  if (from.serverHostname !== '') reply.sname = from.serverHostname
  if (from.bootFileName !== '') reply.file = from.bootFileName
}

/** Each field from the first class that sets it. */
function takeFromClasses(exchange: Exchange, plan: Plan, reply: Reply): void {
  let nextServer = 0
  let serverHostname = ''
  let bootFileName = ''
  for (const name of exchange.classes) {
    const one = plan.classByName.get(name)
    if (!one) continue
    nextServer ||= one.nextServer
    serverHostname ||= one.serverHostname
    bootFileName ||= one.bootFileName
  }
  take(reply, { nextServer, serverHostname, bootFileName })
}
