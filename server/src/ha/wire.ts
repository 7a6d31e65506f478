/** What partners say to each other: Kea's commands with their arguments, and what an answer means (ARM, "High Availability", "Control Commands"). */
import { partnersLeaseJson } from '../dhcp/commands/lease-json'
import { fromColons, textOfAddress } from '../dhcp/leases/csv'
import type { Lease } from '../dhcp/leases/lease'
import { isMap } from '../dhcp/plan/scope'
import { parseAddress } from '../net/ipv4'

export interface WireCommand {
  readonly command: string
  readonly service: readonly string[]
  readonly arguments?: Readonly<Record<string, unknown>>
}

const service = ['dhcp4']

export function heartbeat(ownName: string): WireCommand {
  return { arguments: { 'server-name': ownName }, command: 'ha-heartbeat', service }
}

export function reset(ownName: string): WireCommand {
  return { arguments: { 'server-name': ownName }, command: 'ha-reset', service }
}

/** `seconds`: the partner serves again after so long, whatever becomes of us; 0 leaves it out. */
export function dhcpDisable(origin: number, seconds: number): WireCommand {
  // Kea up to 2.4 knows the origin by name only.
  const period = seconds > 0 ? { 'max-period': seconds } : {}
  return { arguments: { ...period, origin: 'ha-partner', 'origin-id': origin }, command: 'dhcp-disable', service }
}

export function dhcpEnable(origin: number): WireCommand {
  return { arguments: { origin: 'ha-partner', 'origin-id': origin }, command: 'dhcp-enable', service }
}

export function syncCompleteNotify(ownName: string, origin: number): WireCommand {
  return { arguments: { origin, 'origin-id': origin, 'server-name': ownName }, command: 'ha-sync-complete-notify', service }
}

export function maintenanceNotify(ownName: string, cancel: boolean, state: string): WireCommand {
  return { arguments: { cancel, 'server-name': ownName, state }, command: 'ha-maintenance-notify', service }
}

/** `after`: the last address of the page before. */
export function leasePage(after: number | undefined, limit: number): WireCommand {
  return { arguments: { from: after === undefined ? 'start' : textOfAddress(after), limit }, command: 'lease4-get-page', service }
}

const asPartner = { origin: 'ha-partner' }
const forced = { 'force-create': true, ...asPartner }

export function leaseUpdate(lease: Lease): WireCommand {
  return { arguments: partnersLeaseJson(lease, forced), command: 'lease4-update', service }
}

export function leaseDelete(lease: Lease): WireCommand {
  return { arguments: partnersLeaseJson(lease, asPartner), command: 'lease4-del', service }
}

/** A lease of a page; undefined where it is none. */
export function leaseOf(value: unknown): Lease | undefined {
  if (!isMap(value)) return undefined
  const address = parseAddress(textIn(value, 'ip-address') ?? '')
  const hwaddr = fromColons(textIn(value, 'hw-address') ?? '')
  const clientId = fromColons(textIn(value, 'client-id') ?? '')
  const [cltt, validLft, subnetId, state] = ['cltt', 'valid-lft', 'subnet-id', 'state'].map((key) => value[key])
  if (address === undefined || hwaddr === undefined || clientId === undefined) return undefined
  if (typeof cltt !== 'number' || typeof validLft !== 'number' || typeof subnetId !== 'number' || typeof state !== 'number') return undefined
  const context = value['user-context']
  const poolId = value['pool-id']
  return {
    address,
    hwaddr,
    htype: 1,
    clientId: clientId === '' ? undefined : clientId,
    validLft,
    cltt,
    subnetId,
    poolId: typeof poolId === 'number' ? poolId : 0,
    fqdnFwd: value['fqdn-fwd'] === true,
    fqdnRev: value['fqdn-rev'] === true,
    hostname: textIn(value, 'hostname')?.toLowerCase() ?? '',
    state,
    userContext: isMap(context) ? context : undefined,
  }
}

function textIn(map: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = map[key]
  return typeof value === 'string' ? value : undefined
}

/** How a conflict is told whose cause is a client of the partner's; Kea never says this. */
export function othersClient(address: number): string {
  return `the address ${textOfAddress(address)} is another client's`
}

/** What came of a request: an answer that says yes, one that says no, or none at all. */
export type Reaction =
  | { readonly kind: 'ok'; readonly arguments: unknown }
  | { readonly kind: 'unsupported' | 'conflict' | 'refused'; readonly result: number; readonly reason: string }
  | { readonly kind: 'lost'; readonly reason: string }

/** The body of an answer: a list of one answer, or a bare map where the door itself says no. */
export function reactionOf(body: unknown): Reaction {
  const no = (reason: string): Reaction => ({ kind: 'refused', result: 1, reason })
  const isDoor = !Array.isArray(body)
  const answer: unknown = isDoor ? body : body[0]
  if (Array.isArray(body) && body.length === 0) return no('the list of answers is empty')
  if (!isMap(answer)) return no('the answer is no map')
  const result = isDoor ? 1 : answer['result']
  if (typeof result !== 'number') return no('the answer has no result')
  const told = textIn(answer, 'text')
  const reason = told === undefined ? `error code ${result}` : `${told} (error code ${result})`
  switch (result) {
    case 0:
    // A lease that is not there, or no lease on a page: nothing went wrong.
    case 3:
      return { kind: 'ok', arguments: answer['arguments'] }
    case 2:
      return { kind: 'unsupported', result, reason }
    case 4:
      return { kind: 'conflict', result, reason }
    default:
      return { kind: 'refused', result, reason }
  }
}

/** `Tue, 24 Nov 2026 23:18:42 GMT` (RFC 1123), as partners tell each other the time. */
export function rfc1123(ms: number): string {
  return new Date(ms).toUTCString()
}

/** ms since the epoch; undefined for what is no such date. */
export function fromRfc1123(text: string): number | undefined {
  const ms = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(ms) ? undefined : ms
}
