/** Commands about the configuration (ARM, "Management API": config-…). */
import { buildPlan } from '../plan/build'
import type { Plan } from '../plan-types'
import { atLeast } from '../../config/release'
import { failed, isMap, ok } from './context'
import type { Answer, Arguments, CommandContext, Family } from './context'

export const configCommands: Family = {
  'config-get': (context) => {
    const shown = { Dhcp4: context.server.plan.source }
    return { arguments: atLeast(context.release, '2.4') ? { ...shown, hash: hashOf(context) } : shown, result: 0 }
  },
  'config-hash-get': (context) => ({ arguments: { hash: hashOf(context) }, result: 0 }),
  'config-test': (context, args) => {
    const read = readPlan(context, args)
    if ('result' in read) return read
    return ok('Configuration seems sane. Control-socket, hook-libraries, and D2 configuration were sanity checked, but not applied.')
  },
  'config-set': async (context, args) => {
    const read = readPlan(context, args)
    if ('result' in read) return read
    return apply(context, read.plan)
  },
  'config-reload': async (context) => {
    const read = context.host.readConfig()
    if (typeof read === 'string') return failed(`Config reload failed: ${read}`)
    const built = buildPlan(read, context.release)
    if (!built.plan) return failed(`Config reload failed: ${built.fault.message} (${built.fault.pointer})`)
    return apply(context, built.plan)
  },
  'config-write': ({ host, server }, args) => {
    const file = args?.['filename'] ?? host.configPath
    if (typeof file !== 'string') return failed("parameter 'filename' is not a string")
    const written = host.writeConfig(file, server.plan.source)
    if (typeof written === 'string') return failed(`Error during config-write: ${written}`)
    return ok(`Configuration written to ${file} successful`, { filename: file, size: written })
  },
  'config-backend-pull': () => ({ result: 3, text: 'No config backend.' }),
}

async function apply(context: CommandContext, plan: Plan): Promise<Answer> {
  const fault = await context.host.apply(plan)
  if (fault !== undefined) return failed(fault)
  if (!atLeast(context.release, '2.4')) return ok('Configuration successful.')
  return ok('Configuration successful.', { hash: hashOf(context) })
}

function hashOf({ server, host }: CommandContext): string {
  return host.sha256(JSON.stringify({ Dhcp4: server.plan.source }))
}

function readPlan(context: CommandContext, args: Arguments | undefined): { plan: Plan } | Answer {
  if (!args) return failed("Missing mandatory 'arguments' parameter.")
  const dhcp4 = args['Dhcp4']
  if (dhcp4 === undefined) return failed("Missing mandatory 'Dhcp4' parameter.")
  if (!isMap(dhcp4)) return failed("'Dhcp4' parameter expected to be a map.")
  const other = Object.keys(args).find((key) => key !== 'Dhcp4')
  if (other !== undefined) return failed(`Unsupported '${other}' parameter.`)
  const built = buildPlan(dhcp4, context.release)
  return built.plan ? { plan: built.plan } : failed(`${built.fault.message} (${built.fault.pointer || '/'})`)
}
