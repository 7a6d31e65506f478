/** The options of an answer: what was asked for, what is always sent, from the nearest scope that has it (ARM, "Standard DHCPv4 Options"). */
import { readVendorClass, readVendorOptions } from '../options/received'
import { admits } from './classify'
import type { Exchange } from './exchange'
import { currentHost } from './hosts'
import { option } from './packet/codes'
import { addOption, hasOption } from './packet/reply'
import type { Reply } from './packet/reply'
import type { OptionSet, Plan, PlannedOption, VendorOptions } from './plan-types'
import { poolOf } from './select-subnet'

/** Option sets from the nearest scope to the widest: host, pool, subnet, network, classes, global. */
export function scopesOf(exchange: Exchange, plan: Plan, yiaddr: number): OptionSet[] {
  const { subnet } = exchange
  const scopes: OptionSet[] = []
  if (!subnet) return scopes
  const add = (options: OptionSet | undefined): void => {
    if (options) scopes.push(options)
  }
  add(currentHost(exchange)?.options)
  if (yiaddr !== 0) add(poolOf(subnet, yiaddr)?.options)
  add(subnet.options)
  add(subnet.network?.options)
  if (plan.classes.length > 0) for (const name of exchange.classes) add(plan.classByName.get(name)?.options)
  add(plan.options)
  return scopes
}

/** Asked for in option 55 or marked `always-send`, not marked `never-send`. */
export function appendRequestedOptions(exchange: Exchange, reply: Reply, scopes: readonly OptionSet[]): void {
  if (scopes.length === 0) return
  const wanted = wantedCodes(exchange, scopes)
  const never = neverSent(scopes)
  for (const code of wanted) {
    if (code === option.vendorIdentifyingOptions || never?.has(code) === true || hasOption(reply.options, code)) continue
    const found = firstOf(scopes, code, exchange.classes)
    if (found) addOption(reply.options, code, found.payload)
  }
  if (wanted.has(option.vendorIdentifyingClass) && never?.has(option.vendorIdentifyingClass) !== true) appendVendorClasses(exchange, reply, scopes)
}

function wantedCodes(exchange: Exchange, scopes: readonly OptionSet[]): Set<number> {
  const wanted = new Set<number>(exchange.query.options.get(option.parameterRequestList))
  for (const scope of scopes) for (const code of scope.always) wanted.add(code)
  return wanted
}

function neverSent(scopes: readonly OptionSet[]): Set<number> | undefined {
  let never: Set<number> | undefined
  for (const scope of scopes) for (const code of scope.never) (never ??= new Set()).add(code)
  return never
}

/** The first that is not kept for other classes; within a scope, in the file's order. */
function firstOf(scopes: readonly OptionSet[], code: number, classes: ReadonlySet<string>): PlannedOption | undefined {
  for (const scope of scopes) {
    for (const candidate of scope.byCode.get(code) ?? []) if (admits(candidate.clientClasses, classes)) return candidate
  }
  return undefined
}

/** Option 124 holds one enterprise each: one from every scope whose enterprise is not there yet. */
function appendVendorClasses(exchange: Exchange, reply: Reply, scopes: readonly OptionSet[]): void {
  const sent = new Set<number>()
  reply.options.codes.forEach((code, at) => {
    const payload = reply.options.payloads[at]
    if (code === option.vendorIdentifyingClass && payload && payload.length >= 4) sent.add(Buffer.from(payload).readUInt32BE(0))
  })
  for (const scope of scopes) {
    for (const candidate of scope.byCode.get(option.vendorIdentifyingClass) ?? []) {
      if (candidate.enterprise === undefined || sent.has(candidate.enterprise) || !admits(candidate.clientClasses, exchange.classes)) continue
      addOption(reply.options, candidate.code, candidate.payload)
      sent.add(candidate.enterprise)
    }
  }
}

