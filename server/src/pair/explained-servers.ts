/** Files of servers from disk → servers that can be explained: what each runs by, and where everything of that stands. */
import type { Release } from '../config/release'
import type { ExplainedServer } from '../explain/explained-server'
import { placesIn } from '../explain/places'
import type { Startable } from './deployment'
import { loadTree } from './load-config'
import { planOf, relationshipsOf } from './load-plan'

/** Throws with one sentence where Kea would not take a file either. */
export function loadExplained(servers: readonly Pick<Startable, 'name' | 'config' | 'includeFolders'>[], release: Release): ExplainedServer[] {
  return servers.map(({ name, config, includeFolders }) => loadOne(name, config, includeFolders, release))
}

function loadOne(name: string, file: string, includeFolders: readonly string[], release: Release): ExplainedServer {
  const loaded = loadTree(file, 'Dhcp4', includeFolders)
  if (loaded.map === undefined) throw new Error(loaded.fault)
  const { map, body, config } = loaded
  const plan = planOf(map, file, release)
  return { name, plan, relationships: relationshipsOf(plan, file), places: placesIn(body, map), config }
}
