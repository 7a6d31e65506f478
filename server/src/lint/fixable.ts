/** Which rules offer fixes, as their fixtures show it: for the reference of rules. */
import type { Problem } from './problem'

export type Fixability = 'sure' | 'asked'

/** Rule → whether one of its fixes is sure, over all findings given. Rules without fixes are missing. */
export function fixabilityOf(problems: readonly Problem[]): Map<string, Fixability> {
  const found = new Map<string, Fixability>()
  for (const { rule, fixes } of problems) {
    const offered = fixes?.() ?? []
    if (offered.some((one) => one.isSure)) found.set(rule, 'sure')
    else if (offered.length > 0 && !found.has(rule)) found.set(rule, 'asked')
  }
  return found
}
