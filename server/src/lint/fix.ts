/** Fixes under the name that rules know them by; schemas make some too. */
export { fix, sureFix } from '../config/fix'
export type { Fix } from '../config/fix'
