/** Every rule with a check of its own, in the order in which they run. */
import type { Rule } from '../rule'
import { agentForwardsToNothing } from './agent-forwards-to-nothing'
import { agentNotInRelease } from './agent-not-in-release'
import { agentSocketDiffers } from './agent-socket-differs'
import { ambiguousDeployment } from './ambiguous-deployment'
import { haDelayInSeconds } from './ha-delay-in-seconds'
import { haDelayedUpdatesLimit } from './ha-delayed-updates-limit'
import { haHeartbeatNotBelowMaxResponse } from './ha-heartbeat-not-below-max-response'
import { haLeaseDatabaseShared } from './ha-lease-database-shared'
import { haLeaseUpdatesOff } from './ha-lease-updates-off'
import { haModeDiffers } from './ha-mode-differs'
import { haPeerAutoFailoverDiffers } from './ha-peer-auto-failover-differs'
import { haPeerNameDuplicate } from './ha-peer-name-duplicate'
import { haPeerRoleDiffers } from './ha-peer-role-differs'
import { haPeerUrlDiffers } from './ha-peer-url-differs'
import { haPeerUrlInvalid } from './ha-peer-url-invalid'
import { haPeersDiffer } from './ha-peers-differ'
import { haPoolsNotSplit } from './ha-pools-not-split'
import { haPortConflict } from './ha-port-conflict'
import { haPortOfAgent } from './ha-port-of-agent'
import { haPortOfOtherDaemon } from './ha-port-of-other-daemon'
import { haRolesImpossible } from './ha-roles-impossible'
import { haThisServerNameSame } from './ha-this-server-name-same'
import { haThisServerNameUnknown } from './ha-this-server-name-unknown'
import { haTimersDiffer } from './ha-timers-differ'
import { haTlsIncomplete } from './ha-tls-incomplete'
import { haWaitBackupAck } from './ha-wait-backup-ack'
import { haWithoutLeaseCmds } from './ha-without-lease-cmds'
import { lifetimeInMilliseconds } from './lifetime-in-milliseconds'
import { partnerClassesDiffer } from './partner-classes-differ'
import { partnerLifetimesDiffer } from './partner-lifetimes-differ'
import { partnerOptionsDiffer } from './partner-options-differ'
import { partnerPoolsDiffer } from './partner-pools-differ'
import { partnerReservationsDiffer } from './partner-reservations-differ'
import { partnerSharedNetworksDiffer } from './partner-shared-networks-differ'
import { partnerSubnetIdDiffers } from './partner-subnet-id-differs'
import { partnerSubnetsDiffer } from './partner-subnets-differ'
import { unknownOptionName } from './unknown-option-name'

export const rules: readonly Rule[] = [
  unknownOptionName,
  lifetimeInMilliseconds,
  agentNotInRelease,
  agentSocketDiffers,
  agentForwardsToNothing,
  haThisServerNameUnknown,
  haPeerNameDuplicate,
  haPeerUrlInvalid,
  haTlsIncomplete,
  haRolesImpossible,
  haWaitBackupAck,
  haDelayedUpdatesLimit,
  haWithoutLeaseCmds,
  haPortConflict,
  haPortOfAgent,
  haPortOfOtherDaemon,
  haHeartbeatNotBelowMaxResponse,
  haDelayInSeconds,
  haPoolsNotSplit,
  ambiguousDeployment,
  haThisServerNameSame,
  haPeersDiffer,
  haPeerUrlDiffers,
  haPeerRoleDiffers,
  haPeerAutoFailoverDiffers,
  haModeDiffers,
  haTimersDiffer,
  haLeaseDatabaseShared,
  haLeaseUpdatesOff,
  partnerSubnetsDiffer,
  partnerSubnetIdDiffers,
  partnerSharedNetworksDiffer,
  partnerPoolsDiffer,
  partnerReservationsDiffer,
  partnerOptionsDiffer,
  partnerClassesDiffer,
  partnerLifetimesDiffer,
]
