/** The model check: thousands of random lives of a pair. One that fails is lived again by its seed, with `live(seed).log`. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { live } from './model-check'

const root = process.env['KEA_PROJECT'] ?? process.cwd()
const lives = Number(process.env['KEA_LIVES'] ?? (process.env['CI'] === 'true' ? 10_000 : 1000))
const first = Number(process.env['KEA_SEED'] ?? 1)

interface Share {
  readonly acknowledged: number
  readonly count: number
  readonly wrong: readonly { readonly seed: number; readonly faults: readonly string[] }[]
}

/** Lives for one process: few enough that it is soon told who failed. */
const batch = 500

/** A process that Node itself brings down says nothing of the lives in it: they are tried once more. */
async function liveMany(from: number, to: number, mayCrash = true): Promise<Share> {
  const child = spawn(process.execPath, [path.join(root, 'out/tests/server/test/ha/model-lives.cjs'), String(from), String(to)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let errors = ''
  child.stdout.on('data', (part: Buffer) => (out += part.toString()))
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()))
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.once('close', (...end) => resolve(end)))
  if (code === 0) return JSON.parse(out) as Share
  if (signal !== null && mayCrash) return liveMany(from, to, false)
  throw new Error(`lives ${from} to ${to} ended with ${code ?? signal ?? ''}: ${errors.slice(-3000)}`)
}

test(`${lives} lives of a pair: no address is with two clients, no lease is lost, the pair always recovers`, async (context) => {
  const shares: Share[] = []
  let next = first
  const work = async (): Promise<void> => {
    for (let from = next; from < first + lives; from = next) {
      next = Math.min(from + batch, first + lives)
      shares.push(await liveMany(from, next - 1))
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  const wrong = shares.flatMap((share) => share.wrong)
  const acknowledged = shares.reduce((sum, share) => sum + share.acknowledged, 0)
  context.diagnostic(`${lives} lives, ${acknowledged} leases acknowledged`)
  assert.deepEqual(wrong, [])
  assert.ok(acknowledged > lives * 10, 'clients get leases')
})

test('a life is the same each time it is lived', () => {
  assert.deepEqual(live(7).log, live(7).log)
})
