/** Tokens as LSP sends them: five numbers each, told from the one before. */
import type { SemanticTokensEdit, SemanticTokensLegend } from 'vscode-languageserver'
import type { Source } from '../../config/source'
import { tokenModifiers, tokenTypes } from './token'
import type { Token } from './token'

export const legend: SemanticTokensLegend = { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] }

export function encoded(source: Source, tokens: readonly Token[]): number[] {
  const data: number[] = []
  let line = 0
  let character = 0
  for (const { start, end, type, modifiers } of tokens) {
    const at = source.positionAt(start)
    const bits = modifiers.reduce((sum, one) => sum | (1 << tokenModifiers.indexOf(one)), 0)
    data.push(at.line - line, at.line === line ? at.character - character : at.character, end - start, tokenTypes.indexOf(type), bits)
    line = at.line
    character = at.character
  }
  return data
}

/** One exchange of numbers that makes the later tokens of the earlier ones: what is before and behind an edit is told from its neighbour and stays. */
export function editBetween(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let tail = 0
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  if (start === before.length && start === after.length) return []
  return [{ start, deleteCount: before.length - start - tail, data: after.slice(start, after.length - tail) }]
}
