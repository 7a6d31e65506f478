/** Rules about reservations, in the order in which they run. */
import type { Rule } from '../../rule'
import { hostIdentifierTypeTwice } from './host-identifier-type-twice'
import { reservationAddressDuplicate } from './reservation-address-duplicate'
import { reservationAddressInvalid } from './reservation-address-invalid'
import { reservationIdentifierDuplicate } from './reservation-identifier-duplicate'
import { reservationIdentifierInvalid } from './reservation-identifier-invalid'
import { reservationIdentifiersSeveral } from './reservation-identifiers-several'
import { reservationOutsideSubnet } from './reservation-outside-subnet'
import { reservationWithoutResource } from './reservation-without-resource'

export const reservationsRules: readonly Rule[] = [
  hostIdentifierTypeTwice,
  reservationAddressDuplicate,
  reservationAddressInvalid,
  reservationIdentifierDuplicate,
  reservationIdentifierInvalid,
  reservationIdentifiersSeveral,
  reservationOutsideSubnet,
  reservationWithoutResource,
]
