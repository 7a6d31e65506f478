/** A crowd as a page shows it. */
import { colons, textOfAddress } from '../dhcp/leases/csv'
import type { ClientRow, ClientWindow, GroupView } from '../lab/frame'
import type { Client, Group } from './client'
import { presets } from './presets'

export function viewGroup({ id, profile, clients, bound, lives }: Group): GroupView {
  const preset = presets.find(({ name }) => name === profile.preset)
  return { id, title: preset?.title ?? profile.hwaddr, count: clients.length, bound, lives }
}

/** `search`: a part of the hardware address, the address, the state or the server. */
export function viewWindow(clients: readonly Client[], from: number, count: number, search: string): ClientWindow {
  const part = search.trim().toLowerCase()
  if (part === '') return { from, total: clients.length, rows: clients.slice(from, from + count).map(viewClient) }
  const rows: ClientRow[] = []
  let total = 0
  for (const client of clients) {
    if (!fits(client, part)) continue
    if (total >= from && total < from + count) rows.push(viewClient(client))
    total++
  }
  return { from, total, rows }
}

function fits({ hwaddr, state, lease }: Client, part: string): boolean {
  if (state.includes(part) || colons(hwaddr).includes(part)) return true
  return lease !== undefined && (textOfAddress(lease.address).includes(part) || lease.server.toLowerCase().includes(part))
}

function viewClient({ id, group, hwaddr, state, lease, last }: Client): ClientRow {
  return {
    id,
    group: group.id,
    hwaddr: colons(hwaddr),
    state,
    address: lease ? textOfAddress(lease.address) : '',
    server: lease?.server ?? '',
    expires: lease && lease.expiresAt !== Infinity ? lease.expiresAt : null,
    last,
  }
}
