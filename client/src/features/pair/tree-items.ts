/** A running pair as a tree: servers with what they say of themselves, subnets with their pools, and leases. */
import type { Place } from '../../../../server/src/explain/explanation'
import type { AddressMap, Frame, HaView, LeaseWindow, ServerView } from '../../../../server/src/lab/frame'
import { numeral } from '../../words'
import type { Words } from '../../words'
import { isWorrying, leaseCount, stateOf } from './pair-status'

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

export function itemsOf({ servers, addresses, leases }: Frame, words: Words): Item[] {
  return [...servers.map((one) => serverItem(one, words)), ...(addresses ? [subnetsItem(addresses, words)] : []), ...(leases ? [leasesItem(leases, words)] : [])]
}

function serverItem(server: ServerView, words: Words): Item {
  const id = `server ${server.name}`
  const state = stateOf(server, words)
  return {
    id,
    label: server.name,
    description: state,
    tooltip: `${words.t('{0}: {1}', server.name, state)}\n${server.config}`,
    ...serverIcon(server),
    context: ['server', contextOf(server.process), ...(server.ha.length > 0 ? ['ha'] : [])].join(' '),
    server: server.name,
    config: server.config,
    isOpen: true,
    children: [
      ...server.ha.flatMap((one) => relationshipItems(`${id} ha ${one.name}`, one, words)),
      { id: `${id} leases`, label: leaseCount(server.leases, words), ...(server.declined > 0 && { description: words.t('{0} declined', numeral(server.declined, words)) }), icon: 'list-flat' },
      ...(server.dhcp === '' ? [] : [{ id: `${id} dhcp`, label: 'DHCP', description: server.dhcp, icon: 'plug' }]),
      ...server.doors.map(({ configured, at }) => ({ id: `${id} door ${configured}`, label: configured, description: at, tooltip: words.t('{0} is at {1}', configured, at), icon: 'plug' })),
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

function relationshipItems(id: string, { role, mode, scopes, partner, partnerState, unacked, unackedLimit, isInterrupted }: HaView, { t }: Words): Item[] {
  return [
    { id: `${id} role`, label: role, description: mode, icon: 'organization' },
    { id: `${id} scopes`, label: scopes.length > 0 ? t('serves {0}', scopes.join(', ')) : t('serves nobody'), icon: 'radio-tower' },
    ...(partner === '' ? [] : [{ id: `${id} partner`, label: t('partner {0}', partner), description: isInterrupted ? t('not heard of') : partnerState, icon: 'arrow-swap' }]),
    ...(isInterrupted && unackedLimit > 0 ? [{ id: `${id} unacked`, label: unackedLimit === 1 ? t('{0} of 1 client unanswered', unacked) : t('{0} of {1} clients unanswered', unacked, unackedLimit), icon: 'question' }] : []),
  ]
}

function subnetsItem({ server, subnets }: AddressMap, words: Words): Item {
  return {
    id: 'subnets',
    label: words.t('Subnets'),
    description: words.t('{0}, as {1} has them', numeral(subnets.length, words), server),
    icon: 'type-hierarchy',
    children: subnets.map((subnet) => ({
      id: `subnet ${subnet.id}`,
      label: subnet.text,
      description: used(subnet, words),
      tooltip: [
        subnet.network === '' ? words.t('subnet {0}, id {1}', subnet.text, subnet.id) : words.t('subnet {0}, id {1}, in {2}', subnet.text, subnet.id, subnet.network),
        words.t('{0} free, {1} reserved, {2} declined', numeral(subnet.free, words), numeral(subnet.reserved, words), numeral(subnet.declined, words)),
      ].join('\n'),
      icon: 'symbol-namespace',
      ...(subnet.free === 0 && subnet.total > 0 && { tone: 'warning' as const }),
      ...(subnet.place && { place: subnet.place }),
      children: subnet.pools.map((pool) => ({
        id: `subnet ${subnet.id} pool ${pool.text}`,
        label: pool.text,
        description: pool.declined > 0 ? words.t('{0} of {1} used, {2} declined', numeral(pool.used, words), numeral(pool.total, words), numeral(pool.declined, words)) : used(pool, words),
        icon: 'symbol-array',
      })),
    })),
  }
}

function used({ used, total }: { readonly used: number; readonly total: number }, words: Words): string {
  return words.t('{0} of {1} used', numeral(used, words), numeral(total, words))
}

function leasesItem({ total, different, rows }: LeaseWindow, words: Words): Item {
  const shown = rows.slice(0, mostLeases)
  const more = total - shown.length
  return {
    id: 'leases',
    label: words.t('Leases'),
    description: different > 0 ? words.t('{0}, {1} not the same on all servers', numeral(total, words), numeral(different, words)) : numeral(total, words),
    icon: 'list-flat',
    children: [
      ...shown.map(({ address, sides, difference }) => {
        const side = sides.find((one) => one !== null)
        return {
          id: `lease ${address}`,
          label: address,
          description: [side?.hostname, side?.hwaddr].filter((text) => text !== undefined && text !== '').join(' '),
          tooltip: words.t('{0}: {1}', address, difference === '' ? (side?.state ?? words.t('no lease')) : difference),
          icon: difference === '' ? 'circle-small-filled' : 'diff',
          ...(difference !== '' && { tone: 'warning' as const }),
        }
      }),
      ...(more > 0 ? [{ id: 'leases more', label: words.t('and {0} more, on the page', numeral(more, words)), icon: 'ellipsis' }] : []),
    ],
  }
}
