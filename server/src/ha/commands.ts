/** The commands of libdhcp_ha, and what High Availability adds to others (ARM, "High Availability", "Control Commands"). */
import { isMap, result } from '../dhcp/commands/context'
import type { Arguments } from '../dhcp/commands/context'
import { readLease } from '../dhcp/commands/lease-json'
import { parseAddress } from '../net/ipv4'
import { look, setService, transition } from './machine'
import { cancelMaintenance, onMaintenanceNotify, startMaintenance } from './maintenance'
import { localOrigin, remoteOrigin, tell } from './node'
import type { Answer, HaNode, Out, Pending } from './node'
import { act, nodeNamed } from './server'
import type { HaServer } from './server'
import { statusOf } from './status'
import { stateTraits } from './states'
import { beginSync } from './sync'
import { judgeDelete, judgeUpdate } from './updates'
import { rfc1123 } from './wire'

/** One command as it came; `token` is given back with an answer that has to wait. */
export interface HaAsked {
  readonly command: string
  readonly arguments?: unknown
  readonly token: unknown
}

/** 'pending': the answer comes as an effect. undefined: the command is none of High Availability's. */
export type HaAnswer = Answer | 'pending' | undefined

export const haCommandNames = ['ha-continue', 'ha-heartbeat', 'ha-maintenance-cancel', 'ha-maintenance-notify', 'ha-maintenance-start', 'ha-reset', 'ha-scopes', 'ha-sync', 'ha-sync-complete-notify']

/** What the dedicated listener runs where `restrict-commands` is on. */
export const partnersCommands: ReadonlySet<string> = new Set([
  'list-commands',
  'status-get',
  'dhcp-disable',
  'dhcp-enable',
  'ha-reset',
  'ha-heartbeat',
  'lease4-update',
  'lease4-del',
  'lease4-get-all',
  'lease4-get-page',
  'ha-maintenance-notify',
  'ha-sync-complete-notify',
])

export function runHaCommand(ha: HaServer, asked: HaAsked, now: number): HaAnswer {
  const { command } = asked
  if (command === 'lease4-update' || command === 'lease4-del') return judgePartners(ha, command, asked.arguments, now)
  if (!haCommandNames.includes(command)) return undefined
  if (command === 'ha-maintenance-start' || command === 'ha-maintenance-cancel') return maintainAll(ha, command, asked.token)
  const args = asked.arguments
  if (args !== undefined && !isMap(args)) return failed(`arguments in the '${command}' command are not a map`)
  const wrong = faultOf(command, args)
  if (wrong !== undefined) return failed(wrong)
  const node = nodeAsked(ha, command, args)
  if (!('relationship' in node)) return node
  return act(ha, node, (out) => runOne(node, command, args ?? {}, asked.token, now, out))
}

/** The parts of an answer that only High Availability knows. */
export function amend(ha: HaServer, command: string, answer: Answer, now: number): Answer {
  const args = answer.arguments
  if (command === 'list-commands' && Array.isArray(args)) return { ...answer, arguments: [...(args as string[]), ...haCommandNames].sort() }
  if (command !== 'status-get' || !isMap(args)) return answer
  return { ...answer, arguments: { ...args, 'high-availability': ha.nodes.map((node) => statusOf(node, now)) } }
}

function failed(text: string): Answer {
  return { result: result.error, text }
}

function judgePartners({ dhcp, nodes, perform }: HaServer, command: string, args: unknown, now: number): Answer | undefined {
  if (!isMap(args) || args['origin'] !== 'ha-partner' || typeof args['ip-address'] !== 'string') return undefined
  const address = parseAddress(args['ip-address'])
  if (address === undefined || !dhcp.leases.get(address)) return undefined
  const read = readLease(dhcp, args)
  if ('text' in read) return undefined
  for (const node of nodes) {
    const out: Out = []
    const answer = command === 'lease4-del' ? judgeDelete(node, read.lease, now) : judgeUpdate(node, read.lease, now, out)
    for (const effect of out) perform(node, effect)
    if (answer) return answer
  }
  return undefined
}

/** What is wrong with the arguments, in Kea's words. */
function faultOf(command: string, args: Arguments | undefined): string | undefined {
  const needs = (key: string, is: (value: unknown) => boolean, what: string): string | undefined => {
    if (args?.[key] === undefined) return `'${key}' is mandatory for the '${command}' command`
    return is(args[key]) ? undefined : `'${key}' must be ${what} in the '${command}' command`
  }
  const isText = (value: unknown): boolean => typeof value === 'string'
  switch (command) {
    case 'ha-sync': {
      if (!args) return "arguments not found in the 'ha-sync' command"
      const period = args['max-period']
      const isPeriod = period === undefined || (typeof period === 'number' && Number.isInteger(period) && period > 0)
      return needs('server-name', isText, 'a string') ?? (isPeriod ? undefined : "'max-period' must be a positive integer in the 'ha-sync' command")
    }
    case 'ha-scopes': {
      if (!args) return "arguments not found in the 'ha-scopes' command"
      const list = args['scopes']
      return needs('scopes', Array.isArray, 'a list') ?? (Array.isArray(list) && !list.every(isText) ? "scope name must be a string in the 'scopes' argument" : undefined)
    }
    case 'ha-maintenance-notify': {
      if (!args) return `invalid command '${command}': no arguments specified`
      if (Object.keys(args).length === 0) return `invalid command '${command}': 'arguments' is empty`
      const isState = args['state'] === undefined || isText(args['state'])
      return needs('cancel', (value) => typeof value === 'boolean', 'a boolean') ?? (isState ? undefined : `'state' must be a string in the '${command}' command`)
    }
    case 'ha-sync-complete-notify':
      for (const key of ['origin-id', 'origin']) {
        if (args?.[key] === undefined) continue
        return typeof args[key] === 'number' ? undefined : `'${key}' must be an integer in the '${command}' command`
      }
  }
  return undefined
}

