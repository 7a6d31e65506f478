/** Whether what was found makes the command fail. */
import type { Problem, Severity } from '../lint/problem'
import type { Arguments } from './arguments'

const weight: Readonly<Record<Severity, number>> = { info: 1, warning: 2, error: 3 }

export function isTooMuch(problems: readonly Problem[], { failOn, maxWarnings }: Pick<Arguments, 'failOn' | 'maxWarnings'>): boolean {
  const warnings = problems.filter((one) => one.severity === 'warning').length
  if (maxWarnings !== undefined && warnings > maxWarnings) return true
  return failOn !== 'never' && problems.some((one) => weight[one.severity] >= weight[failOn])
}
