/** Rules about client classes and their tests, in the order in which they run. */
import type { Rule } from '../../rule'
import { additionalClassNotListed } from './additional-class-not-listed'
import { builtInClassRestricted } from './built-in-class-restricted'
import { classKnownTooLate } from './class-known-too-late'
import { classLifetimesIgnored } from './class-lifetimes-ignored'
import { classNameCase } from './class-name-case'
import { classNameDuplicate } from './class-name-duplicate'
import { classNeverGiven } from './class-never-given'
import { classNotDefined } from './class-not-defined'
import { classNotDefinedYet } from './class-not-defined-yet'
import { classTestAndTemplate } from './class-test-and-template'
import { classUnused } from './class-unused'
import { comparisonNeverTrue } from './comparison-never-true'
import { comparisonsExcludeEachOther } from './comparisons-exclude-each-other'
import { expressionInvalid } from './expression-invalid'
import { expressionNamesUnknownOption } from './expression-names-unknown-option'
import { oldAndNewKey } from './old-and-new-key'

export const classesRules: readonly Rule[] = [
  expressionInvalid,
  expressionNamesUnknownOption,
  classNotDefinedYet,
  classNameDuplicate,
  classTestAndTemplate,
  builtInClassRestricted,
  oldAndNewKey,
  classNotDefined,
  classNeverGiven,
  additionalClassNotListed,
  classKnownTooLate,
  classLifetimesIgnored,
  classUnused,
  classNameCase,
  comparisonNeverTrue,
  comparisonsExcludeEachOther,
]
