/** A running pair as a tree: servers with what they say of themselves, subnets with their pools, and leases. */
import type { Place } from '../../../../server/src/explain/explanation'
import type { AddressMap, Frame, HaView, LeaseWindow, ServerView } from '../../../../server/src/lab/frame'
import { count, isWorrying, stateOf } from './pair-status'

export interface Item {
  /** The same as long as it is about the same thing, so that what a person opened stays open. */
  readonly id: string
  readonly label: string
  readonly description?: string
  readonly tooltip?: string
  /** Name of a codicon, and how it is coloured. */
  readonly icon: string
  readonly tone?: 'good' | 'warning' | 'error' | 'quiet'
  /** Words that the menus ask for. */
  readonly context?: string
  /** Where a click leads. */
  readonly place?: Place
  readonly server?: string
  readonly config?: string
  readonly children?: readonly Item[]
  readonly isOpen?: boolean
}

/** Leases told one by one. */
export const mostLeases = 100

export function itemsOf({ servers, addresses, leases }: Frame): Item[] {
  return [...servers.map(serverItem), ...(addresses ? [subnetsItem(addresses)] : []), ...(leases ? [leasesItem(leases)] : [])]
}

function serverItem(server: ServerView): Item {
  const id = `server ${server.name}`
  const state = stateOf(server)
  return {
    id,
    label: server.name,
    description: state,
    tooltip: `${server.name}: ${state}\n${server.config}`,
    ...serverIcon(server),
    context: ['server', contextOf(server.process), ...(server.ha.length > 0 ? ['ha'] : [])].join(' '),
    server: server.name,
    config: server.config,
    isOpen: true,
    children: [
      ...server.ha.flatMap((one) => relationshipItems(`${id} ha ${one.name}`, one)),
      { id: `${id} leases`, label: count(server.leases, 'lease'), ...(server.declined > 0 && { description: `${server.declined} declined` }), icon: 'list-flat' },
      ...(server.dhcp === '' ? [] : [{ id: `${id} dhcp`, label: 'DHCP', description: server.dhcp, icon: 'plug' }]),
      ...server.doors.map(({ configured, at }) => ({ id: `${id} door ${configured}`, label: configured, description: at, tooltip: `${configured} is at ${at}`, icon: 'plug' })),
      ...server.findings.map(({ kind, text, place }, at) => ({
        id: `${id} finding ${at}`,
        label: text,
        tooltip: text,
        icon: kind === 'refused' ? 'error' : 'warning',
        tone: kind === 'refused' ? ('error' as const) : ('warning' as const),
        ...(place && { place }),
      })),
    ],
  }
}

function serverIcon(server: ServerView): Pick<Item, 'icon' | 'tone'> {
  switch (server.process) {
    case 'down':
      return { icon: 'vm-outline', tone: 'quiet' }
    case 'starting':
      return { icon: 'loading~spin' }
    case 'paused':
      return { icon: 'debug-pause', tone: 'warning' }
    case 'refused':
      return { icon: 'error', tone: 'error' }
    case 'running':
      return { icon: 'vm-running', tone: isWorrying(server) ? 'warning' : 'good' }
  }
}

/** A refused server is down, and starting it is how to try again. */
function contextOf(process: ServerView['process']): string {
  return process === 'refused' ? 'down' : process
}

function relationshipItems(id: string, { role, mode, scopes, partner, partnerState, unacked, unackedLimit, isInterrupted }: HaView): Item[] {
  return [
    { id: `${id} role`, label: role, description: mode, icon: 'organization' },
    { id: `${id} scopes`, label: scopes.length > 0 ? `serves ${scopes.join(', ')}` : 'serves nobody', icon: 'radio-tower' },
    ...(partner === '' ? [] : [{ id: `${id} partner`, label: `partner ${partner}`, description: isInterrupted ? 'not heard of' : partnerState, icon: 'arrow-swap' }]),
    ...(isInterrupted && unackedLimit > 0 ? [{ id: `${id} unacked`, label: `${unacked} of ${count(unackedLimit, 'client')} unanswered`, icon: 'question' }] : []),
  ]
}

function subnetsItem({ server, subnets }: AddressMap): Item {
  return {
    id: 'subnets',
    label: 'Subnets',
    description: `${subnets.length}, as ${server} has them`,
    icon: 'type-hierarchy',
    children: subnets.map((subnet) => ({
      id: `subnet ${subnet.id}`,
      label: subnet.text,
      description: `${subnet.used.toLocaleString('en')} of ${subnet.total.toLocaleString('en')} used`,
      tooltip: `subnet ${subnet.text}, id ${subnet.id}${subnet.network === '' ? '' : `, in ${subnet.network}`}\n${subnet.free} free, ${subnet.reserved} reserved, ${subnet.declined} declined`,
      icon: 'symbol-namespace',
      ...(subnet.free === 0 && subnet.total > 0 && { tone: 'warning' as const }),
      ...(subnet.place && { place: subnet.place }),
      children: subnet.pools.map((pool) => ({
        id: `subnet ${subnet.id} pool ${pool.text}`,
        label: pool.text,
        description: `${pool.used.toLocaleString('en')} of ${pool.total.toLocaleString('en')} used${pool.declined > 0 ? `, ${pool.declined} declined` : ''}`,
        icon: 'symbol-array',
      })),
    })),
  }
}

function leasesItem({ total, different, rows }: LeaseWindow): Item {
  const shown = rows.slice(0, mostLeases)
  const more = total - shown.length
  return {
    id: 'leases',
    label: 'Leases',
    description: total.toLocaleString('en') + (different > 0 ? `, ${different.toLocaleString('en')} not the same on all servers` : ''),
    icon: 'list-flat',
    children: [
      ...shown.map(({ address, sides, difference }) => {
        const side = sides.find((one) => one !== null)
        return {
          id: `lease ${address}`,
          label: address,
          description: [side?.hostname, side?.hwaddr].filter((text) => text !== undefined && text !== '').join(' '),
          tooltip: difference === '' ? `${address}: ${side?.state ?? 'no lease'}` : `${address}: ${difference}`,
          icon: difference === '' ? 'circle-small-filled' : 'diff',
          ...(difference !== '' && { tone: 'warning' as const }),
        }
      }),
      ...(more > 0 ? [{ id: 'leases more', label: `and ${more.toLocaleString('en')} more, on the page`, icon: 'ellipsis' }] : []),
    ],
  }
}
