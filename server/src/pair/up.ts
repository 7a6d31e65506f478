/** `kea-pair up`: boots the servers that the paths name, until it is told to stop. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { networkInterfaces, tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { createHash, randomInt } from 'node:crypto'
import { URI } from 'vscode-uri'
import { parseConfig } from '../config/parse'
import type { ConfigFile } from '../config/config-file'
import { groupByFolder } from '../deployment/host'
import type { Host } from '../deployment/deployment'
import { keaFilesBelow, readTextFile } from '../files/disk'
import { textOfAddress } from '../dhcp/leases/csv'
import { parseAddress } from '../net/ipv4'
import type { UpArguments } from './arguments'
import type { PairEvent } from './events'
import { startServer } from './running-server'
import type { RealInterface, RunningServer } from './running-server'

export interface UpWorld {
  onEvent(event: PairEvent): void
  onShutdown(exitValue: number): void
}

export interface RunningPair {
  readonly servers: readonly RunningServer[]
  close(): Promise<void>
}

/** Throws with one sentence where a server cannot start; what has started is stopped again. */
export async function up(args: UpArguments, world: UpWorld): Promise<RunningPair> {
  const hosts = serversIn(args)
  const running: RunningServer[] = []
  const close = async (): Promise<void> => {
    await Promise.all(running.map((server) => server.close()))
  }
  let httpPort = args.httpPort
  // "ready" is the first event: what is to be told before waits for it.
  const early: PairEvent[] = []
  let isReady = false
  const onEvent = (event: PairEvent): void => {
    if (isReady) world.onEvent(event)
    else early.push(event)
  }
  try {
    for (const [at, { name, config, agent }] of hosts.entries()) {
      running.push(
        await startServer({
          name,
          configPath: config,
          agentPath: agent,
          release: args.release,
          dhcpPort: args.dhcpPort === 0 ? 0 : args.dhcpPort + at,
          nextHttpPort: () => (httpPort === 0 ? 0 : httpPort++),
          stateDir: path.join(args.stateDir ?? stateDirFor(config), hosts.length > 1 || args.stateDir === undefined ? safeName(name) : ''),
          realInterface: args.interface === undefined ? undefined : realInterface(args.interface),
          clock: Date.now,
          random: () => randomInt(2 ** 32) / 2 ** 32,
          onEvent,
          onShutdown: world.onShutdown,
        }),
      )
    }
  } catch (error) {
    await close()
    throw error
  }
  world.onEvent({ event: 'ready', servers: running.map((server) => server.ready) })
  isReady = true
  for (const event of early) world.onEvent(event)
  return { servers: running, close }
}

interface Startable {
  readonly name: string
  readonly config: string
  readonly agent: string | undefined
}

function serversIn(args: UpArguments): Startable[] {
  const files: ConfigFile[] = []
  for (const given of args.paths) {
    const full = path.resolve(given)
    if (!existsSync(full)) throw new Error(`${given}: there is no such file or folder`)
    const found = statSync(full).isDirectory() ? keaFilesBelow(full) : [full]
    for (const file of found) files.push(parseConfig(URI.file(file).toString(), readFileSync(file, 'utf8'), { readFile: readTextFile, includeFolders: [] }))
  }
  const servers = groupByFolder(files).flatMap((host) => startable(host))
  const wanted = args.only === undefined ? servers : servers.filter((server) => server.name === args.only)
  if (wanted.length > 0) return wanted
  if (servers.length === 0) throw new Error(`${args.paths.join(', ')}: there is no kea-dhcp4 configuration here`)
  throw new Error(`there is no server ${args.only ?? ''} here: ${servers.map((server) => server.name).join(', ')}`)
}

function startable({ name, dhcp4, agent }: Host): Startable[] {
  if (!dhcp4) return []
  return [{ name, config: URI.parse(dhcp4.uri).fsPath, agent: agent && URI.parse(agent.uri).fsPath }]
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
