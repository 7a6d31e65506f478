/** Rules about High Availability: one server by itself, and both together, in the order in which they run. */
import type { Rule } from '../../rule'
import { ambiguousDeployment } from './ambiguous-deployment'
import { haAutoFailoverOff } from './ha-auto-failover-off'
import { haClassOfNoServer } from './ha-class-of-no-server'
import { haCredentials } from './ha-credentials'
import { haDelayInSeconds } from './ha-delay-in-seconds'
import { haDelayedUpdatesLimit } from './ha-delayed-updates-limit'
import { haHeartbeatNotBelowMaxResponse } from './ha-heartbeat-not-below-max-response'
import { haHubMode } from './ha-hub-mode'
import { haLeaseDatabaseShared } from './ha-lease-database-shared'
import { haLeaseUpdatesOff } from './ha-lease-updates-off'
import { haLeasesNotShared } from './ha-leases-not-shared'
import { haModeDiffers } from './ha-mode-differs'
import { haPasswordInClear } from './ha-password-in-clear'
import { haPeerAutoFailoverDiffers } from './ha-peer-auto-failover-differs'
import { haPeerNameBlank } from './ha-peer-name-blank'
import { haPeerNameDuplicate } from './ha-peer-name-duplicate'
import { haPeerRoleDiffers } from './ha-peer-role-differs'
import { haPeerUrlDiffers } from './ha-peer-url-differs'
import { haPeerUrlInvalid } from './ha-peer-url-invalid'
import { haPeerUrlUnreachable } from './ha-peer-url-unreachable'
import { haPeersDiffer } from './ha-peers-differ'
import { haPoolsNotSplit } from './ha-pools-not-split'
import { haPortConflict } from './ha-port-conflict'
import { haPortOfAgent } from './ha-port-of-agent'
import { haPortOfOtherDaemon } from './ha-port-of-other-daemon'
import { haRolesImpossible } from './ha-roles-impossible'
import { haSingleThreaded } from './ha-single-threaded'
import { haStateConfiguration } from './ha-state-configuration'
import { haSubnetRelationship } from './ha-subnet-relationship'
import { haThisServerNameSame } from './ha-this-server-name-same'
import { haThisServerNameUnknown } from './ha-this-server-name-unknown'
import { haTimerOff } from './ha-timer-off'
import { haTimersDiffer } from './ha-timers-differ'
import { haTlsIncomplete } from './ha-tls-incomplete'
import { haWaitBackupAck } from './ha-wait-backup-ack'
import { haWithoutLeaseCmds } from './ha-without-lease-cmds'
import { haWithoutPartner } from './ha-without-partner'

export const haRules: readonly Rule[] = [
  haThisServerNameUnknown,
  haPeerNameBlank,
  haPeerNameDuplicate,
  haPeerUrlInvalid,
  haPeerUrlUnreachable,
  haCredentials,
  haPasswordInClear,
  haTlsIncomplete,
  haHubMode,
  haRolesImpossible,
  haWaitBackupAck,
  haDelayedUpdatesLimit,
  haStateConfiguration,
  haWithoutLeaseCmds,
  haWithoutPartner,
  haLeasesNotShared,
  haAutoFailoverOff,
  haSingleThreaded,
  haPortConflict,
  haPortOfAgent,
  haPortOfOtherDaemon,
  haHeartbeatNotBelowMaxResponse,
  haDelayInSeconds,
  haTimerOff,
  haPoolsNotSplit,
  haClassOfNoServer,
  haSubnetRelationship,
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
]
