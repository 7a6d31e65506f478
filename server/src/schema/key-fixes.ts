/** What cures a key that the map may not hold: the one that is meant, the one that has its place in the release, or none. */
import { Written, indentAt, layoutOf } from '../config/layout'
import { distance } from '../config/nearest'
import type { Release } from '../config/release'
import { addMember, removeMember, renameKey, replaceValue } from '../config/rewrite'
import type { TextEdit } from '../config/rewrite'
import { member, plain } from '../config/tree'
import type { Member, Node, ObjectNode } from '../config/tree'
import { fix } from '../config/fix'
import type { Fix } from '../config/fix'
import { say } from '../text/text'
import { accepts } from './accepts'
import { propertyOf } from './finding'
import { knownIn } from './schemas'
import type { MapSchema, PropertySchema } from './schemas'
import { typeFixes } from './value-fixes'

/** The keys that a slip of the fingers could have meant, as far as they take the value. One that is the only one is sure where Kea hears of the key at all. */
export function misspeltFixes(one: Member, map: ObjectNode, near: readonly string[], schema: MapSchema, release: Release, isHeard: boolean): Fix[] {
  const [first] = near
  const steps = first === undefined ? 0 : distance(one.key, first)
  const ties = near.filter((key) => distance(one.key, key) === steps)
  // One letter more or less at the end is a likelier slip than another beginning.
  const longer = ties.filter((key) => key.startsWith(one.key) || one.key.startsWith(key))
  const nearest = longer.length > 0 ? longer : ties
  // A key of a few letters is near to many words.
  const isSure = isHeard && near.length === 1 && (steps === 0 || one.key.length > 5)
  const needed = neededIn(schema, release)
  return [...nearest.flatMap((key) => renamed(one, map, key, schema, release, isSure)), ...(near.some((key) => needed.includes(key)) ? [] : removal(one, map))]
}

export function removal(one: Member, map: ObjectNode): Fix[] {
  // What is left empty is rarely what Kea takes.
  return map.members.length > 1 ? fix(say`Remove "${one.key}"`, removeMember(map, one)) : []
}

/** Under the other key, with the value in its form. */
function renamed(one: Member, map: ObjectNode, key: string, schema: MapSchema, release: Release, isSure: boolean): Fix[] {
  const property = propertyOf(schema, key)
  if (!property || !knownIn(property, release) || member(map, key) || !one.value) return []
  const edits = valueEdits(one, one.value, key, property, release)
  return edits ? fix(say`Change it to "${key}"`, [...renameKey(one, key), ...edits], isSure) : []
}

/** Keys that the map may not be without, or of which one has to be there. */
export function neededIn(schema: MapSchema, release: Release): readonly string[] {
  const own = schema['x-kea-by-release']?.[release]
  return [...(own?.required ?? schema.required ?? []), ...(own?.anyOf ?? schema.anyOf ?? []).flatMap((one) => one.required ?? [])]
}

