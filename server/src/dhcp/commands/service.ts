/** Commands about the server as such. */
import { atLeast } from '../../config/release'
import { reclaimExpired } from '../allocate/reclaim'
import { isServing } from '../server'
import type { DhcpServer } from '../server'
import { failed, ok, shown } from './context'
import type { Arguments, CommandContext, Family } from './context'

export const serviceCommands: Family = {
  'version-get': ({ host }) => ok(host.version, { extended: `${host.version}\nkea-dhcp for VS Code: the test server, compatible with this release` }),
  'build-report': ({ host }) => ok(`kea-dhcp for VS Code: the test server, compatible with Kea ${host.version}`),
  'status-get': ({ host, server, release }) => {
    const now = host.clock()
    return {
      arguments: {
        ...(atLeast(release, '2.6') ? { 'dhcp-state': serviceState(server) } : {}),
        'multi-threading-enabled': false,
        pid: host.pid,
        reload: Math.floor((now - host.reloadedAt()) / 1000),
        sockets: { status: 'ready' },
        uptime: Math.floor((now - host.startedAt) / 1000),
      },
      result: 0,
    }
  },
  shutdown: ({ host }, args) => {
    const exitValue = args?.['exit-value']
    if (exitValue !== undefined && typeof exitValue !== 'number') return failed("parameter 'exit-value' is not an integer")
    host.shutdown(exitValue ?? 0)
    return ok('Shutting down.')
  },
  'dhcp-disable': disable,
  'dhcp-enable': ({ server }, args) => {
    const origin = originOf(args)
    if (typeof origin !== 'string') return origin
    server.disabledBy.delete(origin)
    return ok('DHCP service successfully enabled')
  },
  'leases-reclaim': ({ server, host }, args) => {
    const remove = args?.['remove']
    if (remove === undefined) return failed("Missing mandatory 'remove' parameter.")
    if (typeof remove !== 'boolean') return failed("'remove' parameter expected to be a boolean.")
    reclaimExpired(server, { maxLeases: 0, maxMs: 0, remove, clock: host.clock })
    return ok('Reclamation of expired leases is complete.')
  },
  'server-tag-get': ({ server }) => ({ arguments: { 'server-tag': server.plan.serverTag }, result: 0 }),
}

/** Who stopped the service: a user (1), this server's own High Availability (1000 on), a partner's (2000 on). */
function serviceState(server: DhcpServer): Record<string, unknown> {
  const isEnabled = isServing(server)
  const origins = [...server.disabledBy.keys()].map(Number).sort((one, other) => one - other)
  return {
    'disabled-by-db-connection': origins.filter((origin) => origin >= 3000),
    'disabled-by-local-command': origins.filter((origin) => origin >= 1000 && origin < 2000),
    'disabled-by-remote-command': origins.filter((origin) => origin >= 2000 && origin < 3000),
    'disabled-by-user': server.disabledBy.has('1'),
    'globally-disabled': !isEnabled,
  }
}

/** Who asks: a user, or a partner of High Availability (`origin`, a name or a number). */
function originOf(args: Arguments | undefined): string | ReturnType<typeof failed> {
  const id = args?.['origin-id'] ?? args?.['origin']
  if (id === undefined || id === 'user') return '1'
  if (id === 'ha-partner') return '2000'
  if (typeof id === 'number') return String(id)
  return failed(`invalid value used for 'origin' parameter: ${shown(id)}`)
}

function disable({ server }: CommandContext, args: Arguments | undefined): ReturnType<typeof ok> {
  const origin = originOf(args)
  if (typeof origin !== 'string') return origin
  const period = args?.['max-period']
  if (period !== undefined && typeof period !== 'number') return failed("'max-period' argument must be a number")
  if (period !== undefined && period <= 0) return failed("'max-period' must be positive integer")
  server.disabledBy.set(origin, period === undefined ? Infinity : server.nowMs + period * 1000)
  return ok(period === undefined ? 'DHCPv4 service disabled' : `DHCPv4 service disabled for ${period} seconds`)
}
