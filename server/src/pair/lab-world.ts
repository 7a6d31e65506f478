/** What the laboratory is given on this machine: files, clocks, randomness, and testbeds of both kinds. */
import { readFileSync } from 'node:fs'
import { randomInt } from 'node:crypto'
import path from 'node:path'
import type { Release } from '../config/release'
import type { ExplainedServer } from '../explain/explained-server'
import type { LabDeployment, LabParts } from '../lab/lab-parts'
import type { Testbed, TestbedEvents } from '../lab/testbed'
import { openVirtualTestbed } from '../lab/virtual-testbed'
import type { VirtualServer } from '../lab/virtual-testbed'
import { readDeployment, refusalText } from './deployment'
import type { Deployment, Startable } from './deployment'
import type { PairEvent } from './events'
import { loadExplained } from './explained-servers'
import { followFiles, stampFiles } from './follow-files'
import { loadConfig } from './load-config'
import { openRealTestbed } from './real-testbed'
import type { RealTestbedParts } from './real-testbed'
import { wallClock } from './wall-clock'

export type LabWorld = Pick<RealTestbedParts, 'entry' | 'dhcpPort' | 'portFor' | 'stateDirOf'> & {
  readonly paths: readonly string[]
  readonly release: Release | undefined
  readonly includeFolders: readonly string[]
  /** A boot begins. */
  onBoot(): void
  /** What happens between real servers, as the command prints it. */
  onEvent(event: PairEvent): void
}

const reportEvery = 200

export function labParts(world: LabWorld): LabParts {
  const random = (): number => randomInt(2 ** 32) / 2 ** 32
  const read = (): Deployment => readDeployment(world.paths, world)
  let files: readonly string[] = []
  return {
    title: titleOf(world.paths),
    readDeployment: () => {
      const deployment = labDeployment(read())
      files = deployment.servers.flatMap((server) => server.files)
      return deployment
    },
    openTestbed: (time, events) => {
      world.onBoot()
      return time === 'real'
        ? openRealTestbed({ ...world, reportEvery, random, readDeployment: read }, events)
        : Promise.resolve(openVirtual(read(), read, random, events))
    },
    readText: (file) => {
      if (!files.some((one) => isSameFile(one, file))) throw new Error(`${file} is no file of this deployment`)
      return readFileSync(file, 'utf8')
    },
    isSameFile,
    utcOffset: (at) => -new Date(at).getTimezoneOffset(),
    onFault: (error) => world.onEvent({ event: 'fault', server: 'kea-pair', text: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    wall: wallClock,
    random,
  }
}

/** The folder around all that was named. */
function titleOf(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map((given) => path.resolve(given))
  let around = first
  while (path.basename(around) !== '' && !others.every((other) => other === around || other.startsWith(around + path.sep))) around = path.dirname(around)
  return path.basename(around) || paths.join(', ')
}

function labDeployment({ release, servers }: Deployment): LabDeployment {
  return { release, servers, explained: servers.flatMap((server) => tryToLoad(server, release)) }
}

/** A file that cannot be run has a refusal among its findings already. */
function tryToLoad(server: Startable, release: Release): ExplainedServer[] {
  try {
    return loadExplained([server], release)
  } catch {
    return []
  }
}

/** Its files are looked at here: nobody else does. */
function openVirtual(deployment: Deployment, read: () => Deployment, random: () => number, events: TestbedEvents): Testbed {
  const { release, servers } = deployment
  const stamps = stampFiles(servers.flatMap((server) => server.files))
  const testbed = openVirtualTestbed({ servers: servers.map((server) => virtualServer(server, release)), release, random, start: Date.now(), wall: wallClock }, events)
  let current = servers
  const follow = followFiles(servers, (server) => server.files, stamps, (changed) => {
    try {
      current = read().servers
    } catch (error) {
      for (const { name } of changed) events.onNotice(name, 'fault', `its file changed and cannot be read: ${error instanceof Error ? error.message : String(error)}`, undefined)
      return Promise.resolve()
    }
    for (const { name, config } of changed) {
      const next = current.find((server) => server.config === config)
      try {
        if (next) testbed.configure(virtualServer({ ...next, name }, release))
        else events.onNotice(name, 'fault', `${config} is gone: it goes on with what it had`, undefined)
      } catch (error) {
        events.onNotice(name, 'fault', `its file changed and is not followed: ${error instanceof Error ? error.message : String(error)}`, undefined)
      }
    }
    events.onFilesChanged()
    return Promise.resolve()
  })
  return {
    ...testbed,
    close: async () => {
      await follow.close()
      await testbed.close()
    },
  }
}

function virtualServer({ name, config, includeFolders, refusals, findings }: Startable, release: Release): VirtualServer {
  const loaded = loadConfig(config, 'Dhcp4', includeFolders)
  const [first] = refusals
  const refusal = first ? refusalText(first, refusals.length, release) : (loaded.fault ?? '')
  return { name, dhcp4: loaded.map ?? {}, refusal, findings }
}

/** Paths of one file may differ in case where the system has none. */
function isSameFile(one: string, other: string): boolean {
  const [first, second] = [path.resolve(one), path.resolve(other)]
  return first === second || (process.platform === 'win32' && first.toLowerCase() === second.toLowerCase())
}
