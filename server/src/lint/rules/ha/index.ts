/** Rules about High Availability: one server by itself, and both together, in the order in which they run. */
import type { Rule } from '../../rule'
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

export const haRules: readonly Rule[] = [
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
]
