/** `npm run verdicts`: the project and real Kea over the same files, what agrees and what does not. */
import os from 'node:os'
import path from 'node:path'
import type { Compared } from './ours'
import { compare } from './ours'
import { realKea } from './real'
import { allCases } from './sets'
import { printDifferences, printTable } from './table'

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
  if (!words.includes('--brief')) printDifferences(compared)
  printTable(compared)
  const silent = cases.length - compared.length
  if (silent > 0) console.log(`${silent} cases have no real verdict${oracle === '' ? ' (KEA_ORACLE names no real Kea)' : ''}`)
}
