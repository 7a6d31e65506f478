/** Rules about reservations, in the order in which they run. */
import type { Rule } from '../../rule'
import { clientIdWithoutType } from './client-id-without-type'
import { globalReservationAddress } from './global-reservation-address'
import { hostIdentifierTypeTwice } from './host-identifier-type-twice'
import { ipReservationsUniqueUnsupported } from './ip-reservations-unique-unsupported'
import { reservationAddressDuplicate } from './reservation-address-duplicate'
import { reservationAddressInUse } from './reservation-address-in-use'
import { reservationAddressInvalid } from './reservation-address-invalid'
import { reservationClassUnused } from './reservation-class-unused'
import { reservationFlagWithoutEffect } from './reservation-flag-without-effect'
import { reservationHostnameDuplicate } from './reservation-hostname-duplicate'
import { reservationHostnameInvalid } from './reservation-hostname-invalid'
import { reservationHostnameSuffix } from './reservation-hostname-suffix'
import { reservationHwAddressUnlikely } from './reservation-hw-address-unlikely'
import { reservationIdentifierDoubtful } from './reservation-identifier-doubtful'
import { reservationIdentifierDuplicate } from './reservation-identifier-duplicate'
import { reservationIdentifierInvalid } from './reservation-identifier-invalid'
import { reservationIdentifierNotLookedUp } from './reservation-identifier-not-looked-up'
import { reservationIdentifiersSeveral } from './reservation-identifiers-several'
import { reservationInPoolPassedOver } from './reservation-in-pool-passed-over'
import { reservationNetworkAddress } from './reservation-network-address'
import { reservationOutsideSubnet } from './reservation-outside-subnet'
import { reservationTwiceInSharedNetwork } from './reservation-twice-in-shared-network'
import { reservationWithoutResource } from './reservation-without-resource'
import { reservationsNotLookedUp } from './reservations-not-looked-up'

export const reservationsRules: readonly Rule[] = [
  clientIdWithoutType,
  globalReservationAddress,
  hostIdentifierTypeTwice,
  ipReservationsUniqueUnsupported,
  reservationAddressDuplicate,
  reservationAddressInUse,
  reservationAddressInvalid,
  reservationClassUnused,
  reservationFlagWithoutEffect,
  reservationHostnameDuplicate,
  reservationHostnameInvalid,
  reservationHostnameSuffix,
  reservationHwAddressUnlikely,
  reservationIdentifierDoubtful,
  reservationIdentifierDuplicate,
  reservationIdentifierInvalid,
  reservationIdentifierNotLookedUp,
  reservationIdentifiersSeveral,
  reservationInPoolPassedOver,
  reservationNetworkAddress,
  reservationOutsideSubnet,
  reservationTwiceInSharedNetwork,
  reservationWithoutResource,
  reservationsNotLookedUp,
]
