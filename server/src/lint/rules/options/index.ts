/** Rules about options and their definitions, in the order in which they run. */
import type { Rule } from '../../rule'
import { broadcastAddressMismatch } from './broadcast-address-mismatch'
import { optionAddressFamily } from './option-address-family'
import { optionAddressUnusable } from './option-address-unusable'
import { optionCodeReserved } from './option-code-reserved'
import { optionDataInvalid } from './option-data-invalid'
import { optionDefinitionDuplicate } from './option-definition-duplicate'
import { optionDefinitionInvalid } from './option-definition-invalid'
import { optionDefinitionNotAllowed } from './option-definition-not-allowed'
import { optionDuplicate } from './option-duplicate'
import { optionIntegerHexadecimal } from './option-integer-hexadecimal'
import { optionListEmpty } from './option-list-empty'
import { optionNameMismatch } from './option-name-mismatch'
import { optionNotDefined } from './option-not-defined'
import { optionSetByKea } from './option-set-by-kea'
import { optionSpaceInvalid } from './option-space-invalid'
import { optionTextAsWritten } from './option-text-as-written'
import { optionValuesIgnored } from './option-values-ignored'
import { relaySuppliedOptionInvalid } from './relay-supplied-option-invalid'
import { routerInPool } from './router-in-pool'
import { routerOutsideSubnet } from './router-outside-subnet'
import { subOptionNotSent } from './sub-option-not-sent'
import { unknownOptionName } from './unknown-option-name'

export const optionsRules: readonly Rule[] = [
  optionDefinitionInvalid,
  optionDefinitionNotAllowed,
  optionDefinitionDuplicate,
  optionSpaceInvalid,
  optionCodeReserved,
  unknownOptionName,
  optionNotDefined,
  optionNameMismatch,
  optionDataInvalid,
  relaySuppliedOptionInvalid,
  optionDuplicate,
  optionValuesIgnored,
  optionTextAsWritten,
  optionAddressFamily,
  optionListEmpty,
  optionIntegerHexadecimal,
  optionAddressUnusable,
  optionSetByKea,
  subOptionNotSent,
  routerOutsideSubnet,
  routerInPool,
  broadcastAddressMismatch,
]
