/** Rules about subnets, pools and shared networks, in the order in which they run. */
import type { Rule } from '../../rule'
import { fourOverSixSubnetInvalid } from './four-over-six-subnet-invalid'
import { poolFullyReserved } from './pool-fully-reserved'
import { poolHasNetworkAddress } from './pool-has-network-address'
import { poolHostBits } from './pool-host-bits'
import { poolInvalid } from './pool-invalid'
import { poolOutsideSubnet } from './pool-outside-subnet'
import { poolReversed } from './pool-reversed'
import { poolsOverlap } from './pools-overlap'
import { relayAddressInvalid } from './relay-address-invalid'
import { relayAddressShared } from './relay-address-shared'
import { reservationsOutsidePools } from './reservations-outside-pools'
import { sharedNetworkAuthoritativeDiffers } from './shared-network-authoritative-differs'
import { sharedNetworkInterfaceDiffers } from './shared-network-interface-differs'
import { sharedNetworkNameDuplicate } from './shared-network-name-duplicate'
import { sharedNetworkNotShared } from './shared-network-not-shared'
import { subnetDuplicate } from './subnet-duplicate'
import { subnetHostBits } from './subnet-host-bits'
import { subnetIdDuplicate } from './subnet-id-duplicate'
import { subnetPrefixInvalid } from './subnet-prefix-invalid'
import { subnetWithoutAddresses } from './subnet-without-addresses'
import { subnetsOverlap } from './subnets-overlap'

export const subnetsRules: readonly Rule[] = [
  subnetPrefixInvalid,
  subnetHostBits,
  subnetIdDuplicate,
  subnetDuplicate,
  subnetsOverlap,
  subnetWithoutAddresses,
  poolInvalid,
  poolReversed,
  poolHostBits,
  poolOutsideSubnet,
  poolsOverlap,
  poolHasNetworkAddress,
  poolFullyReserved,
  reservationsOutsidePools,
  sharedNetworkNameDuplicate,
  sharedNetworkAuthoritativeDiffers,
  sharedNetworkInterfaceDiffers,
  sharedNetworkNotShared,
  relayAddressInvalid,
  relayAddressShared,
  fourOverSixSubnetInvalid,
]
