/** A script's stage of real processes on loopback, a proxy in each direction between them. No file is touched: only the places of the peers' doors. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Release } from '../config/release'
import type { Stage } from '../ha/world/script'
import { hwaddrOf } from '../ha/world/virtual-stage'
import { assignPlaces } from './assign-places'
import type { HostDoors } from './assign-places'
import { openCrowd } from './clients/crowd'
import type { Client, Crowd } from './clients/crowd'
import { askUnix } from './doors/unix'
import type { Answer } from './doors/handle'
import type { ReadyServer } from './events'
import { openFailingLinks } from './failing-links'
import { noPlaces } from './places'
import { createPortFinder } from './ports'
import { createServerProcess } from './server-process'
import type { ServerProcess } from './server-process'

export interface StagedServer extends HostDoors {
  readonly config: string
  readonly stateDir: string
}

export interface StageOptions {
  readonly servers: readonly StagedServer[]
  readonly release: Release
  readonly entry: string
  readonly giaddr: number
  readonly random: () => number
  onEvent(text: string): void
}

interface Actor {
  readonly server: StagedServer
  readonly process: ServerProcess
  ready: ReadyServer | undefined
  dhcpPort: number
  skew: number
}

export async function openProcessStage(options: StageOptions): Promise<Stage & { close(): Promise<void> }> {
  const { servers, random } = options
  const portFor = createPortFinder(0)
  const places = await assignPlaces(servers, portFor)
  const links = openFailingLinks(random)
  const actors = new Map<string, Actor>()
  for (const [at, server] of servers.entries()) {
    const dhcpPort = await portFor('dhcp', String(at))
    const process = createServerProcess({
      entry: options.entry,
      onEvent: (event) => {
        if (event.event === 'ha') options.onEvent(`${server.name} ${event.id} ${event.text}`)
        else if (event.event === 'fault') options.onEvent(`${server.name} FAULT ${event.text}`)
      },
      onEnd: (code) => options.onEvent(`${server.name} ended with ${code ?? 'a signal'}`),
    })
    actors.set(server.name, { server, process, ready: undefined, dhcpPort, skew: 0 })
  }
  const seen = await links.between(places)
  const actorOf = (name: string): Actor => {
    const actor = actors.get(name)
    if (!actor) throw new Error(`there is no server ${name}`)
    return actor
  }
  const crowd: Crowd = await openCrowd({ ports: new Map([...actors].map(([name, { dhcpPort }]) => [name, dhcpPort])), giaddr: options.giaddr, clock: Date.now, random })
  const clients = new Map<string, Client>()
  const clientOf = (name: string): Client => {
    let client = clients.get(name)
    if (!client) clients.set(name, (client = { hwaddr: hwaddrOf(name), address: undefined }))
    return client
  }
  const ask = (name: string, command: string): Promise<Answer | undefined> => {
    const { ready } = actorOf(name)
    return ready ? askUnix(ready.socket, { command }, 12_000).catch(() => undefined) : Promise.resolve(undefined)
  }
  return {
    start: async (name) => {
      const actor = actorOf(name)
      const { server } = actor
      actor.ready = await actor.process.start({
        name,
        configPath: server.config,
        agentPath: undefined,
        includeFolders: [],
        release: options.release,
        dhcpPort: actor.dhcpPort,
        places: seen.get(name) ?? noPlaces,
        stateDir: server.stateDir,
        realInterface: undefined,
        drops: false,
        skew: actor.skew,
        reportEvery: 0,
      })
    },
    kill: async (name) => {
      await actorOf(name).process.kill()
    },
    pause: (name) => Promise.resolve(actorOf(name).process.pause()),
    goOn: (name) => Promise.resolve(actorOf(name).process.goOn()),
    skew: (name, ms) => {
      const actor = actorOf(name)
      actor.skew = ms
      actor.process.skew(ms)
    },
    link: links.link,
    lease: async (client, patienceMs) => (await crowd.lease(clientOf(client), patienceMs))?.server,
    place: (client, giaddr, among) => {
      Object.assign(clientOf(client), among.length > 0 ? { giaddr, servers: among } : { giaddr })
    },
    renew: async (client, patienceMs) => (await crowd.renew(clientOf(client), patienceMs))?.server,
    release: async (client) => {
      crowd.release(clientOf(client))
      await sleep(200)
    },
    stateOf: async (name) => ((await ask(name, 'ha-heartbeat'))?.arguments as { state?: string } | undefined)?.state,
    leasesOf: async (name) => {
      const leases = ((await ask(name, 'lease4-get-all'))?.arguments as { leases?: Record<string, unknown>[] } | undefined)?.leases ?? []
      return leases.filter((lease) => lease['state'] === 0).map((lease) => `${String(lease['ip-address'])} ${String(lease['hw-address'])} ${String(lease['cltt'])}`)
    },
    command: async (name, command) => (await ask(name, command))?.result ?? 1,
    wait: (ms) => sleep(ms),
    now: Date.now,
    close: async () => {
      crowd.close()
      for (const { process } of actors.values()) await process.stop()
      await links.close()
    },
  }
}
