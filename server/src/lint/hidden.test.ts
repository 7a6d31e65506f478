/** No finding hides another: of two slips in one file, each is told as it is when it stands alone. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { noFiles, parseConfig } from '../config/parse'
import { createRandom } from '../../test/random'
import type { Slip } from '../../test/verdicts/mutation'
import { applied, describeSlip, drawSlip } from '../../test/verdicts/mutation'
import { defaultLintOptions, lint } from './run'

const project = process.env['KEA_PROJECT'] ?? process.cwd()
const pairs = 3000
/** They look from one place to another by a name: what they say truly depends on both. */
const ofNames = ['tsig-key-undefined', 'option-not-defined', 'unknown-option-name', 'class-not-defined-yet', 'expression-names-unknown-option', 'database-library-missing']

function goodFiles(): string[] {
  return readdirSync(path.join(project, 'test-fixtures/lint'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /good[^/]*\.conf$/.test(name) && !/include|template|\.part/.test(name))
    .sort()
    .map((name) => readFileSync(path.join(project, 'test-fixtures/lint', name), 'utf8'))
    .filter((text) => !/^#\s*release/.test(text))
}

/** Rules by which the text is said to be refused. */
function refusals(text: string): string[] {
  const { problems } = lint([parseConfig('file:///a.conf', text, noFiles)], { ...defaultLintOptions, each: true })
  return problems.filter(({ rule, refusedAt }) => refusedAt !== null && !ofNames.includes(rule)).map(({ rule, message }) => `${rule}: ${String(message)}`)
}

test('of two slips in one file each is told as when it stands alone', () => {
  const random = createRandom(4)
  const files = goodFiles()
  const hidden: string[] = []
  for (let at = 0; at < pairs; at++) {
    const text = files[random.below(files.length)] ?? ''
    const slips = [drawSlip(text, random), drawSlip(text, random)].filter((one): one is Slip => one !== undefined && isOfValues(one) && !repeatsAKey(one, text))
    const [one, other] = slips.sort((a, b) => a.start - b.start)
    if (!one || !other || areNear(one, other, text)) continue
    const both = refusals(applied(applied(text, other), one))
    for (const told of [...refusals(applied(text, one)), ...refusals(applied(text, other))]) {
      if (!both.includes(told)) hidden.push(`${told}\n   ${describeSlip(text, one)}\n   ${describeSlip(text, other)}`)
    }
  }
  assert.deepEqual(hidden, [])
})

/** Behind a bracket or a quote too many, a tree is a guess. */
function isOfValues({ kind }: Slip): boolean {
  return kind === 'key' || kind === 'value' || kind === 'number' || kind === 'entry'
}

/** Whether such a key is there twice then depends on the other slip. */
function repeatsAKey({ kind, text: written }: Slip, text: string): boolean {
  return kind === 'key' && text.includes(written)
}

/** In one member of the top-level map what one slip says may depend on the other: a pool on its subnet. */
function areNear(one: Slip, other: Slip, text: string): boolean {
  const { body } = parseConfig('file:///a.conf', text, noFiles)
  const homeOf = ({ start }: Slip): unknown => body?.members.find(({ keySpan, value }) => keySpan.start <= start && start <= (value?.end ?? keySpan.end))
  return homeOf(one) === undefined || homeOf(other) === undefined || homeOf(one) === homeOf(other)
}
