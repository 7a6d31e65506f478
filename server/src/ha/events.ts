/** What happens in a partnership, told under Kea's own message ids so that a script that looks for these finds them; the words are ours. */

export type Severity = 'info' | 'warning' | 'error' | 'debug'

export interface HaEvent {
  /** Kea's message id, such as HA_STATE_TRANSITION. */
  readonly id: string
  readonly severity: Severity
  /** The own name in the relationship. */
  readonly relationship: string
  readonly text: string
  /** What a program would have to pick out of the text. */
  readonly [detail: string]: string | number | boolean
}

const severities: Readonly<Record<string, Severity>> = {
  HA_TERMINATED: 'error',
  HA_HIGH_CLOCK_SKEW_CAUSED_TERMINATION: 'error',
  HA_LEASE_UPDATE_REJECTS_CAUSED_TERMINATION: 'error',
  HA_SYNC_FAILED: 'error',
  HA_LEASES_SYNC_FAILED: 'error',
  HA_LEASES_SYNC_COMMUNICATIONS_FAILED: 'error',
  HA_DHCP_DISABLE_FAILED: 'error',
  HA_DHCP_DISABLE_COMMUNICATIONS_FAILED: 'error',
  HA_DHCP_ENABLE_FAILED: 'error',
  HA_DHCP_ENABLE_COMMUNICATIONS_FAILED: 'error',
  HA_SYNC_COMPLETE_NOTIFY_FAILED: 'error',
  HA_SYNC_COMPLETE_NOTIFY_COMMUNICATIONS_FAILED: 'error',
  HA_MAINTENANCE_NOTIFY_FAILED: 'error',
  HA_MAINTENANCE_NOTIFY_COMMUNICATIONS_FAILED: 'error',
  HA_MAINTENANCE_NOTIFY_CANCEL_FAILED: 'error',
  HA_MAINTENANCE_NOTIFY_CANCEL_COMMUNICATIONS_FAILED: 'error',
  HA_HEARTBEAT_COMMUNICATIONS_FAILED: 'warning',
  HA_HEARTBEAT_FAILED: 'warning',
  HA_COMMUNICATION_INTERRUPTED: 'warning',
  HA_HIGH_CLOCK_SKEW: 'warning',
  HA_LEASE_UPDATE_COMMUNICATIONS_FAILED: 'warning',
  HA_LEASE_UPDATE_CONFLICT: 'warning',
  HA_LEASE_UPDATE_FAILED: 'warning',
  HA_LEASES_BACKLOG_COMMUNICATIONS_FAILED: 'warning',
  HA_LEASES_BACKLOG_FAILED: 'warning',
  HA_RESET_COMMUNICATIONS_FAILED: 'warning',
  HA_RESET_FAILED: 'warning',
  HA_LEASE_SYNC_FAILED: 'warning',
  HA_TERMINATED_PARTNER_DID_NOT_RESTART: 'warning',
  HA_INVALID_PARTNER_STATE_COMMUNICATION_RECOVERY: 'warning',
  HA_INVALID_PARTNER_STATE_HOT_STANDBY: 'warning',
  HA_INVALID_PARTNER_STATE_LOAD_BALANCING: 'warning',
  HA_CONFIG_AUTO_FAILOVER_DISABLED: 'warning',
  HA_CONFIG_LEASE_SYNCING_DISABLED: 'warning',
  HA_CONFIG_LEASE_UPDATES_DISABLED: 'warning',
  HA_CONFIG_LEASE_UPDATES_AND_SYNCING_DIFFER: 'warning',
  HA_CONFIG_DHCP_MT_DISABLED_AND_KEA_MT_ENABLED: 'warning',
  HA_LEASE_SYNC_STALE_LEASE4_SKIP: 'debug',
}

export function haEvent(id: string, relationship: string, text: string, details: Readonly<Record<string, string | number | boolean>> = {}): HaEvent {
  return { ...details, id, severity: severities[id] ?? 'info', relationship, text }
}
