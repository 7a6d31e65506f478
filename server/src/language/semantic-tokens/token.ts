/** A coloured stretch of a file, by what Kea makes of it. */

/** The names of LSP's standard legend; an editor's themes know them. */
export const tokenTypes = ['property', 'enumMember', 'class', 'type', 'namespace', 'variable', 'number', 'string', 'regexp', 'function', 'keyword', 'operator'] as const
export type TokenType = (typeof tokenTypes)[number]

/** Standard ones, and `unknown`: Kea does not know the key in this place. */
export const tokenModifiers = ['declaration', 'deprecated', 'defaultLibrary', 'unknown'] as const
export type TokenModifier = (typeof tokenModifiers)[number]

export interface Token {
  readonly start: number
  readonly end: number
  readonly type: TokenType
  readonly modifiers: readonly TokenModifier[]
}

/** Told in the order of the text. */
export type Tell = (start: number, end: number, type: TokenType, ...modifiers: TokenModifier[]) => void
