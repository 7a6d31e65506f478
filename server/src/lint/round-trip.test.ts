/** Every fix of every fixture is applied and the result judged again: the finding is gone, nothing new has come, comments are kept. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { diskBehind, parsed, ruleCases } from '../../test/rule-fixtures'
import type { RuleCase } from '../../test/rule-fixtures'
import { applyEdits } from '../config/rewrite'
import type { TextEdit } from '../config/rewrite'
import { applyFixes, isSureFix } from './apply-fixes'
import { samePlace } from './consequences'
import type { Fix } from './fix'
import type { Problem } from './problem'
import { defaultLintOptions, lint } from './run'
import type { LintOptions } from './run'

/** Beside what consequences.ts hides behind a finding: rules that say more once a finding of another rule is gone, and why. `rule of the fix → rule that may come up`. */
const mayFollow: Readonly<Record<string, readonly string[]>> = {
  // Clients of both servers are shared from then on.
  'ha-roles-impossible': ['ha-pools-not-split'],
  'ha-mode-differs': ['ha-pools-not-split'],
  // What the fix chooses is the slower way, and is told as such.
  'ha-port-of-agent': ['ha-single-threaded'],
  'ha-peer-auto-failover-differs': ['ha-auto-failover-off'],
  // Where updates are sent counts only now.
  'ddns-updates-off': ['ddns-server-differs'],
  // Its test is left to whoever knows what it is for.
  'class-not-defined': ['class-never-given'],
  // What is included is read only now.
  // What the key holds is looked at only now.
  'unknown-key': ['lease-cmds-missing'],
  'include-malformed': ['include-not-found', 'include-not-here', 'include-relative'],
}

function follows(cause: string, effect: string): boolean {
  return [mayFollow, samePlace].some((table) => table[cause]?.includes(effect) === true)
}

export interface Trip {
  readonly problem: Problem
  readonly fix: Fix
  /** What is wrong with the outcome. */
  readonly faults: string[]
}

function keyOf({ rule, message }: Problem): string {
  return `${rule} ${String(message)}`
}

function counts(problems: readonly Problem[], key: (problem: Problem) => string): Map<string, number> {
  const all = new Map<string, number>()
  for (const problem of problems) all.set(key(problem), (all.get(key(problem)) ?? 0) + 1)
  return all
}

/** The texts after a fix, by URI. */
export function textsAfter(edits: readonly TextEdit[]): Map<string, string> {
  const byUri = new Map<string, TextEdit[]>()
  for (const edit of edits) byUri.set(edit.source.uri, [...(byUri.get(edit.source.uri) ?? []), edit])
  return new Map([...byUri].map(([uri, list]) => [uri, applyEdits(list[0]?.source.text ?? '', list)]))
}

/** Applies each fix by itself. */
export function trips(texts: ReadonlyMap<string, string>, options: LintOptions): Trip[] {
  const before = lint(parsed(texts), options).problems
  const known = counts(before, keyOf)
  return before.flatMap((problem) =>
    (problem.fixes?.() ?? []).filter((fix) => fix.edits.length > 0).map((fix): Trip => {
      const faults: string[] = []
      const changed = textsAfter(fix.edits)
      const after = lint(parsed(texts, changed), options).problems
      const left = counts(after, keyOf)
      const stays = (one: Problem): boolean => one.rule === problem.rule && one.pointer === problem.pointer && String(one.message) === String(problem.message)
      if ((left.get(keyOf(problem)) ?? 0) >= (known.get(keyOf(problem)) ?? 0) && after.filter(stays).length >= before.filter(stays).length) faults.push('the finding is still there')
      for (const one of after) {
        const key = keyOf(one)
        if ((left.get(key) ?? 0) > (known.get(key) ?? 0) && !follows(problem.rule, one.rule)) faults.push(`new: ${key}`)
      }
      for (const edit of fix.edits) for (const comment of lostComments(edit)) faults.push(`lost: ${comment}`)
      return { problem, fix, faults }
    }),
  )
}

