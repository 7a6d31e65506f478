/** The name that a client gets in its lease and in the answer: options 12 and 81 (ARM, "DDNS for DHCPv4"; RFC 4702). */
import type { Exchange } from '../exchange'
import { currentHost } from '../hosts'
import { addOption, deleteOption, optionOf, setOption } from '../packet/reply'
import type { Reply } from '../packet/reply'
import { option } from '../packet/codes'
import type { DdnsParameters, Plan, Pool } from '../plan-types'
import { bytes } from '../subject'
import { labelCount, lowerCase, nameFromText } from './domain-name'
import { fqdnFlag, nameText, readFqdn, writeFqdn } from './fqdn'
import type { Fqdn } from './fqdn'
import { generatedName, qualifyName } from './qualify'
import { sanitizerOf } from './sanitize'

/** Sets option 81 or 12 of the answer, and what the lease will hold of it. */
export function processClientName(exchange: Exchange, plan: Plan, reply: Reply, pool: Pool | undefined): void {
  const ddns = parametersFor(exchange, plan, pool)
  const received = exchange.query.options.get(option.fqdn)
  const fqdn = received && readFqdn(received)
  if (fqdn) {
    const answer = answerFqdn(exchange, fqdn, ddns)
    if (answer) addOption(reply.options, option.fqdn, writeFqdn(answer))
  } else {
    const name = answerHostName(exchange, ddns)
    if (name !== undefined) addOption(reply.options, option.hostName, Buffer.from(name, 'latin1'))
  }
  readNames(exchange, reply, ddns)
}

/** Anew, once the subnet or pool turned out to be another. */
export function clearClientName(exchange: Exchange, reply: Reply): void {
  deleteOption(reply.options, option.fqdn)
  deleteOption(reply.options, option.hostName)
  exchange.hostname = ''
  exchange.forwardUpdate = false
  exchange.reverseUpdate = false
}

const noParameters: DdnsParameters = {
  sendUpdates: false,
  overrideNoUpdate: false,
  overrideClientUpdate: false,
  updateOnRenew: false,
  replaceClientName: 'never',
  generatedPrefix: '',
  qualifyingSuffix: '',
  finalDotIsFull: true,
  hostnameCharSet: '',
  hostnameCharReplacement: '',
}

/** A pool's own word goes before its subnet's; updates are sent only where `dhcp-ddns` enables them, unless the pool says so. */
export function parametersFor(exchange: Exchange, plan: Plan, pool: Pool | undefined): DdnsParameters {
  const subnet = exchange.subnet?.ddns
  if (!subnet) return noParameters
  const sendUpdates = plan.ddnsEnabled && subnet.sendUpdates
  if (!pool?.ddns) return sendUpdates === subnet.sendUpdates ? subnet : { ...subnet, sendUpdates }
  return { ...subnet, sendUpdates, ...pool.ddns }
}

function readNames(exchange: Exchange, reply: Reply, ddns: DdnsParameters): void {
  exchange.hostname = ''
  exchange.forwardUpdate = false
  exchange.reverseUpdate = false
  const fqdnOctets = optionOf(reply.options, option.fqdn)
  const fqdn = fqdnOctets && readFqdn(fqdnOctets)
  if (fqdn) {
    exchange.hostname = nameText(fqdn)
    exchange.forwardUpdate = (fqdn.flags & fqdnFlag.server) !== 0
    exchange.reverseUpdate = (fqdn.flags & fqdnFlag.noUpdate) === 0
    return
  }
  const hostName = optionOf(reply.options, option.hostName)
  if (!hostName) return
  const text = bytes(hostName)
  exchange.hostname = text === '.' ? '' : text
  exchange.forwardUpdate = ddns.sendUpdates
  exchange.reverseUpdate = ddns.sendUpdates
}

