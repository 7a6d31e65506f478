/** The options of the answer, each with the scope that it came from; and those that are not in it, with what holds them back. */
import { admits } from '../dhcp/classify'
import type { Exchange } from '../dhcp/exchange'
import { messageType, option } from '../dhcp/packet/codes'
import type { Reply } from '../dhcp/packet/reply'
import type { OptionSet, PlannedOption, VendorOptions } from '../dhcp/plan-types'
import { scopesOf } from '../dhcp/reply-options'
import type { Definitions } from '../options/definition'
import type { ExplainedServer } from './explained-server'
import type { Place, Step } from './explanation'
import { definitionsFor, optionName, optionValue } from './option-value'
import { nameOfOptions } from './scopes'
import { listed, step } from './step'
import type { Trial } from './trial'

/** What the steps of one answer look at. */
interface Answered {
  readonly exchange: Exchange
  readonly reply: Reply
  readonly scopes: readonly OptionSet[]
  readonly server: ExplainedServer
  readonly definitions: Definitions
  readonly asked: readonly number[]
}

export function tellOptions({ exchange, outcome }: Trial, server: ExplainedServer): Step[] {
  if (!exchange || outcome.kind !== 'reply' || outcome.reply.type === messageType.nak) return []
  const { reply } = outcome
  const answered: Answered = {
    exchange,
    reply,
    scopes: scopesOf(exchange, server.plan, reply.yiaddr),
    server,
    definitions: definitionsFor(server.plan),
    asked: [...(exchange.query.options.get(option.parameterRequestList) ?? [])],
  }
  const sent = reply.options.codes.flatMap((code, at) => {
    const payload = reply.options.payloads[at]
    return payload && !timers.includes(code) ? [tellSent(code, payload, answered)] : []
  })
  return [...sent, ...tellMissing(answered), ...tellUnasked(answered)]
}

/** Told with the lifetime. */
const timers: readonly number[] = [option.leaseTime, option.renewalTime, option.rebindingTime]

interface Candidate {
  readonly planned: PlannedOption
  readonly set: OptionSet
}

function candidatesFor(code: number, { scopes }: Answered): Candidate[] {
  return scopes.flatMap((set) => (set.byCode.get(code) ?? []).map((planned) => ({ planned, set })))
}

function scopeName(set: OptionSet, { exchange, server, reply }: Answered): string {
  return nameOfOptions(set, exchange, server.plan, reply.yiaddr)
}

function placeOf({ source }: PlannedOption, { server }: Answered): Place | undefined {
  return server.places(source, 'data') ?? server.places(source)
}

function tellSent(code: number, payload: Uint8Array, answered: Answered): Step {
  const { definitions, server } = answered
  const candidates = candidatesFor(code, answered)
  // The engine sends the very octets of the scope that it took.
  const taken = candidates.find(({ planned }) => planned.payload === payload)
  if (!taken) return tellOwn(code, payload, answered)
  const owner = server.plan.classes.find((one) => one.options === taken.set)
  const known = owner && owner.definesOptions.length > 0 ? definitionsFor(server.plan, owner.source) : definitions
  const parts = candidates.filter((one) => one !== taken && one.planned.enterprise === taken.planned.enterprise).map((one) => tellPassedOver(one, taken, answered))
  const text = `${optionName(known, code)}: ${optionValue(known, code, payload)}, from ${scopeName(taken.set, answered)}, ${whySent(code, answered)}.`
  return step('option', 'yes', text, { place: placeOf(taken.planned, answered), parts })
}

function whySent(code: number, { asked, scopes }: Answered): string {
  if (asked.includes(code)) return 'asked for'
  return scopes.some((scope) => scope.always.includes(code)) ? 'sent whether asked for or not (always-send)' : 'sent whether asked for or not, as Kea always does'
}

function tellPassedOver({ planned, set }: Candidate, taken: Candidate, answered: Answered): Step {
  const { definitions, exchange } = answered
  const value = optionValue(definitions, planned.code, planned.payload)
  const why = admits(planned.clientClasses, exchange.classes) ? `${scopeName(taken.set, answered)} goes before it` : `it is for clients in ${String(listed(planned.clientClasses, 'or'))}`
  return step('option', 'no', `${value} from ${scopeName(set, answered)}: ${why}.`, { place: placeOf(planned, answered) })
}

