/** An option with one value has no second one behind a comma. */
import { fix, partEdits } from '../../fix'
import type { Fix } from '../../fix'
import { replaceValue } from '../../../config/rewrite'
import type { StringNode } from '../../../config/tree'
import { stringOf } from '../../../config/tree'
import { definitionsFor, takenOptions } from '../../option-reading'
import type { ScopeRule } from '../../rule'
import { everyScope, optionLabel } from './labels'
import { valuesOf } from './option-values'
import { say } from '../../../text/text'

export const optionValuesIgnored: ScopeRule = {
  id: 'option-values-ignored',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data'],
  severity: 'warning',
  summary: 'An option has as many values as its definition.',
  why: 'Kea sends what stands before the comma, and drops the rest without a word.',
  manual: 'dhcp4-srv.html#dhcp4-option-types',

  check(scope, report) {
    for (const reading of takenOptions(scope)) {
      const definition = reading.option.definition
      const data = stringOf(reading.entry, 'data')
      if (!definition || !data || definition.array || definition.type === 'internal') continue
      const values = valuesOf(reading)
      const wanted = definition.type === 'record' ? definition.fields.length : 1
      const extra = values[wanted]?.value
      if (!extra) continue
      const isText = (definition.fields.at(-1) ?? definition.type) === 'string'
      report({ text: data, from: extra.from, to: values.at(-1)?.value.to ?? extra.to }, {
        message: say`${optionLabel(reading.entry, reading.space, definitionsFor(scope))} takes ${wanted === 1 ? say`one value` : say`${wanted} values`}: what stands here is not sent.`,
        help: isText ? say`A comma ends the text. Write a comma that belongs to it as \\\\, (two backslashes before it).` : say`A comma ends a value, and there is no more room behind it. Drop the rest.`,
        fixes: () => [...(isText ? escaped(data, values[wanted - 1]?.value.to ?? 0) : []), ...cutOff(data, values[wanted - 1]?.value.to ?? 0)],
      })
    }
  },
}

/** Commas from here on belong to the text. */
function escaped(data: StringNode, from: number): Fix[] {
  return fix(say`Let its commas belong to the text`, replaceValue(data, data.value.slice(0, from) + data.value.slice(from).replace(/(?<!\\),/g, '\\,')))
}

function cutOff(data: StringNode, from: number): Fix[] {
  return from > 0 ? fix(say`Remove what is not sent`, partEdits({ text: data, from, to: data.value.length }, '')) : []
}
