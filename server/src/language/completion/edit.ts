/** A proposal as an item of the protocol: quotes, colons and commas as the text around the cursor needs them. */
import { CompletionItemTag, InsertReplaceEdit, InsertTextFormat, InsertTextMode, TextEdit } from 'vscode-languageserver-types'
import type { CompletionItem, Range } from 'vscode-languageserver-types'
import type { Translate } from '../../text/text'
import { hasStops, plainText, snippetText } from './proposal'
import type { Piece, Proposal } from './proposal'
import type { Spot } from './spot'
import type { Token } from './text-before'

/** What the editor can do, and its user wants. */
export interface Abilities {
  readonly snippets: boolean
  readonly insertReplace: boolean
  readonly tags: boolean
  readonly adjustsIndentation: boolean
  /** A command that opens the list anew. */
  readonly suggestCommand: string | undefined
}

export function itemOf(spot: Spot, proposal: Proposal, at: number, can: Abilities, translate: Translate): CompletionItem {
  const { source, word } = spot
  const range = (start: number, end: number): Range => ({ start: source.positionAt(start), end: source.positionAt(end) })
  const { lead, trail, comma } = proposal.part ? nothingAround : surroundings(spot)
  const pieces: Piece[] = [lead, ...proposal.pieces, trail].filter((one) => one !== '')
  const isSnippet = can.snippets && hasStops(proposal.pieces)
  const newText = isSnippet ? snippetText(pieces) : plainText(pieces)
  const span = proposal.part ?? { start: word.start, end: word.end }
  const full = range(span.start, span.end)
  const splits = can.insertReplace && span.end > spot.offset && (proposal.part !== undefined || word.form === 'bare')
  const elsewhere = [
    ...(comma === undefined ? [] : [TextEdit.insert(source.positionAt(comma), ',')]),
    ...(proposal.elsewhere ?? []).filter((one) => one.source.uri === source.uri).map((one) => TextEdit.replace(range(one.start, one.end), one.text)),
  ]
  return {
    label: proposal.label,
    kind: proposal.kind,
    ...(proposal.detail && { detail: translate(proposal.detail) }),
    sortText: `${String(proposal.rank ?? 10).padStart(2, '0')}${String(at).padStart(5, '0')}`,
    filterText: filterOf(spot, proposal, lead),
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(can.adjustsIndentation && newText.includes('\n') && { insertTextMode: InsertTextMode.adjustIndentation }),
    textEdit: splits ? InsertReplaceEdit.create(newText, range(span.start, spot.offset), full) : TextEdit.replace(full, newText),
    ...(elsewhere.length > 0 && { additionalTextEdits: elsewhere }),
    ...(proposal.isDeprecated && can.tags && { tags: [CompletionItemTag.Deprecated] }),
    ...(proposal.isPreferred && { preselect: true }),
    ...(proposal.asksOn && isSnippet && can.suggestCommand !== undefined && { command: { title: '', command: can.suggestCommand } }),
    ...(proposal.about && { data: proposal.about }),
  }
}

/** Editors compare it with the text that is replaced, up to the cursor. */
function filterOf({ word, source, offset }: Spot, proposal: Proposal, lead: string): string {
  const bare = proposal.filter ?? proposal.label
  if (proposal.part) return source.text.slice(proposal.part.start, offset).startsWith("'") ? `'${bare}` : bare
  // With a comma before it, nothing is typed yet.
  return lead !== '' && word.form === 'none' ? bare : word.form === 'quoted' ? `"${bare}"` : bare
}

interface Around {
  readonly lead: string
  readonly trail: string
  /** Where a comma is missing before it, away from what is replaced. */
  readonly comma: number | undefined
}

const nothingAround: Around = { lead: '', trail: '', comma: undefined }

function surroundings(spot: Spot): Around {
  const { previous, next, word, source } = spot
  switch (spot.role) {
    case 'top':
      return nothingAround
    case 'value':
      return { lead: spot.needsColon ? ': ' : previous?.end === word.start ? ' ' : '', trail: beginsEntry(next) ? ',' : '', comma: undefined }
    case 'key':
    case 'item': {
      const isMissing = previous !== undefined && endsEntry(previous)
      const touches = isMissing && previous.end === word.start
      return {
        lead: touches ? `,${source.text[word.start - 1] === '\n' ? '' : ' '}` : '',
        trail: !spot.hasValue && beginsEntry(next) ? ',' : '',
        comma: isMissing && !touches ? previous.end : undefined,
      }
    }
  }
}

const endings: ReadonlySet<Token['kind']> = new Set(['}', ']', 'string', 'number', 'word', 'include'])
const beginnings: ReadonlySet<Token['kind']> = new Set(['{', '[', 'string', 'number', 'word', 'include', 'placeholder'])

function endsEntry(token: Token): boolean {
  return endings.has(token.kind)
}

function beginsEntry(token: Token | undefined): boolean {
  return token !== undefined && beginnings.has(token.kind)
}
