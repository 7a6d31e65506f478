/** `record-types` of an option's definition: types with commas between them. */
import { CompletionItemKind } from 'vscode-languageserver-types'
import { optionTypes } from '../../options/definition'
import { typeText } from '../option-fields'
import type { Proposal } from './proposal'
import type { Spot } from './spot'

export function recordTypeProposals({ word, source, offset }: Spot): Proposal[] {
  const types = optionTypes.filter((one) => one !== 'record' && one !== 'internal' && one !== 'empty')
  if (word.form !== 'quoted') return types.map((one) => ({ label: one, pieces: [JSON.stringify(one)], kind: CompletionItemKind.TypeParameter, detail: typeText(one) }))
  const before = source.text.slice(word.start + 1, offset)
  const behind = source.text.slice(offset, word.end)
  const start = offset - (/[\w-]*$/.exec(before)?.[0].length ?? 0)
  const end = offset + (/^[\w-]*/.exec(behind)?.[0].length ?? 0)
  return types.map((one) => ({ label: one, pieces: [one], kind: CompletionItemKind.TypeParameter, detail: typeText(one), part: { start, end } }))
}
