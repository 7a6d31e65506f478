/** Links between the servers of a deployment that can fail: each sees its peers' doors where a proxy is. */
import type { Link } from '../ha/world/link'
import { openLinkProxy } from './link-proxy'
import type { LinkProxy } from './link-proxy'
import { doorKey, placeOf } from './places'
import type { Place, Places } from './places'

export interface FailingLinks {
  /** From one server to another; whoever asks gets the same one. */
  link(from: string, to: string): Link
  /** The places by server as the servers are to see them. Doors that were there before keep their proxies. */
  between(places: ReadonlyMap<string, Places>): Promise<ReadonlyMap<string, Places>>
  close(): Promise<void>
}

export function openFailingLinks(random: () => number): FailingLinks {
  const links = new Map<string, Link>()
  const proxies = new Map<string, LinkProxy>()
  const link = (from: string, to: string): Link => {
    const key = `${from} ${to}`
    let found = links.get(key)
    if (!found) links.set(key, (found = { isCut: false, delay: [0, 0], loss: 0 }))
    return found
  }
  const proxyFor = async (from: string, to: string, target: Place): Promise<LinkProxy> => {
    const key = `${from} ${to} ${doorKey(target.host, target.port)}`
    let found = proxies.get(key)
    if (!found) proxies.set(key, (found = await openLinkProxy(target, link(from, to), link(to, from), random)))
    return found
  }
  return {
    link,
    between: async (places) => {
      const seen = new Map<string, Places>()
      for (const [name, { own, peers, owners }] of places) {
        const through: Record<string, number> = { ...peers }
        for (const [door, owner] of Object.entries(owners)) {
          const at = door.lastIndexOf(':')
          const target = placeOf({ host: door.slice(0, at), port: Number(door.slice(at + 1)) }, peers)
          if (target) through[door] = (await proxyFor(name, owner, target)).port
        }
        seen.set(name, { own, peers: through, owners })
      }
      return seen
    },
    close: async () => {
      await Promise.all([...proxies.values()].map((proxy) => proxy.close()))
      proxies.clear()
    },
  }
}
