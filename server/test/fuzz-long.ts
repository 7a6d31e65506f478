/** A million broken packets or more, memory watched: `npm run fuzz [packets] [seed]`. */
import { fuzz } from './fuzz'

const packets = Number(process.argv[2] ?? 1_000_000)
const seed = Number(process.argv[3] ?? 1)
const slice = 100_000
let answered = 0
let wrong = 0
const faults: string[] = []
const begun = Date.now()
for (let done = 0; done < packets; done += slice) {
  const result = fuzz(Math.min(slice, packets - done), seed + done)
  answered += result.answered
  wrong += result.wronglyAnswered
  faults.push(...result.faults)
  global.gc?.()
  console.log(`${done + slice} packets, ${answered} answered, ${faults.length} faults, heap ${Math.round(process.memoryUsage().heapUsed / 2 ** 20)} MB, ${Math.round((Date.now() - begun) / 1000)} s`)
}
for (const fault of faults.slice(0, 5)) console.log(fault)
process.exitCode = faults.length > 0 || wrong > 0 ? 1 : 0