/** What the server makes itself: out of the message, the lease or the subnet. */
function tellOwn(code: number, payload: Uint8Array, answered: Answered): Step {
  const { definitions, exchange, server } = answered
  const text = `${optionName(definitions, code)}: ${optionValue(definitions, code, payload)}, `
  const { subnet } = exchange
  switch (code) {
    case option.subnetMask:
      return step('option', 'yes', `${text}from the prefix of the subnet ${subnet?.text ?? ''}.`, { place: subnet && server.places(subnet.source, 'subnet') })
    case option.serverId:
      return step('option', 'yes', `${text}the address of the interface that the message came in at.`)
    case option.clientId:
    case option.agentOptions:
    case option.subnetSelection:
      return step('option', 'yes', `${text}${code === option.agentOptions ? 'given back to the relay' : 'as the client sent it'}.`)
    case option.hostName:
    case option.fqdn:
      return tellName(text, answered)
    case option.vendorIdentifyingOptions:
      return step('option', 'yes', `${text}put together for the vendors that the client names or that are configured.`, { parts: tellVendors(answered) })
    default:
      return step('option', 'yes', `${text}made by the server.`)
  }
}

function tellName(text: string, { exchange, server }: Answered): Step {
  const host = [...exchange.hosts.values()].find((one) => one.hostname !== '')
  const place = host && server.places(host.source, 'hostname')
  return step('option', 'yes', `${text}${host ? 'after the name of the reservation' : 'after the name that the client sent, and the rules of ddns-replace-client-name and ddns-qualifying-suffix'}.`, { place })
}

function tellVendors(answered: Answered): Step[] {
  const { scopes, definitions } = answered
  return scopes.flatMap((set) =>
    [...set.vendors].flatMap(([enterprise, vendor]: [number, VendorOptions]) =>
      [...vendor.byCode.values()].flat().map((planned) =>
        step('option', 'info', `vendor ${enterprise}, ${optionName(definitions, planned.code, `vendor-${enterprise}`)}: ${optionValue(definitions, planned.code, planned.payload, `vendor-${enterprise}`)}, from ${scopeName(set, answered)}.`, { place: placeOf(planned, answered) }),
      ),
    ),
  )
}

/** Asked for, and not in the answer. */
function tellMissing(answered: Answered): Step[] {
  const { asked, reply, definitions } = answered
  const missing = [...new Set(asked)].filter((code) => !reply.options.codes.includes(code) && !timers.includes(code) && code !== option.messageType)
  return missing.map((code) => {
    const [candidate] = candidatesFor(code, answered)
    const name = optionName(definitions, code)
    if (candidate) return step('option', 'no', `${name}: asked for and configured, but ${whyHeld(candidate.planned, answered)}.`, { place: placeOf(candidate.planned, answered) })
    return step('option', 'no', `${name}: asked for, and no scope of this client has it.`, { parts: tellElsewhere(code, answered) })
  })
}

/** Classes that would bring it. */
function tellElsewhere(code: number, answered: Answered): Step[] {
  const { server, exchange } = answered
  return server.plan.classes.flatMap((one) => {
    const planned = one.options?.byCode.get(code)?.[0]
    if (!planned || exchange.classes.has(one.name)) return []
    return [step('option', 'no', `The class ${one.name} has it, and the client is not in that class.`, { place: placeOf(planned, answered) })]
  })
}

function whyHeld(planned: PlannedOption, { scopes, exchange }: Answered): string {
  if (scopes.some((scope) => scope.never.includes(planned.code))) return 'never sent (never-send)'
  if (!admits(planned.clientClasses, exchange.classes)) return `it is for clients in ${String(listed(planned.clientClasses, 'or'))}`
  return 'it is not sent'
}

/** Configured for this client, which did not ask for it. */
function tellUnasked(answered: Answered): Step[] {
  const { asked, reply, scopes, definitions } = answered
  const codes = [...new Set(scopes.flatMap((scope) => [...scope.byCode.keys()]))].filter((code) => !reply.options.codes.includes(code) && !asked.includes(code))
  return codes.flatMap((code) => {
    const [candidate] = candidatesFor(code, answered)
    if (!candidate) return []
    const { planned, set } = candidate
    const held = whyHeld(planned, answered)
    const why = held === 'it is not sent' ? 'not asked for, so not sent' : held
    return [step('option', 'no', `${optionName(definitions, code)}: ${optionValue(definitions, code, planned.payload)}, from ${scopeName(set, answered)}: ${why}.`, { place: placeOf(planned, answered) })]
  })
}
