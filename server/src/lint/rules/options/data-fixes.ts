/** Data of an option as people write it elsewhere, in the form that Kea takes: whatever is offered is read as Kea reads it before. */
import { topSpace } from '../../../options/definition'
import { definitionOf } from './labels'
import { booleanOf, plain, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { isFault } from '../../../options/definition'
import { readOptionData } from '../../../options/configured'
import { changeTo, removeKey, setKey } from '../../fix'
import type { Fix } from '../../fix'
import { definitionsFor } from '../../option-reading'
import type { Scope } from '../../scopes'

export function dataFixes(scope: Scope, entry: ObjectNode): Fix[] {
  const data = stringOf(entry, 'data')
  if (!data || data.value === '') return []
  const separated = data.value.trim().split(/[;\s,]+/).join(', ')
  // Where values go one after the other, nothing else can be meant.
  const definition = definitionOf(entry, stringOf(entry, 'space')?.value ?? topSpace(scope.around.family), definitionsFor(scope))
  if (definition?.array === true && takes(scope, entry, { data: separated }) && separated !== data.value) return changeTo(data, separated, true)
  const isOctets = booleanOf(entry, 'csv-format')?.value === false
  if (isOctets && takes(scope, entry, { 'csv-format': true })) return removeKey(entry, 'csv-format').filter(() => takes(scope, entry, { 'csv-format': undefined }))
  const written = spellings(data.value, isOctets).filter((one) => one !== data.value && takes(scope, entry, { data: one }))
  const digits = data.value.replace(/^0x/i, '').replace(/[\s:.-]/g, '')
  const asOctets = !isOctets && /^0x/i.test(data.value) && /^(?:[0-9a-f]{2})+$/i.test(digits) && takes(scope, entry, { 'csv-format': false })
  return [...[...new Set(written)].slice(0, 2).flatMap((one) => changeTo(data, one)), ...(asOctets ? setKey(entry, 'csv-format', false) : [])]
}

function spellings(data: string, isOctets: boolean): string[] {
  const bare = data.trim().replace(/^'(.*)'$/s, '$1')
  if (isOctets) return [bare.replace(/[^0-9a-fA-F]/g, '').replace(/^0x/i, ''), `'${bare}'`]
  const yes = /^(yes|on|enabled?|1)$/i.test(bare) ? ['true'] : /^(no|off|disabled?|0)$/i.test(bare) ? ['false'] : []
  return [
    ...yes,
    bare,
    bare.toLowerCase(),
    // A prefix length behind addresses, a scheme and a path around a name.
    bare.replace(/\/\d+(?=\s*(?:,|$))/g, ''),
    bare.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/, ''),
    // Routes as other servers have them.
    bare.replace(/\s*(?:via|->|=>|→)\s*/g, ' - '),
    bare.replace(/\.{2,}/g, '.'),
    // Zeros before numbers, and units behind them.
    bare.replace(/(^|[\s,.])0+(?=\d)/g, '$1'),
    ...(/^\d+\s*(?:s|sec|seconds?|bytes?)$/i.test(bare) ? [String(parseInt(bare, 10))] : []),
  ]
}

/** Whether Kea reads the entry with these values in place of its own. */
export function takes(scope: Scope, entry: ObjectNode, changes: Readonly<Record<string, unknown>>): boolean {
  const map = { ...(plain(entry) as Readonly<Record<string, unknown>>), ...changes }
  return !isFault(readOptionData(map, definitionsFor(scope), { isGlobal: scope.kind === 'global' }))
}
