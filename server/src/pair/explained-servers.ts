/** Files of servers from disk → servers that can be explained: what each runs by, and where everything of that stands. */
import type { Release } from '../config/release'
import { buildPlan } from '../dhcp/plan/build'
import type { ExplainedServer } from '../explain/explained-server'
import { placesIn } from '../explain/places'
import { HaFault, readRelationships } from '../ha/relationship'
import type { Startable } from './deployment'
import { loadTree } from './load-config'

/** Throws with one sentence where Kea would not take a file either. */
export function loadExplained(servers: readonly Pick<Startable, 'name' | 'config' | 'includeFolders'>[], release: Release): ExplainedServer[] {
  return servers.map(({ name, config, includeFolders }) => loadOne(name, config, includeFolders, release))
}

function loadOne(name: string, file: string, includeFolders: readonly string[], release: Release): ExplainedServer {
  const loaded = loadTree(file, 'Dhcp4', includeFolders)
  if (loaded.map === undefined) throw new Error(loaded.fault)
  const { map, body, config } = loaded
  const { plan, fault } = buildPlan(map, release)
  if (!plan) throw new Error(`${file}: ${fault.message} (at ${fault.pointer || 'the top'})`)
  return {
    name,
    plan,
    relationships: relationshipsIn(map, file, release, plan.multiThreading),
    places: placesIn(body, map),
    config,
  }
}

function relationshipsIn(map: Readonly<Record<string, unknown>>, file: string, release: Release, multiThreading: boolean): ExplainedServer['relationships'] {
  try {
    return readRelationships(map, release, multiThreading)
  } catch (error) {
    if (error instanceof HaFault) throw new Error(`${file}: ${error.message} (at ${error.pointer})`)
    throw error
  }
}
