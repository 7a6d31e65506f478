/** Every fix of every fixture is applied and the result judged again: the finding is gone, nothing new has come, comments are kept. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diskBehind, parsed, ruleCases } from '../../test/rule-fixtures'
import type { RuleCase } from '../../test/rule-fixtures'
import { applyEdits } from '../config/rewrite'
import type { TextEdit } from '../config/rewrite'
import { applyFixes, isSureFix } from './apply-fixes'
import type { Fix } from './fix'
import type { Problem } from './problem'
import { defaultLintOptions, lint } from './run'
import type { LintOptions } from './run'

/** Rules that say more once a finding of another rule is gone, and why. `rule of the fix → rule that may come up`. */
const mayFollow: Readonly<Record<string, readonly string[]>> = {
  // What is included is read only now.
  // What the key holds is looked at only now.
  'unknown-key': ['lease-cmds-missing'],
  'include-malformed': ['include-not-found', 'include-not-here', 'include-relative'],
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
        if ((left.get(key) ?? 0) > (known.get(key) ?? 0) && mayFollow[problem.rule]?.includes(one.rule) !== true) faults.push(`new: ${key}`)
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
    const fresh = result.problems.filter((one) => !known.has(keyOf(one)) && ![...sure].some((cause) => mayFollow[cause]?.includes(one.rule)))
    assert.deepEqual(fresh.map(keyOf), [], `${rule}/${name}`)
  }
})
