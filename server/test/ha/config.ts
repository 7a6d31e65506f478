/** The configuration of either member of a pair, for real Kea and for ours alike. */
import { atLeast } from '../../src/config/release'
import type { Release } from '../../src/config/release'
import type { Config } from '../differential/case'

export type Mode = 'hot-standby' | 'load-balancing' | 'passive-backup'
export type Role = 'primary' | 'standby' | 'secondary' | 'backup'

/** ms. Short enough to wait for, long enough for a machine that is busy with other things. */
export const timing = { heartbeat: 400, response: 1800, ack: 600 } as const

export interface PeerPlace {
  readonly role: Role
  /** As the file names it: where this member listens, and where its partner is to be asked. */
  readonly haPort: number
  readonly auth?: Auth | undefined
}

export interface Auth {
  readonly user: string
  readonly password: string
}

export interface ConfigParts {
  readonly release: Release
  readonly mode: Mode
  readonly own: Role
  readonly socket: string
  readonly peers: readonly PeerPlace[]
  /** Over the parameters of the relationship, and over everything else. */
  readonly ha: Config
  readonly dhcp4: Config
  /** Partners ask at the control socket, with this, in place of a listener of their own. */
  readonly controlAuth: Auth | undefined
}

const hookFolder = '/usr/lib/x86_64-linux-gnu/kea/hooks'

export function configOf({ release, mode, own, socket, peers, ha, dhcp4, controlAuth }: ConfigParts): Config {
  const relationship = {
    'this-server-name': own,
    mode,
    'heartbeat-delay': timing.heartbeat,
    'max-response-delay': timing.response,
    'max-ack-delay': timing.ack,
    'max-unacked-clients': 0,
    'multi-threading': { 'enable-multi-threading': true, 'http-dedicated-listener': controlAuth === undefined, 'http-listener-threads': 2, 'http-client-threads': 2 },
    peers: peers.map(({ role, haPort, auth }) => ({
      name: role,
      role,
      url: `http://127.0.0.1:${haPort}/`,
      'auto-failover': true,
      ...(auth ? { 'basic-auth-user': auth.user, 'basic-auth-password': auth.password } : {}),
    })),
    ...ha,
  }
  return {
    'interfaces-config': { interfaces: ['lo'], 'dhcp-socket-type': 'udp', 'service-sockets-max-retries': 3 },
    ...controlsOf(socket, peers.find(({ role }) => role === own)?.haPort ?? 0, controlAuth),
    'lease-database': { type: 'memfile', persist: true },
    'valid-lifetime': 4000,
    'multi-threading': { 'enable-multi-threading': true, 'thread-pool-size': 2, 'packet-queue-size': 64 },
    'hooks-libraries': [{ library: `${hookFolder}/libdhcp_lease_cmds.so` }, { library: `${hookFolder}/libdhcp_ha.so`, parameters: { 'high-availability': [relationship] } }],
    subnet4: [{ id: 1, subnet: '10.0.0.0/8', relay: { 'ip-addresses': ['127.0.0.1'] }, pools: poolsOf(release, mode) }],
    loggers: [
      { name: 'kea-dhcp4', severity: 'WARN', 'output-options': [{ output: 'stdout' }] },
      { name: 'kea-dhcp4.ha-hooks', severity: 'INFO', 'output-options': [{ output: 'stdout' }] },
    ],
    ...dhcp4,
  }
}

function controlsOf(socket: string, port: number, auth: Auth | undefined): Config {
  const unix = { 'socket-type': 'unix', 'socket-name': socket }
  if (!auth) return { 'control-socket': unix }
  const http = { 'socket-type': 'http', 'socket-address': '127.0.0.1', 'socket-port': port, authentication: { type: 'basic', realm: 'kea', clients: [auth] } }
  return { 'control-sockets': [unix, http] }
}

/** Where both serve, each has a pool of its own. */
function poolsOf(release: Release, mode: Mode): Config[] {
  if (mode !== 'load-balancing') return [{ pool: '10.0.0.1 - 10.255.255.254' }]
  const guard = (role: Role): Config => (atLeast(release, '3.0') ? { 'client-classes': [`HA_${role}`] } : { 'client-class': `HA_${role}` })
  return [
    { pool: '10.0.0.1 - 10.127.255.255', ...guard('primary') },
    { pool: '10.128.0.0 - 10.255.255.254', ...guard('secondary') },
  ]
}
