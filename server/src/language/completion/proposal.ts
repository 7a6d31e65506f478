/** What completion proposes, before it is known what has to be written around it: a text with places to fill in. */
import type { CompletionItemKind } from 'vscode-languageserver-types'
import type { TextEdit } from '../../config/rewrite'
import type { Text } from '../../text/text'

/** A place to fill in: what stands there at first, or a choice of which the first stands there. Places of one name change together. */
export interface Stop {
  readonly stop: string
  readonly choices?: readonly string[]
  readonly name?: string
  /** Where the cursor ends. */
  readonly isLast?: true
}

export type Piece = string | Stop

export interface Proposal {
  readonly label: string
  /** As it stands in the file: with quotes where it is a text. */
  readonly pieces: readonly Piece[]
  readonly kind: CompletionItemKind
  /** Beside the label. */
  readonly detail?: Text | undefined
  /** Nearer ones come first; ten where left out. */
  readonly rank?: number
  readonly isDeprecated?: boolean
  readonly isPreferred?: boolean
  /** Matched with what is typed; the label where left out. */
  readonly filter?: string
  /** What a look at the item itself gets told; see documentation.ts. */
  readonly about?: About | undefined
  /** Only a part of the text in quotes is replaced: from and to, offsets of the source. */
  readonly part?: { readonly start: number; readonly end: number }
  /** Elsewhere in the file. */
  readonly elsewhere?: readonly TextEdit[]
  /** Its value is best chosen from what is offered next. */
  readonly asksOn?: boolean
}

/** What documentation is made from, sent to the editor and back. */
export type About =
  | { readonly of: 'key'; readonly family: string; readonly scope: string; readonly key: string }
  | { readonly of: 'option'; readonly space: string; readonly name: string; readonly code: number; readonly type: string; readonly array: boolean; readonly fields: readonly string[]; readonly managed: boolean }
  | { readonly of: 'value'; readonly scope: string; readonly key: string; readonly value: string }
  | { readonly of: 'word'; readonly word: string }

/** Without places to fill in; an empty map or list has one blank. */
export function plainText(pieces: readonly Piece[]): string {
  return pieces.map((one, at) => (typeof one !== 'string' ? (one.choices?.[0] ?? one.stop) : isEmptyPlace(pieces[at - 1]) ? one.replace(/^ /, '') : one)).join('')
}

function isEmptyPlace(piece: Piece | undefined): boolean {
  return typeof piece === 'object' && piece.isLast === true && piece.stop === ''
}

/** In the language of snippets, as the protocol has it. */
export function snippetText(pieces: readonly Piece[]): string {
  const numbers = new Map<string, number>()
  let last = 0
  return pieces
    .map((one) => {
      if (typeof one === 'string') return one.replace(/[\\$}]/g, '\\$&')
      if (one.isLast) return '$0'
      const known = one.name === undefined ? undefined : numbers.get(one.name)
      const number = known ?? ++last
      if (one.name !== undefined) numbers.set(one.name, number)
      if (known !== undefined) return `$${number}`
      if (one.choices) return `\${${number}|${one.choices.map((choice) => choice.replace(/[\\$},|]/g, '\\$&')).join(',')}|}`
      return one.stop === '' ? `$${number}` : `\${${number}:${one.stop.replace(/[\\$}]/g, '\\$&')}}`
    })
    .join('')
}

export function hasStops(pieces: readonly Piece[]): boolean {
  return pieces.some((one) => typeof one !== 'string')
}
