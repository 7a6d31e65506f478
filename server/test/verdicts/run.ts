/** `npm run verdicts`: the project and real Kea over the same files, what agrees and what does not. */
import os from 'node:os'
import path from 'node:path'
import type { Compared } from './ours'
import { compare, lineNumber } from './ours'
import { realKea } from './real'
import { allCases } from './sets'

const corpus = process.env['KEA_CORPUS'] ?? ''
const oracle = process.env['KEA_ORACLE'] ?? ''
const words = process.argv.slice(2)
const isFresh = words.includes('--fresh')
/** Only cases whose set, name or message has this. */
const wanted = words.find((word) => !word.startsWith('--'))

if (corpus === '') {
  console.log('skipped: KEA_CORPUS names no folder of configurations')
} else {
  const cases = allCases(corpus).filter((one) => wanted === undefined || `${one.set} ${one.name}`.includes(wanted))
  const real = realKea(oracle, isFresh ? '' : path.join(os.tmpdir(), 'kea-verdicts.json'))
  const verdicts = real.verdicts(cases, (done) => process.stderr.write(`\r${done} files asked`))
  const compared: Compared[] = []
  for (const [at, one] of cases.entries()) {
    const verdict = verdicts[at]
    if (verdict) compared.push(compare(one, verdict))
  }
  if (!words.includes('--brief')) for (const one of compared.filter(({ outcome, line }) => outcome !== 'agree' || line === 'other')) show(one)
  summarize(compared)
  const silent = cases.length - compared.length
  if (silent > 0) console.log(`${silent} cases have no real verdict${oracle === '' ? ' (KEA_ORACLE names no real Kea)' : ''}`)
}

function show({ one, outcome, line, real, refusing }: Compared): void {
  const ours = refusing.map((problem) => `${lineNumber(problem)} ${problem.rule}: ${problem.message}`).join(' | ')
  console.log([outcome === 'agree' ? `line ${line ?? ''}` : outcome, one.release, one.phase, one.set, one.name, real.message, ours].join('\t'))
}

function summarize(compared: readonly Compared[]): void {
  const keys = [...new Set(compared.map(({ one }) => `${one.set}\t${one.release}\t${one.phase}`))]
  console.log(['set', 'release', 'phase', 'files', 'agree', '%', 'missed', 'false', 'positions', 'same line', '%'].join('\t'))
  for (const key of [...keys, '']) {
    const group = compared.filter(({ one }) => key === '' || `${one.set}\t${one.release}\t${one.phase}` === key)
    const count = (of: (one: Compared) => boolean): number => group.filter(of).length
    const agreed = count(({ outcome }) => outcome === 'agree')
    const placed = count(({ line }) => line !== undefined)
    const same = count(({ line }) => line === 'same')
    const row = [key === '' ? 'all\t\t' : key, group.length, agreed, share(agreed, group.length), count(({ outcome }) => outcome === 'missed'), count(({ outcome }) => outcome === 'false refusal'), placed, same, share(same, placed)]
    console.log(row.join('\t'))
  }
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : ((100 * part) / whole).toFixed(2)
}
