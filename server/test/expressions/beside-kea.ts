/** Expressions beside real Kea: which it takes, and where it finds the fault. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Release } from '../../src/config/release'
import { parseExpression } from '../../src/expression/parse'
import type { Parsed, ParseContext } from '../../src/expression/parse'
import { definitionsOf } from '../../src/options/definition'

export interface Difference {
  readonly text: string
  readonly kea: string
  readonly ours: string
}

export interface Compared {
  /** One takes what the other refuses. */
  readonly verdicts: readonly Difference[]
  /** Both refuse, at different characters. */
  readonly places: readonly Difference[]
  readonly refused: number
}

/** What we take is given to Kea many at a time: if it takes them all, all agree. */
const atOnce = 40

export function compareWithKea(oracle: string, release: Release, texts: readonly string[]): Compared {
  const folder = mkdtempSync(path.join(tmpdir(), 'kea-expressions-'))
  try {
    const ours = texts.map((text) => ({ text, parsed: parse(text, release) }))
    const taken = ours.filter(({ parsed }) => parsed.ok)
    const groups = Array.from({ length: Math.ceil(taken.length / atOnce) }, (_, at) => taken.slice(at * atOnce, (at + 1) * atOnce))
    const together = ask(oracle, release, folder, groups.map((group) => group.map(({ text }) => text)))
    const alone = [...ours.filter(({ parsed }) => !parsed.ok), ...groups.filter((_, at) => together[at] !== 'ok').flat()]
    const answers = ask(oracle, release, folder, alone.map(({ text }) => [text]))
    const verdicts: Difference[] = []
    const places: Difference[] = []
    let refused = 0
    for (const [at, { text, parsed }] of alone.entries()) {
      const kea = answers[at] ?? 'no answer'
      const said = parsed.ok ? 'taken' : `${parsed.start + 1}: ${String(parsed.message)}`
      if (kea !== 'ok') refused++
      if ((kea === 'ok') !== parsed.ok) verdicts.push({ text, kea, ours: said })
      else if (!parsed.ok && !isPlace(kea, text, parsed.start)) places.push({ text, kea, ours: said })
    }
    return { verdicts, places, refused }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The class `before` stands before the tests, `later` behind them. */
export function parse(text: string, release: Release): Parsed {
  const definitions = definitionsOf(release, [])
  const context: ParseContext = { release, family: 4, optionCode: (name) => definitions.byName('dhcp4', name)?.code, isClassDefined: (name) => name === 'before' }
  return parseExpression(text, 'boolean', context)
}

function ask(oracle: string, release: Release, folder: string, groups: readonly (readonly string[])[]): string[] {
  if (groups.length === 0) return []
  const files = groups.map((group, at) => {
    const file = path.join(folder, `${at}.json`)
    writeFileSync(file, JSON.stringify({ Dhcp4: { 'client-classes': [{ name: 'before' }, ...group.map((test, index) => ({ name: `c${index === 0 ? '' : index}`, test })), { name: 'later' }] } }))
    return file
  })
  const { stdout } = spawnSync(oracle, ['check', '-j2', release, ...files], { encoding: 'utf8', maxBuffer: 2 ** 27 })
  const answers = new Map(stdout.split('\n').map((line) => line.split('\t')).map(([file = '', , verdict = '', ...message]) => [file, verdict === 'ok' ? 'ok' : message.join(' ')]))
  return files.map((file) => answers.get(file) ?? 'no answer')
}

/** Kea counts octets of a line from 1, and blanks before an option's name to its place. */
function isPlace(kea: string, text: string, start: number): boolean {
  const [, line, column] = /error: <string>:(\d+)\.(\d+)/.exec(kea) ?? []
  if (line === undefined || /[\n\u0080-\uffff]/.test(text)) return true
  return Number(column) === start + 1
}