/** `replacement`: as the schemas tell it: a key, several, or one "(beside …)" the map. */
export function replacedFixes(one: Member, map: ObjectNode, replacement: string | undefined, schema: MapSchema, release: Release, isSure: boolean): Fix[] {
  const modes = one.key === 'reservation-mode' ? modeFixes(one, map, isSure) : []
  if (modes.length > 0) return modes
  const outside = /^([\w-]+) \(beside/.exec(replacement ?? '')?.[1]
  if (outside !== undefined) return outwardFixes(one, map, outside, isSure)
  return replacement === undefined ? [] : renamed(one, map, replacement, schema, release, isSure)
}

/** What the value becomes under the other key; undefined where it says nothing that the other key can. */
function valueEdits(one: Member, value: Node, key: string, property: PropertySchema, release: Release): TextEdit[] | undefined {
  const form = otherForm(one.key, key, value)
  if (form !== undefined) return replaceValue(value, form)
  if (property.type === 'array' && value.kind !== 'array') {
    if (!accepts(property, [plain(value)], release)) return undefined
    // Brackets around it, so that it keeps its comments.
    const { source, start, end } = value
    const isLong = source.text.slice(start, end).includes('\n')
    const { lineEnd, step } = layoutOf(source)
    const indent = indentAt(source, start)
    if (!isLong) return [{ source, start, end: start, text: '[ ' }, { source, start: end, end, text: ' ]' }]
    const deeper = [...source.text.slice(start, end).matchAll(/\r?\n(?!\r?\n)/g)].map((line): TextEdit => ({ source, start: start + line.index + line[0].length, end: start + line.index + line[0].length, text: step }))
    return [{ source, start, end: start, text: `[${lineEnd}${indent}${step}` }, ...deeper, { source, start: end, end, text: `${lineEnd}${indent}]` }]
  }
  if (property.type !== 'array' && value.kind === 'array') {
    const [item, ...others] = value.items
    const { source, start, end } = value
    if (!item || others.length > 0 || item.source !== source || /[#/]/.test(source.text.slice(start, item.start) + source.text.slice(item.end, end))) return undefined
    return accepts(property, plain(item), release) ? replaceValue(value, new Written(source.text.slice(item.start, item.end))) : undefined
  }
  if (accepts(property, plain(value), release)) return []
  // "4000" under a name that is misspelt too.
  return property.type === undefined ? undefined : typeFixes(value, property.type, property, release).find((one) => one.isSure)?.edits.slice()
}

const resolution = 'ddns-use-conflict-resolution'
const resolutionMode = 'ddns-conflict-resolution-mode'

/** Where both keys say the same in other words. */
function otherForm(from: string, to: string, value: Node): unknown {
  if (from === resolution && to === resolutionMode && value.kind === 'boolean') return value.value ? 'check-with-dhcid' : 'no-check-with-dhcid'
  if (from === resolutionMode && to === resolution && value.kind === 'string') return value.value === 'check-with-dhcid' ? true : value.value === 'no-check-with-dhcid' ? false : undefined
  return undefined
}

/** The table of Kea's manual, as reservation-mode went. */
const modes: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  'disabled': { 'reservations-global': false, 'reservations-in-subnet': false },
  'off': { 'reservations-global': false, 'reservations-in-subnet': false },
  'global': { 'reservations-global': true, 'reservations-in-subnet': false },
  'out-of-pool': { 'reservations-global': false, 'reservations-in-subnet': true, 'reservations-out-of-pool': true },
  'all': { 'reservations-global': false, 'reservations-in-subnet': true, 'reservations-out-of-pool': false },
}

function modeFixes(one: Member, map: ObjectNode, isSure: boolean): Fix[] {
  const { value, keySpan } = one
  const flags = value?.kind === 'string' && Object.hasOwn(modes, value.value) ? modes[value.value] : undefined
  if (!value || !flags || keySpan.source !== value.source || Object.keys(flags).some((key) => member(map, key))) return []
  const { source } = value
  const isOwnLine = source.lineText(source.positionAt(keySpan.start).line).trimStart().startsWith(source.text.slice(keySpan.start, keySpan.end))
  const gap = isOwnLine ? layoutOf(source).lineEnd + indentAt(source, keySpan.start) : ' '
  const text = Object.entries(flags).map(([key, flag]) => `"${key}": ${String(flag)}`).join(`,${gap}`)
  return fix(say`Change it to ${Object.entries(flags).map(([key, flag]) => `"${key}": ${String(flag)}`).join(', ')}`, [{ source, start: keySpan.start, end: value.end, text }], isSure)
}

function outwardFixes(one: Member, map: ObjectNode, key: string, isSure: boolean): Fix[] {
  const outer = map.parent
  const taken = removeMember(map, one)
  if (outer?.kind !== 'object' || !one.value || member(outer, key) || !taken) return []
  const { source, start, end } = one.value
  const home = outer.members[map.index]
  const added = home && addMember(outer, key, new Written(source.text.slice(start, end)), { before: home })
  return added ? fix(say`Move it beside "${home.key}" as "${key}"`, [...added, ...taken], isSure) : []
}
