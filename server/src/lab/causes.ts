/** Which finding explains what is happening: the mistake in the file beside its effect. */
import type { Finding } from '../pair/deployment'
import type { HaPairEvent } from '../pair/events'

const namesDiffer = ['ha-peers-differ', 'ha-this-server-name-same', 'ha-peer-name-duplicate']
const doorsDiffer = ['ha-peer-url-differs', 'ha-port-conflict', 'ha-port-of-agent', 'ha-port-of-other-daemon', 'ha-peer-url-invalid', 'ha-tls-incomplete']
const networksDiffer = ['partner-subnets-differ', 'partner-subnet-id-differs', 'partner-shared-networks-differ', 'partner-pools-differ']

/** By the end of the message id, and a part of the reason. */
const table: readonly { readonly id: RegExp; readonly reason?: RegExp; readonly rules: readonly string[] }[] = [
  { id: /_FAILED$/, reason: /matches no configured/, rules: namesDiffer },
  { id: /_FAILED$/, reason: /not supported|unsupported/, rules: ['ha-without-lease-cmds'] },
  { id: /COMMUNICATIONS_FAILED$|HA_COMMUNICATION_INTERRUPTED$/, rules: doorsDiffer },
  { id: /^HA_INVALID_PARTNER_STATE_/, rules: ['ha-mode-differs'] },
  { id: /^HA_LEASE_UPDATE_CONFLICT$|_REJECTS_CAUSED_TERMINATION$/, rules: networksDiffer },
  { id: /^HA_CONFIG_LEASE_UPDATES_DISABLED/, rules: ['ha-lease-updates-off'] },
  { id: /^HA_STATE_TRANSITION$/, rules: ['ha-peer-role-differs', 'ha-roles-impossible'] },
  { id: /^HA_CONFIG_AUTO_FAILOVER_DISABLED$/, rules: ['ha-peer-auto-failover-differs'] },
]

export function findingsBehind(event: HaPairEvent, findings: readonly Finding[]): Finding[] {
  const reason = typeof event['reason'] === 'string' ? event['reason'] : ''
  const wanted = new Set(table.filter((row) => row.id.test(event.id) && (!row.reason || row.reason.test(reason))).flatMap((row) => row.rules))
  return findings.filter((finding) => wanted.has(finding.rule))
}
