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

function liveMany(from: number, to: number, every: number): Promise<Share> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'out/tests/server/test/ha/model-lives.cjs'), String(from), String(to), String(every)], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let errors = ''
    child.stdout.on('data', (part: Buffer) => (out += part.toString()))
    child.stderr.on('data', (part: Buffer) => (errors += part.toString()))
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(out) as Share)
      else reject(new Error(errors.slice(-3000)))
    })
  })
}

test(`${lives} lives of a pair: no address is with two clients, no lease is lost, the pair always recovers`, async (context) => {
  const parts = availableParallelism()
  const shares = await Promise.all(Array.from({ length: parts }, (_, at) => liveMany(first + at, first + lives - 1, parts)))
  const wrong = shares.flatMap((share) => share.wrong)
  const acknowledged = shares.reduce((sum, share) => sum + share.acknowledged, 0)
  context.diagnostic(`${lives} lives, ${acknowledged} leases acknowledged`)
  assert.deepEqual(wrong, [])
  assert.ok(acknowledged > lives * 10, 'clients get leases')
})

test('a life is the same each time it is lived', () => {
  assert.deepEqual(live(7).log, live(7).log)
})
