/** Where a scenario is played: the pairs that it asks for, and their end whatever happens. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Release } from '../../src/config/release'
import type { Config } from '../differential/case'
import { openClient } from './client'
import type { Client } from './client'
import { configOf } from './config'
import type { Auth, Mode, PeerPlace, Role } from './config'
import { openLink } from './link'
import type { Link } from './link'
import { createOurs, createReal } from './members'
import type { Member } from './members'
import { takePort } from './ports'

export interface Scenario {
  readonly name: string
  /** What it needs of real Kea is in no release before this. */
  readonly since?: Release
  /** What ours does not do yet with real Kea of a release. */
  readonly missing?: Partial<Record<Release, string>>
  play(stage: Stage): Promise<void>
}

export interface PairOptions {
  readonly mode: Mode
  readonly ours: Role
  /** Over the parameters of the relationship, in both files. */
  readonly ha?: Config
  /** Over the rest of both files. */
  readonly dhcp4?: Config
  /** What the entry of a member says that it asks for. */
  readonly auth?: Partial<Record<Role, Auth>>
  /** Real Kea takes commands of its partner at its HTTP control socket, which asks for this (since 3.0). */
  readonly realAsks?: Auth
  /** Our server's clock, ms. */
  readonly clock?: () => number
  /** A network between the two that can be cut. */
  readonly linked?: true
}

export interface Pair {
  readonly ours: Member
  readonly real: Member
  readonly primary: Member
  /** The standby, the secondary or the backup. */
  readonly second: Member
  readonly client: Client
  /** To the primary and to the second, where asked for. */
  readonly links: readonly Link[]
}

export interface Stage {
  readonly release: Release
  /** Neither member is started. */
  setUp(options: PairOptions): Promise<Pair>
  /** What all members said. */
  logs(): string
  /** Ends everything; throws where ours had a fault. */
  clear(): Promise<void>
}

export function createStage(oracle: string, release: Release): Stage {
  const folder = mkdtempSync(path.join(tmpdir(), 'kea-real-pair-'))
  const pairs: Pair[] = []
  let folders = 0
  return {
    release,
    setUp: async (options) => {
      const pair = await setUp(oracle, release, path.join(folder, String(folders++)), options)
      pairs.push(pair)
      return pair
    },
    logs: () => pairs.flatMap(({ primary, second }) => [primary, second]).map((member) => `--- ${member.kind}, ${member.name}\n${member.log().slice(-20_000)}`).join('\n'),
    clear: async () => {
      const ends = pairs.flatMap(({ ours, real, client, links }) => [ours.stop(), real.crash(), client.close(), ...links.map((link) => link.cut())])
      const failed = (await Promise.allSettled(ends)).find((end) => end.status === 'rejected')
      rmSync(folder, { recursive: true, force: true })
      if (failed) throw failed.reason
    },
  }
}

const secondRoles: Readonly<Record<Mode, Role>> = { 'hot-standby': 'standby', 'load-balancing': 'secondary', 'passive-backup': 'backup' }

async function setUp(oracle: string, release: Release, folder: string, { mode, ours, ha, dhcp4, auth, realAsks, clock, linked }: PairOptions): Promise<Pair> {
  const roles: readonly [Role, Role] = ['primary', secondRoles[mode]]
  assert.ok(roles.includes(ours))
  const clientPort = await takePort()
  const listens = new Map([[roles[0], await takePort()], [roles[1], await takePort()]])
  const listenerOf = (role: Role): number => listens.get(role) ?? 0
  const links = linked ? await Promise.all(roles.map(async (role) => openLink(await takePort(), listenerOf(role)))) : []
  const reach = (role: Role): number => links[roles.indexOf(role)]?.port ?? listenerOf(role)
  const create = async (own: Role): Promise<Member> => {
    const peers = roles.map((role): PeerPlace => ({ role, haPort: role === own ? listenerOf(role) : reach(role), auth: auth?.[role] }))
    const parts = {
      name: own,
      release,
      port: await takePort(),
      haPort: listenerOf(own),
      clientPort,
      folder: path.join(folder, own),
      configOf: (socket: string) => configOf({ release, mode, own, socket, peers, ha: ha ?? {}, dhcp4: dhcp4 ?? {}, controlAuth: own === ours ? undefined : realAsks }),
    }
    return own === ours ? createOurs(parts, clock ?? Date.now) : createReal(oracle, parts)
  }
  const primary = await create(roles[0])
  const second = await create(roles[1])
  const [own, real] = ours === 'primary' ? [primary, second] : [second, primary]
  return { ours: own, real, primary, second, client: await openClient(clientPort), links }
}
