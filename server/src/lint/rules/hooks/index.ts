/** Rules about hook libraries and their parameters, in the order in which they run. */
import type { Rule } from '../../rule'
import { leaseCmdsMissing } from './lease-cmds-missing'
import { flexIdUnused } from './flex-id-unused'
import { flexOptionAction } from './flex-option-action'
import { flexOptionUnknown } from './flex-option-unknown'
import { hookContextUnused } from './hook-context-unused'
import { hookFileFolder } from './hook-file-folder'
import { hookLibraryNotInRelease } from './hook-library-not-in-release'
import { hookLibraryOfOtherDaemon } from './hook-library-of-other-daemon'
import { hookLibraryTwice } from './hook-library-twice'
import { hookLibraryUnknown } from './hook-library-unknown'
import { hookLibraryPath } from './hook-library-path'
import { hookParametersMissing } from './hook-parameters-missing'
import { hookSingleThreaded } from './hook-single-threaded'
import { hostCacheUnused } from './host-cache-unused'
import { hostCmdsMissing } from './host-cmds-missing'
import { leaseQueryAdvanced } from './lease-query-advanced'
import { leaseQueryRequester } from './lease-query-requester'
import { legalLogDatabase } from './legal-log-database'
import { limitInvalid } from './limit-invalid'
import { perfmonAlarm } from './perfmon-alarm'
import { pingCheckInvalid } from './ping-check-invalid'
import { radiusReservations } from './radius-reservations'
import { radiusService } from './radius-service'
import { radiusWithoutHostCache } from './radius-without-host-cache'
import { runScriptSync } from './run-script-sync'
import { subnetCmdsWithConfigDatabase } from './subnet-cmds-with-config-database'

export const hooksRules: readonly Rule[] = [
  hookLibraryUnknown,
  hookLibraryNotInRelease,
  hookLibraryOfOtherDaemon,
  hookLibraryPath,
  hookLibraryTwice,
  hookSingleThreaded,
  hookParametersMissing,
  hookFileFolder,
  flexOptionAction,
  flexOptionUnknown,
  perfmonAlarm,
  leaseQueryRequester,
  leaseQueryAdvanced,
  legalLogDatabase,
  limitInvalid,
  pingCheckInvalid,
  radiusWithoutHostCache,
  radiusReservations,
  radiusService,
  hookContextUnused,
  flexIdUnused,
  hostCacheUnused,
  hostCmdsMissing,
  subnetCmdsWithConfigDatabase,
  runScriptSync,
  leaseCmdsMissing,
]
