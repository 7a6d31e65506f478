/** From what the rules found, one after the other, to what is told: nothing twice, nothing that only follows, in the order of the text. */
import type { ConfigFile } from '../config/config-file'
import { withoutConsequences } from './consequences'
import type { Problem } from './problem'
import { textRules } from './text-rules'

export function toldOf(problems: readonly Problem[], files: readonly ConfigFile[], hide: (problems: readonly Problem[]) => readonly Problem[]): Problem[] {
  return withoutRepeats([...hide(withoutConsequences(withoutDoubtful(problems, files)))].sort(byPlace))
}

const textRuleIds: ReadonlySet<string> = new Set(textRules.map((rule) => rule.id))

/** Behind a slip that could not be made out, a rule would judge a tree that nobody wrote. */
function withoutDoubtful(problems: readonly Problem[], files: readonly ConfigFile[]): readonly Problem[] {
  const doubtful = new Map(files.filter((file) => file.doubtfulFrom !== Infinity).map((file) => [file.source, file.doubtfulFrom]))
  if (doubtful.size === 0) return problems
  return problems.filter(({ rule, at }) => textRuleIds.has(rule) || at.start < (doubtful.get(at.source) ?? Infinity))
}

function byPlace(one: Problem, other: Problem): number {
  return (
    compare(one.at.source.uri, other.at.source.uri) ||
    one.at.start - other.at.start ||
    one.at.end - other.at.end ||
    compare(one.rule, other.rule) ||
    compare(String(one.message), String(other.message))
  )
}

/** A file that two others include is checked with both. */
function withoutRepeats(sorted: Problem[]): Problem[] {
  return sorted.filter((one, at) => {
    const before = sorted[at - 1]
    return !before || byPlace(before, one) !== 0
  })
}

/** By code unit: the same order under every locale. */
function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
