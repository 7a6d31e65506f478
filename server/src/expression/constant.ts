/** What a text of an expression comes to without any packet. */
import { compileString, EvaluationFault } from './compile'
import type { Subject } from './subject'
import type { StringExpression } from './syntax'
import { partsOf } from './walk'

const ofPackets: ReadonlySet<string> = new Set(['option', 'field', 'vendor-enterprise', 'vendor-class-enterprise', 'vendor-class-data', 'relay6-address', 'member', 'option-exists'])

/** A byte string; undefined where it depends on the packet, or cannot be evaluated. */
export function constantOf(expression: StringExpression): string | undefined {
  for (const part of partsOf(expression)) if (ofPackets.has(part.kind)) return undefined
  try {
    return compileString(expression)({} as Subject)
  } catch (error) {
    if (error instanceof EvaluationFault) return undefined
    throw error
  }
}
