/** All parts of an expression, outer ones first. */
import type { Expression } from './syntax'

export function* partsOf(expression: Expression): Generator<Expression> {
  yield expression
  for (const inner of innerOf(expression)) yield* partsOf(inner)
}

function innerOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'not':
    case 'match':
    case 'substring':
    case 'convert':
      return [expression.operand]
    case 'and':
    case 'or':
    case 'equal':
    case 'concat':
      return [expression.left, expression.right]
    case 'split':
      return [expression.operand, expression.delimiters]
    case 'hexstring':
      return [expression.operand, expression.separator]
    case 'ifelse':
      return [expression.test, expression.then, expression.otherwise]
    default:
      return []
  }
}