/** By the name of any server of the relationship; without one, the first. */
function nodeAsked({ nodes }: HaServer, command: string, args: Arguments | undefined): HaNode | Answer {
  const name = args?.['server-name']
  const [first] = nodes
  if (name !== undefined && typeof name !== 'string') return failed(`'server-name' must be a string in the '${command}' command`)
  const found = name === undefined ? first : nodeNamed(nodes, name)
  return found ?? failed(`${name ?? ''} matches no configured 'server-name'`)
}

function runOne(node: HaNode, command: string, args: Arguments, token: unknown, now: number, out: Out): Answer | 'pending' {
  switch (command) {
    case 'ha-heartbeat':
      return answerHeartbeat(node, now)
    case 'ha-sync':
      return syncByCommand(node, args, token, now, out)
    case 'ha-scopes':
      return serveScopes(node, args['scopes'] as string[], out)
    case 'ha-continue':
      return goOn(node, out)
    case 'ha-maintenance-notify':
      return onMaintenanceNotify(node, args['cancel'] === true, typeof args['state'] === 'string' ? args['state'] : 'unavailable', now, out)
    case 'ha-reset':
      return resetByCommand(node, now, out)
    default:
      return onSyncComplete(node, args)
  }
}

function answerHeartbeat(node: HaNode, now: number): Answer {
  const args = { 'date-time': rfc1123(now), scopes: [...node.scopes].sort(), state: node.announced ?? node.state, 'unsent-update-count': node.updates.unsentCount }
  return { arguments: args, result: 0, text: 'HA peer status returned.' }
}

function syncByCommand(node: HaNode, args: Arguments, token: unknown, now: number, out: Out): Answer | 'pending' {
  const { servers, own } = node.relationship
  const name = String(args['server-name'])
  const peer = servers.find((server) => server.name === name)
  if (!peer || peer.name === own.name) return failed(`'${name}' points to local server but should point to a partner`)
  if (node.task !== undefined) return failed('a synchronization is under way already')
  const seconds = typeof args['max-period'] === 'number' ? args['max-period'] : 0
  beginSync(node, peer, seconds, { settle: (answer, _now, later) => later.push({ kind: 'answer', token, answer }) }, now, out)
  return 'pending'
}

function serveScopes(node: HaNode, scopes: readonly string[], out: Out): Answer {
  const unknown = scopes.find((scope) => !node.relationship.servers.some((server) => server.name === scope))
  if (unknown !== undefined) return failed(`invalid server name specified '${unknown}' while enabling/disabling HA scopes`)
  node.scopes = new Set(scopes)
  setService(node, stateTraits[node.state].isServing, out)
  return { result: 0, text: 'New HA scopes configured.' }
}

function goOn(node: HaNode, out: Out): Answer {
  if (!node.isPaused) return { result: 0, text: 'HA state machine is not paused.' }
  node.isPaused = false
  tell(node, out, 'HA_STATE_MACHINE_CONTINUED', `${node.relationship.own.name}: goes on from ${node.state}`, { state: node.state })
  return { result: 0, text: 'HA state machine continues.' }
}

function resetByCommand(node: HaNode, now: number, out: Out): Answer {
  if (node.state === 'waiting') return { result: 0, text: 'HA state machine already in WAITING state.' }
  transition(node, 'waiting', out)
  look(node, 'command', now, out)
  return { result: 0, text: 'HA state machine reset.' }
}

/** The partner has all leases: in partner-down nothing more is given until a heartbeat tells whether it is in reach. */
function onSyncComplete(node: HaNode, args: Arguments): Answer {
  const { disabledBy } = node.server
  if (node.state === 'partner-down') {
    node.syncCompleteNotified = true
    disabledBy.set(localOrigin(node), Infinity)
  }
  const origin = args['origin-id'] ?? args['origin']
  disabledBy.delete(String(typeof origin === 'number' ? origin : remoteOrigin(node)))
  node.updates.alone.clear()
  node.updates.unconfirmed.clear()
  return { result: 0, text: 'Server successfully notified about the synchronization completion.' }
}

/** For every relationship, one after the other, until one fails. */
function maintainAll(ha: HaServer, command: 'ha-maintenance-start' | 'ha-maintenance-cancel', token: unknown): Answer | 'pending' {
  const isStart = command === 'ha-maintenance-start'
  const next = (at: number, before: Answer): Answer | 'pending' => {
    const node = ha.nodes[at]
    if (!node || (isStart && before.result !== 0)) return before
    const pending: Pending = {
      settle: (answer, _now, out) => {
        const rest = next(at + 1, answer)
        if (rest !== 'pending') out.push({ kind: 'answer', token, answer: rest })
      },
    }
    const answer = act(ha, node, (out) => (isStart ? startMaintenance(node, pending, out) : cancelMaintenance(node, pending, out)))
    return answer === undefined ? 'pending' : next(at + 1, answer)
  }
  return next(0, { result: 0 })
}

