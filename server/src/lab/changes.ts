/** What an edited file changes for the clients: the same clients explained by the files as they were and as they are. */
import type { ClientProfile } from '../clients/profile'
import { plainProfile } from '../clients/profile'
import { textOfAddress } from '../dhcp/leases/csv'
import { leaseState } from '../dhcp/leases/lease'
import type { Plan, Subnet } from '../dhcp/plan-types'
import { explain } from '../explain/explain'
import type { ExplainedServer } from '../explain/explained-server'
import type { Explanation, Place, ServerExplanation, Step } from '../explain/explanation'
import type { LeaseRecord } from './report'

export interface ChangeAsked {
  readonly before: readonly ExplainedServer[]
  readonly after: readonly ExplainedServer[]
  /** Clients that there are, each with what it is called. */
  readonly clients: readonly { readonly title: string; readonly profile: ClientProfile }[]
  leasesOf(server: string): Iterable<LeaseRecord>
  /** ms since the epoch */
  readonly now: number
}

export interface Change {
  readonly server: string
  readonly text: string
  readonly place?: Place
}

/** Beyond these, a change is told by examples. */
const mostSubnets = 50
const mostClients = 50

export function changesForClients(asked: ChangeAsked): Change[] {
  const probes = [...asked.clients.slice(0, mostClients), ...probesOf([...asked.after, ...asked.before])]
  const told = new Map<string, { readonly change: Omit<Change, 'text'>; readonly titles: string[]; readonly text: string }>()
  for (const { title, profile } of probes) {
    for (const server of asked.after) {
      const difference = differenceAt(server, asked, profile)
      if (!difference) continue
      const key = `${server.name} ${difference.text}`
      const known = told.get(key)
      if (known) known.titles.push(title)
      else told.set(key, { change: { server: server.name, ...(difference.place ? { place: difference.place } : {}) }, titles: [title], text: difference.text })
    }
  }
  return [
    ...[...told.values()].map(({ change, titles, text }) => ({ ...change, text: `${whom(titles)}: ${text}` })),
    ...asked.after.flatMap((server) => strandedLeases(asked.before.find((one) => one.name === server.name), server, asked.leasesOf(server.name))),
  ]
}

/** A server that leaves the client to its partner is looked at as if it were alone: the day it takes over, its file counts. */
function differenceAt(server: ExplainedServer, { before, now }: ChangeAsked, profile: ClientProfile): ReturnType<typeof differenceBetween> {
  const old = before.find((one) => one.name === server.name)
  if (!old) return undefined
  const was = tryExplain([old], profile, now)?.servers[0]
  const is = tryExplain([server], profile, now)?.servers[0]
  if (!was || !is) return undefined
  if (was.answer !== 'none' || is.answer !== 'none') return differenceBetween(was, is)
  const [oldAlone, newAlone] = [old, server].map((one) => tryExplain([{ ...one, relationships: [] }], profile, now)?.servers[0])
  return oldAlone && newAlone && differenceBetween(oldAlone, newAlone)
}

/** A client on the network of each subnet, so that a change is told without any client there. */
function probesOf(servers: readonly ExplainedServer[]): { title: string; profile: ClientProfile }[] {
  const subnets = new Map<string, Subnet>()
  for (const { plan } of servers) for (const subnet of plan.subnets) if (subnets.size < mostSubnets && !subnets.has(subnet.text)) subnets.set(subnet.text, subnet)
  return [...subnets.values()].map((subnet) => {
    const [relay] = [...subnet.relays, ...(subnet.network?.relays ?? [])]
    const address = textOfAddress(relay ?? subnet.first + 1)
    // Every option is asked for, so that a change of any shows.
    const requestList = Array.from({ length: 254 }, (_, at) => at + 1)
    return { title: `a client in ${subnet.text}`, profile: { ...plainProfile, requestList, relay: { address, circuitId: '', remoteId: '', linkSelection: '' } } }
  })
}

function tryExplain(servers: readonly ExplainedServer[], profile: ClientProfile, now: number): Explanation | undefined {
  try {
    return explain({ servers, profile, act: 'dora', now })
  } catch {
    return undefined
  }
}

const telling: ReadonlySet<Step['kind']> = new Set<Step['kind']>(['subnet', 'reservation', 'lifetime', 'option', 'field', 'drop'])

/** undefined: the client sees no difference. */
function differenceBetween(was: ServerExplanation, is: ServerExplanation): { readonly text: string; readonly place: Place | undefined } | undefined {
  const effects = (one: ServerExplanation): Step[] => one.steps.filter((step) => telling.has(step.kind) && (step.verdict === 'yes' || step.kind === 'drop'))
  const before = effects(was)
  const after = effects(is)
  const gone = before.filter((step) => !after.some((other) => other.text === step.text))
  const come = after.filter((step) => !before.some((other) => other.text === step.text))
  const parts: string[] = []
  if (was.answer !== is.answer) parts.push(is.answer === 'none' ? `it gets no answer any more (it got ${was.answer})` : `it gets ${is.answer} in place of ${was.answer === 'none' ? 'no answer' : was.answer}`)
  if (was.address !== is.address && is.address !== '' && was.address !== '') parts.push(`a new client gets ${is.address} in place of ${was.address}`)
  if (come.length > 0) parts.push(`now: ${shortened(come)}`)
  if (gone.length > 0) parts.push(`no longer: ${shortened(gone)}`)
  if (parts.length === 0) return undefined
  return { text: parts.join('; '), place: come.find((step) => step.place)?.place }
}

function shortened(steps: readonly Step[]): string {
  const shown = steps.slice(0, 4).map((step) => step.text.replace(/\.$/, ''))
  return steps.length > shown.length ? `${shown.join(' · ')} · and ${steps.length - shown.length} more` : shown.join(' · ')
}

function whom(titles: readonly string[]): string {
  const [first = ''] = titles
  return titles.length === 1 ? first : `${first} and ${titles.length - 1} more`
}

/** Leases whose address no pool and no reservation holds any more. */
function strandedLeases(before: ExplainedServer | undefined, after: ExplainedServer, leases: Iterable<LeaseRecord>): Change[] {
  if (!before) return []
  const stranded: LeaseRecord[] = []
  for (const lease of leases) if (lease.state === leaseState.assigned && isHeld(before.plan, lease) && !isHeld(after.plan, lease)) stranded.push(lease)
  if (stranded.length === 0) return []
  stranded.sort((one, other) => one.address - other.address)
  const addresses = stranded.slice(0, 3).map((lease) => textOfAddress(lease.address)).join(', ')
  const more = stranded.length > 3 ? `, … (${stranded.length} in all)` : ''
  return [{ server: after.name, text: `leases whose address is in no pool and no reservation any more: ${addresses}${more}. These clients get another address when they renew.` }]
}

function isHeld(plan: Plan, lease: LeaseRecord): boolean {
  const subnet = plan.subnetById.get(lease.subnetId)
  if (!subnet) return false
  return subnet.pools.some((pool) => lease.address >= pool.first && lease.address <= pool.last) || plan.hosts.atAddress(subnet.id, lease.address).length > 0
}
