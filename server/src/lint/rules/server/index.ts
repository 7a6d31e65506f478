/** Rules about the server itself: interfaces, sockets, databases, logging, DDNS, in the order in which they run. */
import type { Rule } from '../../rule'
import { noDaemon } from './no-daemon'
import { placeholderValue } from './placeholder-value'
import { configDatabaseTwice } from './config-database-twice'
import { controlSocketForeignKey } from './control-socket-foreign-key'
import { controlSocketNameInvalid } from './control-socket-name-invalid'
import { controlSocketTwice } from './control-socket-twice'
import { credentialsInvalid } from './credentials-invalid'
import { databaseLibraryMissing } from './database-library-missing'
import { databaseNotUsable } from './database-not-usable'
import { databaseParameterForeign } from './database-parameter-foreign'
import { databaseValueWithBlank } from './database-value-with-blank'
import { ddnsConnectionInvalid } from './ddns-connection-invalid'
import { ddnsUpdatesOff } from './ddns-updates-off'
import { fileNameMissing } from './file-name-missing'
import { fourOverSixPort } from './four-over-six-port'
import { httpAddressInvalid } from './http-address-invalid'
import { httpDoorOpen } from './http-door-open'
import { httpTlsIncomplete } from './http-tls-incomplete'
import { interfaceInvalid } from './interface-invalid'
import { interfaceTwice } from './interface-twice'
import { leasesNotKept } from './leases-not-kept'
import { logFilesTooMany } from './log-files-too-many'
import { loggerNameUnknown } from './logger-name-unknown'
import { loggerSeverityMissing } from './logger-severity-missing'
import { loggerWithoutEffect } from './logger-without-effect'
import { noInterfaces } from './no-interfaces'
import { packetQueueUnusable } from './packet-queue-unusable'
import { passwordInClear } from './password-in-clear'
import { pathNotAllowed } from './path-not-allowed'
import { severalRawSockets } from './several-raw-sockets'
import { twoNamesOfOneKey } from './two-names-of-one-key'
import { udpForLocalClients } from './udp-for-local-clients'

export const serverRules: readonly Rule[] = [
  noDaemon,
  placeholderValue,
  noInterfaces, interfaceInvalid, interfaceTwice, severalRawSockets, udpForLocalClients,
  controlSocketTwice, controlSocketForeignKey, controlSocketNameInvalid, httpAddressInvalid, httpTlsIncomplete, credentialsInvalid, passwordInClear, httpDoorOpen,
  databaseLibraryMissing, databaseNotUsable, databaseParameterForeign, databaseValueWithBlank, configDatabaseTwice, leasesNotKept,
  loggerSeverityMissing,
  logFilesTooMany, loggerNameUnknown, loggerWithoutEffect, pathNotAllowed, fileNameMissing,
  ddnsConnectionInvalid, ddnsUpdatesOff, packetQueueUnusable, fourOverSixPort, twoNamesOfOneKey,
]
