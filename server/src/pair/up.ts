/** `kea-pair up`: boots the servers that the paths name, until it is told to stop. */
import { createHash } from 'node:crypto'
import { networkInterfaces, tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { textOfAddress } from '../dhcp/leases/csv'
import { parseAddress } from '../net/ipv4'
import type { UpArguments } from './arguments'
import { readDeployment } from './deployment'
import type { PairEvent } from './events'
import { createPortFinder } from './ports'
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
    readDeployment: () => readDeployment(args.paths, args.release),
    stateDirOf: ({ name, config }, among) => path.join(args.stateDir ?? stateDirFor(config), among > 1 || args.stateDir === undefined ? safeName(name) : ''),
  })
}

/** Kept between runs of the same file. */
function stateDirFor(config: string): string {
  const mark = createHash('sha256').update(config).digest('hex').slice(0, 8)
  return path.join(tmpdir(), `kea-pair-${safeName(userInfo().username)}`, mark)
}

function safeName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 24)
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
