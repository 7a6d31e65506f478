/** `kea-pair up`: boots the servers that the paths name, until it is told to stop. */
import { networkInterfaces } from 'node:os'
import { textOfAddress } from '../dhcp/leases/csv'
import { parseAddress } from '../net/ipv4'
import type { UpArguments } from './arguments'
import { readDeployment } from './deployment'
import type { PairEvent } from './events'
import { createPortFinder } from './ports'
import { stateDirOf } from './state-dir'
import type { RealInterface } from './running-server'
import { supervise } from './supervisor'
import type { Supervisor } from './supervisor'

export interface UpWorld {
  /** The script that runs one server when it is given the word `serve`. */
  readonly entry: string
  onEvent(event: PairEvent): void
  onAllEnded(exitValue: number): void
}

/** Throws with one sentence where no server can start; what has started is stopped again. */
export function up(args: UpArguments, world: UpWorld): Promise<Supervisor> {
  return supervise({
    ...world,
    only: args.only,
    dhcpPort: args.dhcpPort,
    realInterface: args.interface === undefined ? undefined : realInterface(args.interface),
    drops: args.drops,
    portFor: createPortFinder(args.httpPort),
    readDeployment: () => readDeployment(args.paths, args),
    stateDirOf: (server, among) => stateDirOf(args.stateDir, server, among),
  })
}

/** Node cannot tie a socket to one interface, so no other network may be in reach of it. */
function realInterface(name: string): RealInterface {
  const all = networkInterfaces()
  const own = all[name]?.find((one) => one.family === 'IPv4')
  if (!own) throw new Error(`interface ${name} is not there, or has no IPv4 address`)
  const others = Object.entries(all).filter(([other, list]) => other !== name && list?.some((one) => one.family === 'IPv4' && !one.internal) === true)
  if (others.length > 0) {
    throw new Error(`--interface ${name}: this machine is also on ${others.map(([other]) => other).join(', ')}, and clients there would be answered too; use a network namespace that has ${name} alone`)
  }
  const address = parseAddress(own.address) ?? 0
  const mask = parseAddress(own.netmask) ?? 0
  return { name, address, directedBroadcast: textOfAddress((address | ~mask) >>> 0) }
}