/** RFC 4702 section 4: who updates, and under which name; undefined: the client's name cannot be used at all. */
function answerFqdn(exchange: Exchange, asked: Fqdn, ddns: DdnsParameters): Fqdn | undefined {
  const flags = answerFlags(asked, ddns)
  const reserved = currentHost(exchange)?.hostname ?? ''
  if (reserved !== '') {
    const name = nameFromText(qualifyName(reserved, ddns, true))
    return name && { ...asked, flags, name, partial: false }
  }
  const { replaceClientName } = ddns
  if (replaceClientName === 'always' || replaceClientName === 'when-present' || nameText(asked) === '') {
    return { ...asked, flags, name: undefined, partial: true }
  }
  let text = nameText(asked)
  const sanitize = ddns.hostnameCharSet === '' ? undefined : sanitizerOf(ddns.hostnameCharSet, ddns.hostnameCharReplacement)
  if (sanitize) {
    text = (asked.name?.labels.map(sanitize).join('.') ?? '') + (asked.partial ? '' : '.')
    if (text === '' || text === '.') return undefined
  }
  if (asked.partial) text = qualifyName(text.endsWith('.') ? text.slice(0, -1) : text, ddns, true)
  const name = nameFromText(text)
  return name && { ...asked, flags, name, partial: false }
}

function answerFlags(asked: Fqdn, ddns: DdnsParameters): number {
  const clientS = (asked.flags & fqdnFlag.server) !== 0
  const clientN = (asked.flags & fqdnFlag.noUpdate) !== 0
  let serverS: boolean
  let serverN: boolean
  if (clientN) {
    serverS = ddns.sendUpdates && ddns.overrideNoUpdate
    serverN = !serverS
  } else if (clientS || !ddns.sendUpdates) {
    serverS = clientS && ddns.sendUpdates
    serverN = !serverS
  } else {
    serverS = ddns.overrideClientUpdate
    serverN = false
  }
  return (
    (serverS ? fqdnFlag.server : 0) |
    (serverN ? fqdnFlag.noUpdate : 0) |
    (clientS !== serverS ? fqdnFlag.overridden : 0) |
    (asked.flags & fqdnFlag.encoded)
  )
}

/** '.' stands for a name that is made from the address once there is one; undefined: option 12 is not sent. */
function answerHostName(exchange: Exchange, ddns: DdnsParameters): string | undefined {
  const reserved = currentHost(exchange)?.hostname ?? ''
  if (reserved !== '') return lowerCase(qualifyName(reserved, ddns, false))
  const { replaceClientName } = ddns
  const received = exchange.query.options.get(option.hostName)
  if (!received) return replaceClientName === 'always' || replaceClientName === 'when-not-present' ? '.' : undefined
  let name = bytes(received).replace(/\0+$/, '').trim()
  const labels = labelCount(name)
  if (labels === undefined || labels === 0) return undefined
  if (replaceClientName === 'always' || replaceClientName === 'when-present' || labels < 2) return '.'
  if (ddns.hostnameCharSet !== '') {
    name = sanitizerOf(ddns.hostnameCharSet, ddns.hostnameCharReplacement)?.(name) ?? name
    if (name === '') return undefined
  }
  name = lowerCase(name)
  return labels === 2 ? qualifyName(name, ddns, false) : name
}

/** After allocation: a name is made from the address where the client has none. The name, if it is new. */
export function nameFromAddress(reply: Reply, address: number, hostname: string, ddns: DdnsParameters): string | undefined {
  const isFqdn = optionOf(reply.options, option.fqdn) !== undefined
  if (hostname !== '' || (!isFqdn && optionOf(reply.options, option.hostName) === undefined)) return undefined
  return generatedName(address, ddns, isFqdn)
}

/** The answer shows the name that the lease has. */
export function showName(reply: Reply, hostname: string): void {
  const octets = optionOf(reply.options, option.fqdn)
  const fqdn = octets && readFqdn(octets)
  const name = fqdn && nameFromText(hostname)
  if (fqdn && name) setOption(reply.options, option.fqdn, writeFqdn({ ...fqdn, name, partial: false }))
  else if (optionOf(reply.options, option.hostName)) setOption(reply.options, option.hostName, Buffer.from(hostname, 'latin1'))
}
