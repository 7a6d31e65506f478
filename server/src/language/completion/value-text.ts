/** Values in words. */
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { unitText } from './documentation'

/** What a value is, with the unit of a number. */
export function numberText(what: Text, value: unknown, unit: string | undefined): Text {
  const inUnit = typeof value === 'number' ? unitText(unit) : undefined
  return inUnit ? say`${what}, in ${inUnit}` : what
}
