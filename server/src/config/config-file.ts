/** A parsed file: its tree, what the text itself has wrong, and which daemon reads it. */
import type { Text } from '../text/text'
import type { Source, Span } from './source'
import type { ObjectNode, Node } from './tree'

export type Daemon = 'dhcp4' | 'dhcp6' | 'ddns' | 'agent' | 'netconf'

export const daemonKeys: Readonly<Record<string, Daemon>> = {
  Dhcp4: 'dhcp4',
  Dhcp6: 'dhcp6',
  DhcpDdns: 'ddns',
  'Control-agent': 'agent',
  Netconf: 'netconf',
}

/** What is wrong with the text before anybody asks what it means. */
export interface SyntaxProblem {
  readonly code: SyntaxCode
  readonly at: Span
  readonly message: Text
  readonly help: Text
  readonly related?: readonly { readonly at: Span; readonly message: Text }[]
  /** What would undo the slip, where the text behind the problem alone does not tell. */
  readonly cures?: readonly Cure[]
}

/** A change of the text as it is written; its places move with the text like the problem's own. */
export interface Cure {
  readonly title: Text
  readonly edits: readonly { readonly at: Span; readonly text: string }[]
  /** Nothing else can be meant. */
  readonly isSure: boolean
}

export type SyntaxCode =
  | 'missing-comma'
  | 'missing-colon'
  | 'missing-quote'
  | 'missing-value'
  | 'missing-brace'
  | 'unexpected-text'
  | 'trailing-comma'
  | 'duplicate-key'
  | 'bad-string'
  | 'bad-number'
  | 'bad-word'
  | 'comment-not-closed'
  | 'include-not-found'
  | 'include-not-here'
  | 'include-cycle'
  | 'include-malformed'
  | 'include-relative'
  | 'empty-file'
  | 'template-placeholder'
  | 'byte-order-mark'

export interface Include {
  /** Where the directive stands. */
  readonly at: Span
  /** The name as written. */
  readonly name: string
  /** The file it was found in; undefined when there is none. */
  readonly uri: string | undefined
  readonly source: Source | undefined
}

export interface ConfigFile {
  readonly uri: string
  readonly source: Source
  readonly root: Node | undefined
  readonly daemon: Daemon | undefined
  /** The map below the daemon's key: what `Dhcp4`, `Control-agent`, … hold. */
  readonly body: ObjectNode | undefined
  readonly problems: readonly SyntaxProblem[]
  /** Also those that are not told, because they seem to follow from another. */
  readonly slips: readonly SyntaxProblem[]
  readonly includes: readonly Include[]
  /** Brackets or quotes do not match, and the tree is the likeliest reading of the text. */
  readonly guessed: boolean
  /** The tree is that of the text with a few signs put in or left out. */
  readonly repaired: boolean
  /** From this offset on, not even a likely reading was found: what a rule finds there may follow from the slip before. */
  readonly doubtfulFrom: number
}
