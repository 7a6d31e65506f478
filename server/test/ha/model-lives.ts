/** Lives of one share of the seeds, in a process of its own: FROM to TO. The last line is what went wrong, as JSON. */
import { live } from './model-check'

const [from = 1, to = 100] = process.argv.slice(2).map(Number)
const wrong: { seed: number; shape: unknown; faults: readonly string[] }[] = []
let acknowledged = 0
for (let seed = from; seed <= to; seed++) {
  const { shape, faults, acknowledged: acks } = live(seed)
  acknowledged += acks
  if (faults.length > 0) wrong.push({ seed, shape, faults: faults.slice(0, 3) })
}
process.stdout.write(`${JSON.stringify({ acknowledged, wrong: wrong.slice(0, 10), count: wrong.length })}\n`)
