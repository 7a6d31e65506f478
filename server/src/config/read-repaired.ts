/** Reads a text as it is; where signs are missing or too many, reads it again as it was probably meant. */
import { buildTree } from './build-tree'
import type { Built } from './build-tree'
import { daemonKeys } from './config-file'
import type { SyntaxProblem } from './config-file'
import { mapOffset, mapProblem, mapSpan, mapTree } from './map-back'
import { removalsNear, repairBracket, repairQuotes } from './repair'
import type { Repair } from './repair'
import type { Source } from './source'
import type { OpenInclude } from './token-stream'
import type { Node } from './tree'

/** Longer texts get their problems where Kea finds them, without a search for the place that a person would name. */
const longestRepaired = 1_000_000
const mostBrackets = 12
/** Characters read again at the most while single signs are left out one by one: a fraction of a second. */
const removalBudget = 3_000_000

interface Attempt {
  readonly built: Built
  readonly applied: readonly Repair[]
  /** What to tell of the repairs, in places of the text as written. */
  readonly told: readonly SyntaxProblem[]
}

/** Slips of the shape, which bring up others behind them; a comma too many or a key given twice does not. */
export function isStructural(problem: SyntaxProblem): boolean {
  return ['missing-brace', 'unexpected-text', 'missing-value', 'missing-colon'].includes(problem.code)
}

/** Problems of several kinds, or on one line, may come from one sign; the same kind on two lines is the same slip made twice. */
export function seemsOneSlip(problems: readonly SyntaxProblem[]): boolean {
  const shape = problems.filter((one) => isStructural(one) || one.code === 'missing-comma')
  const kinds = new Set(shape.map((one) => one.code))
  const lines = new Set(shape.map((one) => one.at.source.positionAt(one.at.start).line))
  return shape.length > 1 && (kinds.size > 1 || kinds.has('unexpected-text') || lines.size < shape.length)
}

export function mayBeRepaired(source: Source): boolean {
  return source.length <= longestRepaired
}

export function readWithRepairs(source: Source, openInclude: OpenInclude): Built {
  const asWritten: Attempt = { built: buildTree(source, openInclude), applied: [], told: [] }
  const { problems, unbalanced } = asWritten.built
  const isBroken = unbalanced || problems.some((one) => one.code === 'missing-quote') || seemsOneSlip(problems)
  if (!isBroken || !mayBeRepaired(source)) return asWritten.built
  const original = source.text
  let best = better(withMissingSigns(source, openInclude, asWritten), asWritten)
  source.replaceText(original)
  if (costOf(best) > 1) best = withoutOneSign(source, openInclude, asWritten, best)
  source.replaceText(original)
  return best.applied.length === 0 ? asWritten.built : asItWasWritten(best, source)
}

/** The fewer findings the likelier; a text whose brackets match before one whose brackets do not. */
function costOf({ built, told }: Attempt): number {
  return built.problems.filter((one) => one.code !== 'trailing-comma').length + told.length + (built.unbalanced ? 1 : 0)
}

function better(one: Attempt, other: Attempt): Attempt {
  return costOf(one) <= costOf(other) ? one : other
}

function apply(source: Source, attempt: Attempt, repair: Repair): Attempt {
  const told = [...attempt.told, mapProblem(repair.problem, source, attempt.applied)]
  source.replaceText(source.text.slice(0, repair.at) + repair.text + source.text.slice(repair.at + repair.length))
  return { built: attempt.built, applied: [...attempt.applied, repair], told }
}

/** Puts in the quotes that lines lack, then the brackets that the indentation asks for. */
function withMissingSigns(source: Source, openInclude: OpenInclude, asWritten: Attempt): Attempt {
  let quoted = asWritten
  for (const repair of repairQuotes(source, asWritten.built.problems).sort((a, b) => b.at - a.at)) quoted = apply(source, quoted, repair)
  if (quoted !== asWritten) quoted = { ...quoted, built: buildTree(source, openInclude) }
  let bracketed = quoted
  for (let count = 0; bracketed.built.unbalanced && count < mostBrackets; count++) {
    const repair = repairBracket(source)
    if (!repair) break
    bracketed = { ...apply(source, bracketed, repair), built: buildTree(source, openInclude) }
  }
  return bracketed.built.unbalanced ? quoted : better(bracketed, quoted)
}

/** Leaves out one sign near the first problem, where that alone makes sense of more than was made so far. */
function withoutOneSign(source: Source, openInclude: OpenInclude, asWritten: Attempt, known: Attempt): Attempt {
  const original = source.text
  const tries = Math.max(4, Math.floor(removalBudget / (original.length + 1)))
  let best = known
  for (const repair of removalsNear(source, asWritten.built.problems).slice(0, tries)) {
    const attempt = apply(source, asWritten, repair)
    const built = buildTree(source, openInclude)
    source.replaceText(original)
    const tried = { ...attempt, built }
    if (costOf(tried) < costOf(best) && keepsRoot(built, asWritten.built)) best = tried
    if (costOf(best) === 1) break
  }
  return best
}

/** A daemon's map stays one: without the bracket around it there would be little left to find fault with. */
function keepsRoot({ root }: Built, { root: written }: Built): boolean {
  return !isOfDaemon(written) || isOfDaemon(root)
}

function isOfDaemon(root: Node | undefined): boolean {
  return root?.kind === 'object' && root.members.some(({ key }) => Object.hasOwn(daemonKeys, key))
}

function asItWasWritten({ built, applied, told }: Attempt, source: Source): Built {
  if (built.root) mapTree(built.root, source, applied)
  return {
    ...built,
    guessed: true,
    problems: [...told, ...built.problems.map((problem) => mapProblem(problem, source, applied))],
    includes: built.includes.map((include) => ({ ...include, at: mapSpan(include.at, source, applied) })),
    end: mapOffset(built.end, applied),
  }
}
