/** Rules about kea-dhcp6, in the order in which they run. */
import type { Rule } from '../../rule'
import { statisticsOverflow } from './statistics-overflow'
import { pool6FullyReserved } from './pool6-fully-reserved'
import { interfaceAndInterfaceId } from './interface-and-interface-id'
import { lifetime6OutOfOrder } from './lifetime6-out-of-order'
import { macSourceTwice } from './mac-source-twice'
import { pdPoolInvalid } from './pd-pool-invalid'
import { pool6Invalid } from './pool6-invalid'
import { pools6Overlap } from './pools6-overlap'
import { rapidCommitDiffers } from './rapid-commit-differs'
import { reservation6AddressDuplicate } from './reservation6-address-duplicate'
import { reservation6Invalid } from './reservation6-invalid'
import { serverIdIdentifierInvalid } from './server-id-identifier-invalid'
import { sharedNetwork6Inconsistent } from './shared-network6-inconsistent'
import { subnet6Duplicate } from './subnet6-duplicate'
import { subnet6Invalid } from './subnet6-invalid'

export const dhcp6Rules: readonly Rule[] = [
  subnet6Invalid,
  subnet6Duplicate,
  pool6Invalid,
  pdPoolInvalid,
  pools6Overlap,
  reservation6Invalid,
  reservation6AddressDuplicate,
  interfaceAndInterfaceId,
  sharedNetwork6Inconsistent,
  rapidCommitDiffers,
  lifetime6OutOfOrder,
  macSourceTwice,
  serverIdIdentifierInvalid,
  pool6FullyReserved,
  statisticsOverflow,
]
