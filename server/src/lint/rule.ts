/** A rule is a small object that looks at one thing and reports what is wrong with it. */
import type { ConfigFile } from '../config/config-file'
import type { RefusedAt, Release } from '../config/release'
import type { Span } from '../config/source'
import type { Member, Node, ObjectNode, StringNode } from '../config/tree'
import type { Deployment, Host } from '../deployment/deployment'
import type { Grouping } from '../deployment/group'
import type { Text } from '../text/text'
import type { Fix } from './fix'
import type { Severity } from './problem'
import type { Scope, ScopeKind } from './scopes'

/** A place and not yet a span: what is kept of a finding moves with the text. */
export interface RelatedPlace {
  readonly at: Place
  readonly message: Text
}

export interface Finding {
  /** What is wrong, in one sentence. */
  readonly message: Text
  /** Why it matters and what to do. */
  readonly help: Text
  readonly refusedAt?: RefusedAt
  /** Where the server's surroundings decide whether it refuses the file: what has to be so that it does not, as the end of "unless …". */
  readonly refusedUnless?: Text
  /** Only where the rule's own severity does not fit this case. */
  readonly severity?: Severity
  readonly related?: readonly RelatedPlace[]
  /** What would cure it, the likeliest first. Called only when somebody asks, and before the text changes. */
  readonly fixes?: () => readonly Fix[]
}

/** `at` a value: the finding sits on it. `at` a member: on its key. `at` the opening: on the first bracket of a map or list. */
export type Place = Node | Member | { readonly opening: Node } | TextPart | { readonly span: Span; readonly within: Node | undefined }

/** Some characters of a text, counted from its first one. */
export interface TextPart {
  readonly text: StringNode
  readonly from: number
  readonly to: number
}

export type Report = (at: Place, finding: Finding) => void

export interface Target {
  readonly release: Release
}

/** What belongs to one file while its rules run. */
export interface FileTarget extends Target {
  /** What several rules look at is read once for all of them. */
  readOnce<T>(read: (file: ConfigFile, release: Release, readPart: ReadPart) => T): T
  readonly readPart: ReadPart
}

/** What is read of one map, such as a subnet, and of nothing around it. */
export type Reading<T> = (part: ObjectNode, release: Release) => T

/** What was read of a map is kept, from one run to the next, for as long as it stays the same object: an edit of a large file changes one of its many. */
export type ReadPart = <T>(read: Reading<T>, part: ObjectNode) => T

interface RuleBase {
  readonly id: string
  readonly severity: Severity
  /** The rule in one line, as a list of rules shows it. */
  readonly summary: string
  /** What happens to a service that runs with the mistake. */
  readonly why: string
  /** The section of Kea's manual: page and anchor, such as `hooks.html#hooks-high-availability`. */
  readonly manual: string
}

/** Looks at one file by itself. */
export interface FileRule extends RuleBase {
  readonly scope: 'file'
  /** What it reads of each subnet by `readPart`: of many subnets that is done beforehand, in steps. */
  readonly ofSubnets?: readonly Reading<unknown>[]
  check(file: ConfigFile, report: Report, target: FileTarget): void
}

/**
 * Looks at one scope, its inner maps and what it inherits. It may not look at other subnets or networks: what it finds
 * is kept for as long as the scope and what is around it stay the same.
 */
export interface ScopeRule extends RuleBase {
  readonly scope: 'scope'
  /** The kinds that it is called for. */
  readonly kinds: readonly ScopeKind[]
  /** Called only where the map itself has one of them; wherever the kind fits when left out. */
  readonly keys?: readonly string[]
  check(scope: Scope, report: Report): void
}

/** What is known beside a host: fixes may concern its partners. */
export interface HostTarget extends Target {
  readonly deployments: readonly Deployment[]
}

/** Looks at the files of one host: its kea-dhcp4 with its control agent. */
export interface HostRule extends RuleBase {
  readonly scope: 'host'
  check(host: Host, report: Report, target: HostTarget): void
}

/** Looks at the servers of one High Availability deployment together. */
export interface DeploymentRule extends RuleBase {
  readonly scope: 'deployment'
  check(deployment: Deployment, report: Report, target: Target): void
}

/** Looks at how the files were put together: what could belong to two deployments. */
export interface GroupingRule extends RuleBase {
  readonly scope: 'grouping'
  check(grouping: Grouping, report: Report, target: Target): void
}

export type Rule = FileRule | ScopeRule | HostRule | DeploymentRule | GroupingRule