/** Comments in a stretch that is written anew. Those of an entry that is taken out go with it. */
function lostComments({ source, start, end, text }: TextEdit): string[] {
  if (text === '') return []
  const stretch = source.text.slice(start, end)
  return [...stretch.matchAll(/(?:^|[\s,{}[\]])((?:#|\/\/|\/\*)[^\n]*)/g)].map((one) => one[1] ?? '').filter((comment) => !text.includes(comment.trim()) && !stretch.startsWith('"'))
}

function show({ rule, name }: RuleCase, { problem, fix, faults }: Trip): string {
  const { line } = problem.at.source.positionAt(problem.at.start)
  return `${rule}/${name}:${line + 1} ${problem.rule}: ${String(fix.title)} → ${faults.join('; ')}`
}

const cases = ruleCases()

test('every fix of a fixture cures its finding and brings up no other', () => {
  const wrong: string[] = []
  const cured = new Set<string>()
  for (const one of cases) {
    for (const trip of trips(one.texts, { ...defaultLintOptions, release: one.release })) {
      if (trip.faults.length > 0) wrong.push(show(one, trip))
      else cured.add(trip.problem.rule)
      assert.doesNotMatch(String(trip.fix.title), /[.?!]$|undefined/, 'a title is no sentence')
    }
  }
  assert.deepEqual(wrong, [])
  assert.ok(cured.size > 40, `${cured.size} rules have fixes`)
})

test('"fix all" leaves nothing that has a sure fix, and brings up nothing', () => {
  for (const { rule, name, texts, release } of cases) {
    const options = { ...defaultLintOptions, release }
    const files = parsed(texts)
    const before = lint(files, options)
    const known = counts(before.problems, keyOf)
    const { result } = applyFixes({ files, options, environment: diskBehind(new Map()), isWanted: isSureFix })
    const left = result.problems.filter((problem) => problem.fixes?.().some((fix) => fix.isSure))
    assert.deepEqual(left.map(keyOf), [], `${rule}/${name}`)
    const sure = new Set(before.problems.filter((problem) => problem.fixes?.().some((fix) => fix.isSure)).map((one) => one.rule))
    const fresh = result.problems.filter((one) => !known.has(keyOf(one)) && ![...sure].some((cause) => follows(cause, one.rule)))
    assert.deepEqual(fresh.map(keyOf), [], `${rule}/${name}`)
  }
})

const oracle = process.env['KEA_ORACLE'] ?? ''
const corpus = process.env['KEA_CORPUS'] ?? ''

/** Of cases of one file that real Kea can read by itself, and whose refusals all have a sure fix: what is left of them. */
function cured(): { name: string; text: string; release: string }[] {
  return cases.flatMap(({ rule, name, texts, release }) => {
    const [text = ''] = texts.values()
    if (texts.size !== 1 || !name.startsWith('bad') || !['2.2', '2.6', '3.0'].includes(release) || /include|template|part/.test(name) || text.includes('<?include')) return []
    const options = { ...defaultLintOptions, release, each: true }
    const files = parsed(texts)
    if (files[0]?.daemon === 'dhcp6' || files[0]?.daemon === 'netconf') return []
    const isRefused = (problem: Problem): boolean => problem.refusedAt === '-t'
    if (!lint(files, options).problems.some(isRefused)) return []
    const { result, changed } = applyFixes({ files, options, environment: diskBehind(new Map()), isWanted: isSureFix })
    const after = changed.values().next().value?.text
    return after === undefined || result.problems.some(isRefused) ? [] : [{ name: `${rule}/${name}`, text: after, release }]
  })
}

test('real Kea takes what it refused before, once the sure fixes are applied', { skip: oracle === '' ? 'KEA_ORACLE names no real Kea' : false }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kea-fixed-'))
  try {
    const all = cured()
    assert.ok(all.length > 8, `${all.length} files`)
    for (const release of new Set(all.map((one) => one.release))) {
      const files = new Map(all.filter((one) => one.release === release).map(({ name, text }, at) => {
        const file = path.join(folder, `${release}-${at}.conf`)
        writeFileSync(file, text)
        return [file, name]
      }))
      const { stdout } = spawnSync(oracle, ['check', '-j', '2', release, ...files.keys()], { encoding: 'utf8', maxBuffer: 1e8 })
      const told = stdout.trim().split('\n').map((line) => line.split('\t'))
      assert.equal(told.length, files.size)
      for (const [file = '', , verdict, message] of told) assert.equal(verdict, 'ok', `${release} ${files.get(file) ?? ''}: ${message ?? ''}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder).sort().flatMap((name) => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? filesBelow(file) : [file]
  })
}

test('no fix of a real file brings up what Kea refuses, and "fix all" ends', { skip: corpus === '' ? 'KEA_CORPUS names no folder of real configurations' : false }, () => {
  const wrong: string[] = []
  let count = 0
  const seen = new Set<string>()
  for (const file of filesBelow(path.join(corpus, 'wild')).filter((name) => !/\.(tsv|md)$/.test(name))) {
    const text = readFileSync(file, 'utf8')
    if (seen.has(text) || text.length > 200_000) continue
    seen.add(text)
    const texts = new Map([[pathToFileURL(file).href, text]])
    const options = { ...defaultLintOptions, each: true }
    const refusals = (problems: readonly Problem[]): Map<string, number> => counts(problems.filter((one) => one.refusedAt === '-t'), ({ rule }) => rule)
    const files = parsed(texts)
    const before = lint(files, options)
    const known = refusals(before.problems)
    const tried = new Map<string, number>()
    for (const problem of before.problems) {
      // Of many findings of a rule in a file, some speak for all.
      const times = (tried.get(problem.rule) ?? 0) + 1
      tried.set(problem.rule, times)
      if (times > 3) continue
      // Behind brackets that do not match nothing was told yet.
      if (files.some((one) => one.doubtfulFrom !== Infinity) && problem.rule === 'missing-brace') continue
      for (const fix of (problem.fixes?.() ?? []).filter((one) => one.edits.length > 0)) {
        count++
        const after = lint(parsed(texts, textsAfter(fix.edits)), options).problems
        for (const [rule, number] of refusals(after)) if (number > (known.get(rule) ?? 0) && !follows(problem.rule, rule)) wrong.push(`${path.relative(corpus, file)} ${keyOf(problem)}: ${String(fix.title)} → ${rule}`)
      }
    }
    const { result } = applyFixes({ files, options, environment: diskBehind(new Map()), checked: before, isWanted: isSureFix })
    if (result.problems.some((problem) => problem.fixes?.().some(({ isSure, edits }) => isSure && edits.length > 0))) wrong.push(`${path.relative(corpus, file)}: something sure is left`)
    for (const [rule, number] of refusals(result.problems)) if (number > (known.get(rule) ?? 0) && [...known.keys()].every((cause) => !follows(cause, rule))) wrong.push(`${path.relative(corpus, file)}: fix all → ${rule}`)
  }
  assert.deepEqual(wrong, [])
  assert.ok(count > 200, `${count} fixes`)
})
