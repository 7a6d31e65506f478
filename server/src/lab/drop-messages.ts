/** Which of Kea's log messages says that a packet gets no answer, for each reason; severities and loggers as in Kea 3.0. */
import type { DropReason } from '../dhcp/exchange'
import { messageType } from '../dhcp/packet/codes'
import type { LogEntry } from './log-line'

type Message = Pick<LogEntry, 'severity' | 'logger' | 'id'>

const bad = (id: string): Message => ({ severity: 'debug', logger: 'bad-packets', id })

const messages: Readonly<Record<DropReason, Message>> = {
  malformed: bad('DHCP4_PACKET_DROP_0001'),
  disabled: bad('DHCP4_PACKET_DROP_0008'),
  'no-message-type': bad('DHCP4_PACKET_DROP_0009'),
  'not-for-a-server': bad('DHCP4_PACKET_DROP_0006'),
  'other-server': bad('DHCP4_PACKET_DROP_0003'),
  'no-source': bad('DHCP4_PACKET_DROP_0002'),
  'drop-class': { severity: 'debug', logger: 'packets', id: 'DHCP4_PACKET_DROP_0010' },
  'bad-client-id': { severity: 'error', logger: 'packets', id: 'DHCP4_PACKET_PROCESS_STD_EXCEPTION' },
  'no-identity': bad('DHCP4_PACKET_DROP_0007'),
  'no-subnet': { severity: 'error', logger: 'bad-packets', id: 'DHCP4_PACKET_NAK_0001' },
  'no-address': { severity: 'warning', logger: 'alloc-engine', id: 'ALLOC_ENGINE_V4_ALLOC_FAIL' },
  'not-its-lease': bad('DHCP4_NO_LEASE_INIT_REBOOT'),
  'unknown-address': bad('DHCP4_UNKNOWN_ADDRESS_REQUESTED'),
  'v6-only': { severity: 'error', logger: 'packets', id: 'DHCP4_V6_ONLY_PREFERRED_MISSING_IN_ACK' },
  'nothing-to-release': { severity: 'debug', logger: 'leases', id: 'DHCP4_RELEASE_FAIL_NO_LEASE' },
  'nothing-to-decline': { severity: 'warning', logger: 'dhcp4', id: 'DHCP4_DECLINE_LEASE_NOT_FOUND' },
  'no-requested-address': bad('DHCP4_PACKET_DROP_0007'),
  'other-scope': { severity: 'debug', logger: 'ha-hooks', id: 'HA_BUFFER4_RECEIVE_NOT_FOR_US' },
  'no-relationship': { severity: 'error', logger: 'ha-hooks', id: 'HA_SUBNET4_SELECT_NO_RELATIONSHIP_SELECTOR_FOR_SUBNET' },
  busy: { severity: 'debug', logger: 'dhcp4', id: 'DHCP4_PACKET_QUEUE_FULL' },
  'too-many-parked': { severity: 'debug', logger: 'packets', id: 'DHCP4_HOOK_LEASES4_COMMITTED_PARKING_LOT_FULL' },
  'partner-refused': { severity: 'warning', logger: 'ha-hooks', id: 'HA_LEASE_UPDATE_FAILED' },
}

/** `type`: of the client's message. */
export function dropMessage(reason: DropReason, type: number): Message {
  if (reason === 'v6-only' && type === messageType.discover) return { ...messages[reason], id: 'DHCP4_V6_ONLY_PREFERRED_MISSING_IN_OFFER' }
  return messages[reason]
}
