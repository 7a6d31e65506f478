/** What an expression of Kea consists of (ARM, "Using Expressions in Classification"); every part knows where it stands in the text. */

export interface Place {
  readonly start: number
  readonly end: number
}

export type Expression = BooleanExpression | StringExpression

export type BooleanExpression = Place &
  (
    | { readonly kind: 'not'; readonly operand: BooleanExpression }
    | { readonly kind: 'and' | 'or'; readonly left: BooleanExpression; readonly right: BooleanExpression; readonly short: boolean }
    | { readonly kind: 'equal'; readonly left: StringExpression; readonly right: StringExpression }
    | { readonly kind: 'member'; readonly name: string }
    | { readonly kind: 'match'; readonly pattern: string; readonly operand: StringExpression }
    | { readonly kind: 'option-exists'; readonly option: OptionAccess }
  )

const tests: ReadonlySet<string> = new Set(['not', 'and', 'or', 'equal', 'member', 'match', 'option-exists'] satisfies BooleanExpression['kind'][])

export function isTest(expression: Expression): expression is BooleanExpression {
  return tests.has(expression.kind)
}

export type StringExpression = Place &
  (
    | { readonly kind: 'literal'; readonly value: string }
    | { readonly kind: 'option'; readonly option: OptionAccess; readonly form: 'text' | 'hex' }
    | { readonly kind: 'field'; readonly field: PacketField }
    | { readonly kind: 'vendor-enterprise' | 'vendor-class-enterprise' }
    | { readonly kind: 'vendor-class-data'; readonly enterprise: number | undefined; readonly index: number }
    | { readonly kind: 'substring'; readonly operand: StringExpression; readonly from: number; readonly length: number | 'all' }
    | { readonly kind: 'split'; readonly operand: StringExpression; readonly delimiters: StringExpression; readonly field: number }
    | { readonly kind: 'concat'; readonly left: StringExpression; readonly right: StringExpression }
    | { readonly kind: 'ifelse'; readonly test: BooleanExpression; readonly then: StringExpression; readonly otherwise: StringExpression; readonly short: boolean }
    | { readonly kind: 'hexstring'; readonly operand: StringExpression; readonly separator: StringExpression }
    | { readonly kind: 'convert'; readonly to: Conversion; readonly operand: StringExpression }
    | { readonly kind: 'relay6-address' }
  )

export type PacketField =
  | 'iface' | 'src' | 'dst' | 'len'
  | 'mac' | 'hlen' | 'htype' | 'ciaddr' | 'giaddr' | 'yiaddr' | 'siaddr' | 'msgtype' | 'transid'
  | 'msgtype6' | 'transid6'

export const conversions = [
  'lcase', 'ucase', 'addrtotext', 'int8totext', 'int16totext', 'int32totext', 'uint8totext', 'uint16totext', 'uint32totext',
] as const
export type Conversion = (typeof conversions)[number]

/** Which option: by code, by code and sub-option, of a relay, of a vendor. */
export type OptionAccess =
  | { readonly of: 'packet'; readonly code: number; readonly sub: number | undefined }
  | { readonly of: 'relay6'; readonly level: number; readonly code: number }
  | { readonly of: 'vendor'; readonly enterprise: number | undefined; readonly sub: number | undefined }
  | { readonly of: 'vendor-class'; readonly enterprise: number | undefined }
