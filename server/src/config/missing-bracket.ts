/** Brackets that are missing: what is told of them, and how they are put in. */
import type { Cure, SyntaxProblem } from './config-file'
import { indentAt, layoutOf } from './layout'
import type { Source, Span } from './source'
import { say } from '../text/text'

/** One problem for all the brackets that are missing at one place; `opened` innermost first. */
export function missingBracketProblem(bracket: '}' | ']', at: Span, opened: readonly Span[]): SyntaxProblem {
  return {
    code: 'missing-brace',
    at,
    message:
      opened.length > 1
        ? say`${opened.length} closing brackets are missing, the first a ${bracket}.`
        : bracket === '}'
          ? say`A ${bracket} is missing: this map is never closed.`
          : say`A ${bracket} is missing: this list is never closed.`,
    help: say`Kea reports this where it gives up, often at the end of the file. Close the bracket behind the last entry that belongs inside.`,
    related: opened.map((open) => ({ at: open, message: say`opened here` })),
  }
}

/** Closes what was opened, innermost first, behind `at`: each in a line of its own where it was opened in another line. */
export function closingCure(source: Source, at: number, opened: readonly Span[], comma = false): Cure {
  const { lineEnd } = layoutOf(source)
  const { line, character } = source.positionAt(at)
  const brackets = opened.map((open) => {
    const bracket = source.text[open.start] === '{' ? '}' : ']'
    return source.positionAt(open.start).line === line ? ` ${bracket}` : `${lineEnd}${indentAt(source, open.start)}${bracket}`
  })
  const text = brackets.join('') + (comma ? ',' : '')
  const title = opened.length > 1 ? say`Put in the missing brackets` : say`Put in the ${brackets[0]?.trim() ?? ''}`
  // What the rest of the line holds, a comma or a comment, belongs to the entry before the bracket.
  const [rest, before] = /^([ \t]*)(?:,[ \t]*)?((?:#|\/\/).*)?$/.exec(source.lineText(line).slice(character)) ?? []
  if (rest === undefined || before === undefined || !text.startsWith(lineEnd)) return { title, edits: [{ at: { source, start: at, end: at }, text }], isSure: false }
  const hasComma = rest.slice(before.length).startsWith(',')
  const end = at + rest.trimEnd().length
  const edits = [{ at: { source, start: end, end }, text: hasComma && !comma ? `${text},` : text }]
  return { title, edits: hasComma && !comma ? [{ at: { source, start: at + before.length, end: at + before.length + 1 }, text: '' }, ...edits] : edits, isSure: false }
}
