/** Rules about what both servers of a pair must have alike, in the order in which they run. */
import type { Rule } from '../../rule'
import { partnerClassesDiffer } from './partner-classes-differ'
import { partnerLifetimesDiffer } from './partner-lifetimes-differ'
import { partnerOptionsDiffer } from './partner-options-differ'
import { partnerPoolsDiffer } from './partner-pools-differ'
import { partnerReservationsDiffer } from './partner-reservations-differ'
import { partnerSharedNetworksDiffer } from './partner-shared-networks-differ'
import { partnerSubnetIdDiffers } from './partner-subnet-id-differs'
import { partnerSubnetsDiffer } from './partner-subnets-differ'

export const partnerRules: readonly Rule[] = [
  partnerSubnetsDiffer,
  partnerSubnetIdDiffers,
  partnerSharedNetworksDiffer,
  partnerPoolsDiffer,
  partnerReservationsDiffer,
  partnerOptionsDiffer,
  partnerClassesDiffer,
  partnerLifetimesDiffer,
]
