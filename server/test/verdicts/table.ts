/** What a comparison prints. */
import type { Compared } from './ours'
import { causeOf } from './causes'
import { lineNumber } from './ours'

export function printDifferences(compared: readonly Compared[]): void {
  for (const { one, outcome, place, real, refusing } of compared) {
    if (outcome === 'agree' && place !== 'other') continue
    const ours = refusing.map((problem) => `${lineNumber(problem)} ${problem.rule}: ${String(problem.message)}`).join(' | ')
    const cause = causeOf(one, outcome, real.message)
    console.log([outcome === 'agree' ? 'other place' : cause === undefined ? outcome : `${outcome} (${cause})`, one.release, one.phase, one.set, one.name, real.message, ours].join('\t'))
  }
}

/** A row for each set, release and phase, and one for all. */
export function printTable(compared: readonly Compared[]): void {
  const keys = [...new Set(compared.map(({ one }) => `${one.set}\t${one.release}\t${one.phase}`))]
  console.log(['set', 'release', 'phase', 'files', 'agree', '%', 'missed', 'of which explained', 'false', 'positions', 'same line', '%', 'inside', 'sign', 'other'].join('\t'))
  for (const key of [...keys, '']) {
    const group = compared.filter(({ one }) => key === '' || `${one.set}\t${one.release}\t${one.phase}` === key)
    const count = (of: (one: Compared) => boolean): number => group.filter(of).length
    const agreed = count(({ outcome }) => outcome === 'agree')
    const placed = count(({ place }) => place !== undefined)
    const [same = 0, ...rest] = (['same line', 'inside', 'sign', 'other'] as const).map((wanted) => count(({ place }) => place === wanted))
    console.log([key === '' ? 'all\t\t' : key, group.length, agreed, share(agreed, group.length), count(({ outcome }) => outcome === 'missed'), count(({ one, outcome, real }) => causeOf(one, outcome, real.message) !== undefined), count(({ outcome }) => outcome === 'false refusal'), placed, same, share(same, placed), ...rest].join('\t'))
  }
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : ((100 * part) / whole).toFixed(2)
}
