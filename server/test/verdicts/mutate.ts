/** `npm run verdicts:mutate [COUNT] [SEED] [RELEASE] [swap]`: correct files with one slip each, our verdict beside real Kea's. */
import { readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Daemon } from '../../src/config/config-file'
import { noFiles, parseConfig } from '../../src/config/parse'
import type { Release } from '../../src/config/release'
import type { Case } from './case'
import { applied, describeSlip, drawSlip, drawSwap, valuesOf } from './mutation'
import type { Compared } from './ours'
import { compare } from './ours'
import { createRandom } from '../random'
import { realKea } from './real'
import { allCases, filesBelow, realReleases } from './sets'
import { printDifferences, printTable } from './table'

const words = process.argv.slice(2)
const count = Number(words[0] ?? 10_000)
const seed = Number(words[1] ?? 1)
const release: Release = realReleases.find((one) => one === words[2]) ?? '3.0'
/** Values are exchanged with those of other files, and nothing else. */
const isSwapping = words[3] === 'swap'
const oracle = process.env['KEA_ORACLE'] ?? ''

if (oracle === '') {
  console.log('skipped: KEA_ORACLE names no real Kea')
} else {
  const real = realKea(oracle, path.join(os.tmpdir(), 'kea-verdicts.json'))
  const origins = correctFiles()
  console.log(`${origins.length} files that Kea ${release} takes and we do not call refused; ${count} mutations, seed ${seed}`)
  const random = createRandom(seed)
  const values = valuesOf(origins.map(({ text }) => text))
  const cases: Case[] = []
  while (cases.length < count) {
    const origin = origins[random.below(origins.length)]
    const slip = origin && (random.below(isSwapping ? 1 : 4) === 0 ? drawSwap(origin.text, values, random) : drawSlip(origin.text, random))
    if (origin && slip) cases.push({ ...origin, set: slip.kind, name: `${origin.name} ${describeSlip(origin.text, slip)}`, text: applied(origin.text, slip) })
  }
  const verdicts = real.verdicts(cases, (done) => process.stderr.write(`\r${done} files asked`))
  const compared = cases.flatMap((one, at): Compared[] => {
    const verdict = verdicts[at]
    return verdict ? [compare(one, verdict)] : []
  })
  printDifferences(compared)
  printTable(compared)
}

/** Our own fixtures and, where it is at hand, the corpus; no file twice. */
function correctFiles(): Case[] {
  const fixtures = filesBelow(path.resolve('test-fixtures')).filter((file) => /\.conf$/.test(file) && !/include|template|part/.test(file))
  const own = fixtures.flatMap((file): Case[] => {
    const text = readFileSync(file, 'utf8')
    const daemon = parseConfig('file:///fixture.conf', text, noFiles).daemon
    return isServed(daemon) ? [{ set: '', name: path.relative('test-fixtures', file), daemon, text, release, phase: '-t', recorded: undefined }] : []
  })
  const corpus = process.env['KEA_CORPUS'] ?? ''
  const known = corpus === '' ? [] : allCases(corpus).filter((one) => one.set !== 'rule-cases' && one.release === release && one.phase === '-t' && isServed(one.daemon))
  const all = [...new Map([...own, ...known].map((one) => [one.text, { ...one, recorded: undefined }])).values()].filter((one) => one.text.length < 20_000)
  const verdicts = realKea(oracle, path.join(os.tmpdir(), 'kea-verdicts.json')).verdicts(all)
  return all.filter((one, at) => {
    const verdict = verdicts[at]
    return verdict?.isRefused === false && compare(one, verdict).outcome === 'agree'
  })
}

function isServed(daemon: Daemon | undefined): daemon is Daemon {
  return daemon === 'dhcp4' || daemon === 'agent' || daemon === 'ddns'
}
