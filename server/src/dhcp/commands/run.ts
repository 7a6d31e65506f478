/** One command of the control channel, run; which there are follows from the hooks that are loaded and the release. */
import { atLeast } from '../../config/release'
import type { Release } from '../../config/release'
import type { Plan } from '../plan-types'
import { configCommands } from './config'
import { failed, isMap, result } from './context'
import type { Answer, CommandContext, Family } from './context'
import { hostCommands, selectCommands, statCommands, subnetCommands } from './hosts'
import { leaseCommands } from './leases'
import { serviceCommands } from './service'
import { statisticCommands } from './statistics'

export interface Asked {
  readonly command: string
  readonly arguments?: unknown
}

/** Commands that wait for nothing but the process around the server are answered at once. */
export function runCommand(context: CommandContext, command: Asked): Answer | Promise<Answer> {
  const { plan } = context.server
  if (command.command === 'list-commands') return { arguments: commandNames(plan, context.release), result: result.ok }
  const run = commandsOf(plan, context.release)[command.command]
  if (!run) return { result: result.unsupported, text: `'${command.command}' command not supported.` }
  const args = command.arguments
  if (args !== undefined && !isMap(args)) return failed('arguments for the command must be a map')
  return run(context, args)
}

export function commandNames(plan: Plan, release: Release): string[] {
  return ['list-commands', ...Object.keys(commandsOf(plan, release))].sort()
}

/** Which there are does not change while a plan is in service. */
const known = new WeakMap<Plan, Family>()

function commandsOf(plan: Plan, release: Release): Family {
  let family = known.get(plan)
  if (!family) known.set(plan, (family = gather(plan, release)))
  return family
}

function gather(plan: Plan, release: Release): Family {
  const has = (hook: string): boolean => plan.hooks.includes(hook)
  const all: Family = {
    ...serviceCommands,
    ...configCommands,
    ...statisticCommands,
    ...(atLeast(release, '3.0') ? selectCommands : {}),
    ...(has('libdhcp_lease_cmds') ? leaseCommands : {}),
    ...(has('libdhcp_host_cmds') ? hostCommands : {}),
    ...(has('libdhcp_subnet_cmds') ? subnetCommands : {}),
    ...(has('libdhcp_stat_cmds') ? statCommands : {}),
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => isKnownIn(name, release)))
}

function isKnownIn(name: string, release: Release): boolean {
  if (name === 'config-hash-get') return atLeast(release, '2.4')
  if (name === 'lease4-get-by-state') return atLeast(release, '3.2')
  return name !== 'lease4-write' || atLeast(release, '2.4')
}