/** CableLabs clients ask in sub-option 1 of option 125; others get what is always sent. */
const cableLabs = 4491
const cableLabsRequestList = 1

/** Option 125: for every enterprise that the client names, or that is configured and asked for (RFC 3925). */
export function appendVendorOptions(exchange: Exchange, reply: Reply, scopes: readonly OptionSet[]): void {
  const { query } = exchange
  const requests = query.options.get(option.vendorIdentifyingOptions)
  const classes = query.options.get(option.vendorIdentifyingClass)
  const fromList = configuredVendors(exchange, scopes)
  if (!requests && !classes && fromList.size === 0) return
  const vendors = new Set<number>(fromList)
  const asked = new Map<number, Set<number>>()
  for (const one of requests ? readVendorOptions(requests) : []) {
    vendors.add(one.enterprise)
    const list = one.enterprise === cableLabs ? one.options.get(cableLabsRequestList) : undefined
    if (list) asked.set(cableLabs, new Set(list))
  }
  for (const one of classes ? readVendorClass(classes) : []) vendors.add(one.enterprise)
  for (const enterprise of [...vendors].sort((one, other) => one - other)) {
    const payload = vendorPayload(exchange, scopes, enterprise, asked.get(enterprise) ?? new Set())
    if (payload.length > 0) addOption(reply.options, option.vendorIdentifyingOptions, withEnterprise(enterprise, payload))
    else if (fromList.has(enterprise)) addOption(reply.options, option.vendorIdentifyingOptions, withEnterprise(enterprise, payload))
  }
}

/** Enterprises of configured options 125, where the client asks for 125 or it is always sent. */
function configuredVendors(exchange: Exchange, scopes: readonly OptionSet[]): Set<number> {
  const found = new Set<number>()
  const code = option.vendorIdentifyingOptions
  if (scopes.some((scope) => scope.never.includes(code))) return found
  const asked = exchange.query.options.get(option.parameterRequestList)?.includes(code) === true || scopes.some((scope) => scope.always.includes(code))
  if (!asked) return found
  for (const scope of scopes) {
    for (const candidate of scope.byCode.get(code) ?? []) {
      if (candidate.enterprise !== undefined && admits(candidate.clientClasses, exchange.classes)) found.add(candidate.enterprise)
    }
  }
  return found
}

function vendorPayload(exchange: Exchange, scopes: readonly OptionSet[], enterprise: number, asked: Set<number>): Buffer {
  const sets = scopes.map((scope) => scope.vendors.get(enterprise)).filter((set): set is VendorOptions => set !== undefined)
  for (const set of sets) for (const code of set.always) asked.add(code)
  const never = new Set(sets.flatMap((set) => set.never))
  const parts: Uint8Array[] = []
  for (const code of [...asked].sort((one, other) => one - other)) {
    if (never.has(code)) continue
    const found = firstInVendor(sets, code, exchange.classes)
    if (found) parts.push(Buffer.from([code, found.payload.length]), found.payload)
  }
  return Buffer.concat(parts)
}

function firstInVendor(sets: readonly VendorOptions[], code: number, classes: ReadonlySet<string>): PlannedOption | undefined {
  for (const set of sets) {
    for (const candidate of set.byCode.get(code) ?? []) if (admits(candidate.clientClasses, classes)) return candidate
  }
  return undefined
}

function withEnterprise(enterprise: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt32BE(enterprise, 0)
  head[4] = payload.length
  return Buffer.concat([head, payload])
}

/** Sent whether asked for or not, where configured. */
const basicOptions = [option.routers, option.domainNameServers, option.domainName, option.serverId]

export function appendBasicOptions(exchange: Exchange, reply: Reply, scopes: readonly OptionSet[]): void {
  for (const code of basicOptions) {
    if (hasOption(reply.options, code)) continue
    const found = firstOf(scopes, code, exchange.classes)
    if (found) addOption(reply.options, code, found.payload)
  }
}
