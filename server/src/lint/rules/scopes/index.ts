/** Rules about what scopes give and inherit, in the order in which they run. */
import type { Rule } from '../../rule'
import { bootFieldTooLong } from './boot-field-too-long'
import { classNameEmpty } from './class-name-empty'
import { ddnsTtlConflict } from './ddns-ttl-conflict'
import { hostnameCharSetInvalid } from './hostname-char-set-invalid'
import { lifetimeInMilliseconds } from './lifetime-in-milliseconds'
import { lifetimeOutOfOrder } from './lifetime-out-of-order'
import { lifetimeZero } from './lifetime-zero'
import { nextServerInvalid } from './next-server-invalid'
import { reservationModeMixed } from './reservation-mode-mixed'
import { sharedFlqWithoutDatabase } from './shared-flq-without-database'
import { teePercentInvalid } from './tee-percent-invalid'
import { timersOutOfOrder } from './timers-out-of-order'

export const scopesRules: readonly Rule[] = [
  lifetimeInMilliseconds,
  lifetimeOutOfOrder,
  lifetimeZero,
  timersOutOfOrder,
  teePercentInvalid,
  ddnsTtlConflict,
  hostnameCharSetInvalid,
  classNameEmpty,
  nextServerInvalid,
  bootFieldTooLong,
  reservationModeMixed,
  sharedFlqWithoutDatabase,
]
