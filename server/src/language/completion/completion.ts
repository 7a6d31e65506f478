/** Completion of a Kea file: keys, values, ready-made entries, and what stands in expressions and lists of types. */
import type { CompletionItem, CompletionList } from 'vscode-languageserver-types'
import type { ConfigFile } from '../../config/config-file'
import { indentAt, layoutOf } from '../../config/layout'
import type { Release } from '../../config/release'
import type { Source } from '../../config/source'
import type { ObjectNode } from '../../config/tree'
import type { Translate } from '../../text/text'
import { itemOf } from './edit'
import type { Abilities } from './edit'
import { expressionPlace, expressionProposals } from './expression-values'
import { daemonProposals, keyProposals, keysPresent } from './keys'
import type { Circumstances, Memory } from './known'
import type { Piece, Proposal } from './proposal'
import { scopeAt, spotAt, mapOf } from './spot'
import type { Spot } from './spot'
import { skeletonProposals } from './skeletons'
import { laidOut } from './template-text'
import { memberTemplates, valueProposals } from './values'
import type { Setting } from './values'
import { subnetIdProposals } from './addresses'

export interface Request {
  readonly source: Source
  readonly offset: number
  /** The files that the document is, or is part of. */
  readonly wholes: readonly ConfigFile[]
  /** All files of the workspace. */
  readonly files: readonly ConfigFile[]
  readonly release: Release
  readonly can: Abilities
  /** Typed just now; undefined where the user asked. */
  readonly trigger: string | undefined
  readonly memory: Memory
  readonly translate: Translate
}

/** Longer lists are cut, and asked for again as more is typed. */
const mostItems = 3000

export function complete(request: Request): CompletionList {
  const seen = new Set<string>()
  const items: CompletionItem[] = []
  let isCut = false
  for (const file of request.wholes.length > 0 ? request.wholes : [undefined]) {
    const spot = spotAt(file, request.source, request.offset)
    if (!spot || !isWelcome(spot, request.trigger)) continue
    const all = proposalsAt(spot, request)
    const asked = all.length > mostItems ? all.filter((one) => near(one, spot)) : all
    isCut ||= all.length > mostItems
    for (const one of asked.slice(0, mostItems)) {
      const key = `${one.label} ${one.kind}`
      if (seen.has(key)) continue
      seen.add(key)
      items.push(itemOf(spot, withLayout(one, request), items.length, request.can, request.translate))
    }
  }
  return { isIncomplete: isCut, items }
}

function near({ label, filter }: Proposal, { word }: Spot): boolean {
  return (filter ?? label).toLowerCase().includes(word.typed.toLowerCase())
}

/** Signs that ask by being typed: each in its place only, so that Enter behind a bracket stays a line end. */
function isWelcome(spot: Spot, trigger: string | undefined): boolean {
  switch (trigger) {
    case undefined:
      return true
    case '"':
      return !spot.word.isBehind
    case ':':
      return spot.role === 'value' && spot.word.form === 'none'
    default:
      return spot.word.form === 'quoted' && !spot.word.isBehind
  }
}

function withLayout(proposal: Proposal, { source, offset, can }: Request): Proposal {
  if (!proposal.pieces.some((one) => typeof one === 'string' && one.includes('\n'))) return proposal
  const { step, lineEnd } = layoutOf(source)
  return { ...proposal, pieces: laidOut(proposal.pieces, step, lineEnd, can.adjustsIndentation ? '' : indentAt(source, offset)) }
}

function proposalsAt(spot: Spot, request: Request): Proposal[] {
  const around = circumstances(spot, request)
  // The value stands there already, behind the cursor.
  if (spot.role === 'value' && spot.word.form === 'none' && (spot.next?.kind === '{' || spot.next?.kind === '[')) return []
  if (spot.role === 'top') {
    const isEmpty = !spot.previous && !spot.next && spot.word.form !== 'quoted' && !(spot.file && spot.file.uri !== spot.source.uri)
    return isEmpty && request.can.snippets ? skeletonProposals(spot, around) : []
  }
  const scope = scopeAt(spot)
  if (!scope) return spot.role === 'key' && spot.levels.length === 1 ? daemonProposals(spot, request.release) : []
  const maps: readonly ObjectNode[] = spot.levels.filter((one) => one.kind === '{').flatMap((one) => mapOf(one) ?? [])
  const daemon = spot.file?.daemon
  if (daemon === undefined) return scope.name === '' || spot.role !== 'key' ? [] : keyProposals(spot, scope, request.release, () => undefined)
  const setting: Setting = { spot, scope, around, daemon, maps }
  if (spot.role === 'key') return keys(setting, request)
  if (spot.word.form === 'quoted' && !spot.word.isBehind) {
    const place = expressionPlace(scope, spot.key)
    if (place) return expressionProposals(spot, place, around, maps[0])
  }
  return valueProposals(setting)
}

function keys(setting: Setting, { can, release }: Request): Proposal[] {
  const { spot, scope, around, maps } = setting
  const level = spot.levels[0]
  const value = (key: string): readonly Piece[] | undefined => {
    if (key !== 'id' || (scope.name !== 'subnet4' && scope.name !== 'subnet6')) return undefined
    const [first] = subnetIdProposals(around, maps[0])
    return first && [{ stop: first.label }]
  }
  const all = keyProposals(spot, scope, release, value)
  if (!can.snippets || spot.hasValue || !level) return all
  const present = keysPresent(spot, level)
  return [...all, ...memberTemplates(setting, all.map((one) => one.label).filter((key) => !present.has(key)))]
}

function circumstances({ file }: Spot, { files, wholes, memory, release }: Request): Circumstances {
  const others = files.filter((one) => one !== file && one.daemon !== undefined && (!wholes.includes(one) || one.daemon === file?.daemon))
  return { release, own: file && file.daemon !== undefined ? memory.of(file) : undefined, others: others.map((one) => memory.of(one)) }
}
