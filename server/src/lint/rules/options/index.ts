/** Rules about options and their definitions, in the order in which they run. */
import type { Rule } from '../../rule'
import { optionCodeReserved } from './option-code-reserved'
import { optionDataInvalid } from './option-data-invalid'
import { optionDefinitionDuplicate } from './option-definition-duplicate'
import { optionDefinitionInvalid } from './option-definition-invalid'
import { optionDefinitionNotAllowed } from './option-definition-not-allowed'
import { optionNameMismatch } from './option-name-mismatch'
import { optionNotDefined } from './option-not-defined'
import { optionSpaceInvalid } from './option-space-invalid'
import { relaySuppliedOptionUnknown } from './relay-supplied-option-unknown'
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
  relaySuppliedOptionUnknown,
]
