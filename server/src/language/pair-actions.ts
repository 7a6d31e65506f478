/** What a light bulb offers for a High Availability pair as a whole: the partner's file where it is missing, pools split between the two. */
import type { ConfigFile } from '../config/config-file'
import { subnetsOf, subnetsWhere } from '../config/dhcp4'
import type { Subnet } from '../config/dhcp4'
import type { Release } from '../config/release'
import type { TextEdit } from '../config/rewrite'
import type { ObjectNode } from '../config/tree'
import type { Grouping } from '../deployment/group'
import { relationshipsOf } from '../deployment/relationship'
import type { Relationship } from '../deployment/relationship'
import { subnetName } from '../lint/compare-sets'
import type { Problem } from '../lint/problem'
import type { Range } from '../net/ipv4'
import { say } from '../text/text'
import type { Text } from '../text/text'
import { partnerFiles } from './partner-file'
import type { PartnerFiles } from './partner-file'
import { openPools, rangeOf, sameSubnet, sharers, splitPools } from './split-pool'

export interface PairAction {
  readonly title: Text
  readonly kind: 'quickfix' | 'refactor' | 'refactor.rewrite'
  /** What it cures. */
  readonly problem?: Problem
  readonly edits: readonly TextEdit[]
  readonly creates: PartnerFiles['files']
}

export interface PairInput {
  /** The files that the document is part of. */
  readonly files: readonly ConfigFile[]
  readonly uri: string
  readonly start: number
  readonly end: number
  readonly grouping: Grouping
  readonly release: Release
  /** Of the rule about pools that are not split, in that range. */
  readonly problems: readonly Problem[]
  readonly exists: (uri: string) => boolean
}

export function pairActions(input: PairInput): PairAction[] {
  return input.files.flatMap((file) => relationshipsOf(file).flatMap((relationship) => [...creations(file, relationship, input), ...splits(file, relationship, input)]))
}

function creations(file: ConfigFile, relationship: Relationship, { grouping, exists, ...range }: PairInput): PairAction[] {
  if (!isIn(relationship.node, range)) return []
  return partnerFiles(file, relationship, grouping, exists).map(({ peer, files }) => ({
    title: files.length > 1 ? say`Create the files of "${peer}" from these (${files.length})` : say`Create the file of "${peer}" from this one`,
    kind: 'refactor' as const,
    edits: [],
    creates: files,
  }))
}

function splits(file: ConfigFile, relationship: Relationship, { grouping, release, problems, ...at }: PairInput): PairAction[] {
  const names = sharers(relationship)
  if (!names || file.daemon !== 'dhcp4') return []
  const deployment = grouping.deployments.find(({ servers }) => servers.some((one) => one.file === file))
  const files = [...new Set([file, ...(deployment && !deployment.hubAndSpoke ? deployment.servers.map((one) => one.file) : [])])]
  const action = (title: Text, subnetsIn: (file: ConfigFile) => readonly Subnet[], isMeant: (range: Range) => boolean, rest: Pick<PairAction, 'kind' | 'problem'>): PairAction[] => {
    const edits = once(files.flatMap((one) => splitPools(subnetsIn(one), isMeant, names, release)))
    return edits.length > 0 ? [{ title, edits, creates: [], ...rest }] : []
  }
  const [problem] = problems
  const all = problem ? action(say`Split every pool between ${names[0]} and ${names[1]}`, subnetsOf, () => true, { kind: 'quickfix', problem }) : []
  const [subnet] = subnetsWhere(file, (node) => isIn(node, at))
  const pools = subnet ? openPools(subnet) : []
  const pool = pools.find((one) => isIn(one, at)) ?? (pools.length === 1 ? pools[0] : undefined)
  const range = pool && rangeOf(pool)
  if (!subnet || pools.length === 0) return all
  const here = (one: ConfigFile): readonly Subnet[] => (one === file ? [subnet] : sameSubnet(one, subnet))
  const one = range
    ? action(say`Split this pool between ${names[0]} and ${names[1]}`, here, (its) => its.first === range.first && its.last === range.last, { kind: 'refactor.rewrite' })
    : action(say`Split the pools of ${subnetName(subnet)} between ${names[0]} and ${names[1]}`, here, () => true, { kind: 'refactor.rewrite' })
  return [...all, ...one]
}

/** A file that both servers include is changed once. */
function once(edits: readonly TextEdit[]): TextEdit[] {
  const seen = new Set<string>()
  return edits.filter(({ source, start }) => {
    const key = `${source.uri} ${start}`
    return !seen.has(key) && seen.add(key)
  })
}

function isIn({ source, start, end }: ObjectNode, at: { uri: string; start: number; end: number }): boolean {
  return source.uri === at.uri && start <= at.start && at.end <= end
}
