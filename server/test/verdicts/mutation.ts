/** One slip in a correct file, of the kinds that people make. */
import { noFiles, parseConfig } from '../../src/config/parse'
import type { Member, Node } from '../../src/config/tree'
import type { Random } from '../random'

/** `text` in place of the characters from `start` to `end`. */
export interface Slip {
  readonly kind: 'key' | 'value' | 'number' | 'comma' | 'bracket' | 'quote' | 'entry' | 'swap'
  readonly start: number
  readonly end: number
  readonly text: string
}

type Cut = Omit<Slip, 'kind'>

/** undefined where the draw fell on something that the file does not have, or that changes nothing. */
export function drawSlip(text: string, random: Random): Slip | undefined {
  const { root } = parseConfig('file:///mutation.conf', text, noFiles)
  if (!root) return undefined
  const values = valuesBelow(root)
  const members = membersBelow(root)
  const kind = random.pick<Slip['kind']>(['key', 'key', 'value', 'value', 'number', 'comma', 'bracket', 'quote', 'entry'])
  const cut = cutOf(kind, text, values, members, random)
  return cut && text.slice(cut.start, cut.end) !== cut.text ? { kind, ...cut } : undefined
}

export function applied(text: string, slip: Slip): string {
  return text.slice(0, slip.start) + slip.text + text.slice(slip.end)
}

export function describeSlip(text: string, slip: Slip): string {
  const line = text.slice(0, slip.start).split('\n').length
  return `line ${line}: ${JSON.stringify(text.slice(slip.start, slip.end).slice(0, 60))} → ${JSON.stringify(slip.text.slice(0, 60))}`
}

/** Texts of values by their key, as some files have them. */
export type Values = ReadonlyMap<string, readonly string[]>

export function valuesOf(texts: readonly string[]): Values {
  const found = new Map<string, Set<string>>()
  for (const text of texts) {
    const { root } = parseConfig('file:///values.conf', text, noFiles)
    for (const { key, value } of root ? membersBelow(root) : []) {
      if (!value || value.kind === 'object' || value.end - value.start > 2000) continue
      found.set(key, (found.get(key) ?? new Set()).add(text.slice(value.start, value.end)))
    }
  }
  return new Map([...found].map(([key, set]) => [key, [...set]]))
}

/** A value that another file gives to the same key: of the right form, and perhaps not right here. */
export function drawSwap(text: string, values: Values, random: Random): Slip | undefined {
  const { root } = parseConfig('file:///mutation.conf', text, noFiles)
  const member = root && one(membersBelow(root).filter(({ key }) => (values.get(key)?.length ?? 0) > 1), random)
  const written = member && one(values.get(member.key) ?? [], random)
  if (!member?.value || written === undefined || text.slice(member.value.start, member.value.end) === written) return undefined
  return { kind: 'swap', ...spanOf(member.value), text: written }
}

function membersBelow(root: Node): Member[] {
  return valuesBelow(root).flatMap((value) => (value.kind === 'object' ? value.members : []))
}

function cutOf(kind: Slip['kind'], text: string, values: readonly Node[], members: readonly Member[], random: Random): Cut | undefined {
  switch (kind) {
    case 'key':
      return keyCut(one(members, random), members, random)
    case 'value':
      return valueCut(one(values, random), text, values, random)
    case 'number': {
      const number = one(values.filter((value) => value.kind === 'number'), random)
      return number && { ...spanOf(number), text: otherNumber(text.slice(number.start, number.end), random) }
    }
    case 'comma':
      return signCut(text, /,/g, [''], random) ?? undefined
    case 'bracket':
      return signCut(text, /[[\]{}]/g, ['', '[', ']', '{', '}'], random)
    case 'quote':
      return signCut(text, /"/g, ['', "'"], random)
    case 'entry':
      return entryCut(one(members, random), text, random)
    case 'swap':
      return undefined
  }
}

function one<T>(list: readonly T[], random: Random): T | undefined {
  return list[random.below(list.length)]
}

function spanOf({ start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return { start, end }
}

function keyCut(member: Member | undefined, members: readonly Member[], random: Random): Cut | undefined {
  if (!member) return undefined
  const key = random.below(3) === 0 ? (one(members, random)?.key ?? '') : misspelt(member.key, random)
  return { ...spanOf(member.keySpan), text: JSON.stringify(key) }
}

/** A letter left out, doubled, swapped or exchanged. */
function misspelt(word: string, random: Random): string {
  const at = random.below(Math.max(1, word.length))
  const letter = word.charAt(at)
  const made = random.pick<(from: number) => string>([() => '', () => letter + letter, () => `${word.charAt(at + 1)}${letter}`, () => String.fromCharCode(97 + random.below(26))])(at)
  const taken = made.length === 2 && made !== letter + letter ? 2 : 1
  return word.slice(0, at) + made + word.slice(at + taken)
}

function valueCut(value: Node | undefined, text: string, values: readonly Node[], random: Random): Cut | undefined {
  if (!value) return undefined
  const written = text.slice(value.start, value.end)
  const other = one(values.filter((each) => each.kind !== 'object' && each.kind !== 'array'), random)
  const replaced = random.pick<() => string>([
    () => (value.kind === 'string' ? JSON.stringify(misspelt(value.value, random)) : value.kind === 'boolean' ? String(!value.value) : written),
    () => (value.kind === 'string' ? JSON.stringify(misspelt(value.value, random)) : written),
    () => (other ? text.slice(other.start, other.end) : written),
    () => random.pick(['""', 'true', 'false', '0', '1', '-1', 'null', '{ }', '[ ]', '"x"', '1.5', '"0.0.0.0"', '"1"']),
  ])()
  return { ...spanOf(value), text: replaced }
}

function otherNumber(written: string, random: Random): string {
  const number = Number(written)
  return random.pick([String(number + 1), String(number - 1), String(-number), '0', String(number * 10), `${written}000000`, '4294967295', '4294967296', '65536', '256', `${written}.0`, `"${written}"`])
}

function signCut(text: string, sign: RegExp, replacements: readonly [string, ...string[]], random: Random): Cut | undefined {
  const found = one([...text.matchAll(sign)], random)
  if (!found) return undefined
  const written = random.below(3) === 0 ? found[0] + found[0] : random.pick(replacements)
  return { start: found.index, end: found.index + 1, text: written }
}

/** A member that goes, or stands twice. */
function entryCut(member: Member | undefined, text: string, random: Random): Cut | undefined {
  if (!member?.value || member.value.source !== member.keySpan.source) return undefined
  const written = text.slice(member.keySpan.start, member.value.end)
  if (random.below(2) === 0) return { start: member.value.end, end: member.value.end, text: `, ${written}` }
  const comma = /^\s*,/.exec(text.slice(member.value.end))?.[0]
  return { start: member.keySpan.start, end: member.value.end + (comma?.length ?? 0), text: '' }
}

function valuesBelow(node: Node): Node[] {
  const children = node.kind === 'object' ? node.members.flatMap((member) => member.value ?? []) : node.kind === 'array' ? node.items : []
  return [node, ...children.flatMap(valuesBelow)]
}
