/** The pairs that the model check lives through: small pools, short leases, impatient timers. */
export interface PairShape {
  readonly mode: 'hot-standby' | 'load-balancing'
  /** Each server of a load-balancing pair has a pool of its own. */
  readonly splitPools: boolean
  readonly unacked: number
  readonly delayedLimit: number
  readonly pageLimit: number
  readonly cacheThreshold: number
}

export function pairOf(shape: PairShape): { name: string; dhcp4: Record<string, unknown> }[] {
  return ['one', 'two'].map((name) => ({ name, dhcp4: serverOf(name, shape) }))
}

function serverOf(name: string, shape: PairShape): Record<string, unknown> {
  const isSplit = shape.mode === 'load-balancing' && shape.splitPools
  const peers = [
    { name: 'one', url: 'http://10.0.0.1:8000/', role: 'primary' },
    { name: 'two', url: 'http://10.0.0.2:8000/', role: shape.mode === 'hot-standby' ? 'standby' : 'secondary' },
  ]
  return {
    'interfaces-config': { interfaces: ['lo'] },
    'valid-lifetime': 40,
    'cache-threshold': shape.cacheThreshold,
    authoritative: true,
    'decline-probation-period': 30,
    'expired-leases-processing': { 'reclaim-timer-wait-time': 5, 'hold-reclaimed-time': 60, 'flush-reclaimed-timer-wait-time': 10 },
    'hooks-libraries': [
      { library: 'libdhcp_lease_cmds.so' },
      {
        library: 'libdhcp_ha.so',
        parameters: {
          'high-availability': [
            {
              'this-server-name': name,
              mode: shape.mode,
              'heartbeat-delay': 1000,
              'max-response-delay': 3000,
              'max-ack-delay': 1000,
              'max-unacked-clients': shape.unacked,
              'sync-page-limit': shape.pageLimit,
              'sync-timeout': 15000,
              ...(shape.mode === 'load-balancing' ? { 'delayed-updates-limit': shape.delayedLimit } : {}),
              peers,
            },
          ],
        },
      },
    ],
    subnet4: [
      {
        id: 1,
        subnet: '10.1.0.0/24',
        relay: { 'ip-addresses': ['127.0.0.1'] },
        pools: isSplit
          ? [
              { pool: '10.1.0.10 - 10.1.0.16', 'client-classes': ['HA_one'] },
              { pool: '10.1.0.20 - 10.1.0.26', 'client-classes': ['HA_two'] },
            ]
          : [{ pool: '10.1.0.10 - 10.1.0.21' }],
      },
    ],
  }
}
