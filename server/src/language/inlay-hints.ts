/** What is shown behind a value without being written there: how long seconds are, how large a pool is, which code an option has. */
import type { ConfigFile } from '../config/config-file'
import type { Source } from '../config/source'
import { numberOf, stringOf, valueOf } from '../config/tree'
import type { Container, Member, Node, ObjectNode } from '../config/tree'
import { isTextFault, readPool } from '../lint/address-text'
import { isFault6, readPool as readPool6 } from '../lint/rules/dhcp6/reading'
import { surroundingsOf } from '../lint/scopes'
import type { Surroundings } from '../lint/scopes'
import type { Release } from '../config/release'
import { topSpace } from '../options/definition'
import { forRelease, schemaOf } from '../schema/schemas'
import type { Scope } from '../schema/schemas'
import { innerScope } from '../schema/walk'
import { durationOf } from '../text/duration'
import { say } from '../text/text'
import type { Text } from '../text/text'
import { addressCount } from './address-count'

export interface InlayWishes {
  readonly durations: boolean
  readonly poolSizes: boolean
  readonly optionCodes: boolean
}

export interface Inlay {
  readonly source: Source
  /** Right behind the value. */
  readonly offset: number
  readonly text: Text
}

/** Of a document, which may be one that the file includes, from an offset to another. */
export interface Window {
  readonly uri: string
  readonly start: number
  readonly end: number
}

export function inlaysIn(file: ConfigFile, window: Window, release: Release, wishes: InlayWishes): Inlay[] {
  if (file.root?.kind !== 'object' || !file.daemon) return []
  const around = surroundingsOf(file, release)
  const found: Inlay[] = []
  const look = (map: ObjectNode, scope: Scope): void => {
    const schema = schemaOf(scope)
    for (const one of map.members) {
      const { key, value } = one
      if (!value) continue
      if (value.kind === 'object' || value.kind === 'array') {
        const inner = schema && innerScope(map, scope, schema, key)
        if (inner && mayTouch(value, window, file)) for (const child of value.kind === 'array' ? value.items : [value]) if (child.kind === 'object' && mayTouch(child, window, file)) look(child, inner)
      } else if (isWithin(value, window)) {
        const text = hintFor(one, value, map, scope, release, wishes, around)
        if (text) found.push({ source: value.source, offset: value.end, text })
      }
    }
  }
  look(file.root, { family: file.daemon, name: '' })
  return found
}

function isWithin(node: Node, { uri, start, end }: Window): boolean {
  return node.source.uri === uri && node.end >= start && node.end <= end
}

/** Part of the window may stand in it. What is of another file holds some of the window's only where it includes it. */
function mayTouch(node: Container, { uri, start, end }: Window, file: ConfigFile): boolean {
  if (node.source.uri === uri) return node.end >= start && node.start <= end
  return file.includes.some(({ at }) => at.source === node.source && at.start >= node.start && at.end <= node.end)
}

function hintFor({ key }: Member, value: Node, map: ObjectNode, scope: Scope, release: Release, wishes: InlayWishes, around: Surroundings | undefined): Text | undefined {
  if (wishes.durations && value.kind === 'number') {
    const property = schemaOf(scope)?.properties?.[key]
    const unit = property && forRelease(property, release)['x-kea-unit']
    const long = unit === 's' || unit === 'ms' ? durationOf(value.value, unit) : undefined
    if (long) return say`= ${long}`
  }
  if (wishes.poolSizes && scope.name === 'pools' && key === 'pool' && value.kind === 'string') return poolSize(value.value, scope.family, release)
  if (wishes.poolSizes && scope.name === 'pd-pools' && key === 'delegated-len' && value.kind === 'number') return prefixCount(map, value.value)
  return wishes.optionCodes && scope.name === 'option-data' && around ? optionHint(key, value, map, around) : undefined
}

function poolSize(text: string, family: string, release: Release): Text | undefined {
  if (family === 'dhcp6') {
    const range = readPool6(text, release)
    return range && !isFault6(range) ? addressCount(range.last - range.first + 1n) : undefined
  }
  const range = readPool(text)
  return isTextFault(range) || range.last < range.first ? undefined : addressCount(BigInt(range.last - range.first + 1))
}

function prefixCount(pool: ObjectNode, delegated: number): Text | undefined {
  const bits = delegated - (numberOf(pool, 'prefix-len')?.value ?? NaN)
  if (!(bits >= 0 && bits <= 128) || !Number.isInteger(bits)) return undefined
  return bits === 0 ? say`1 prefix` : bits > 52 ? say`2^${bits} prefixes` : say`${2 ** bits} prefixes`
}

/** Only what does not stand beside it anyway. */
function optionHint(key: string, value: Node, entry: ObjectNode, around: Surroundings): Text | undefined {
  const space = stringOf(entry, 'space')?.value ?? topSpace(around.family)
  if (key === 'name' && value.kind === 'string' && !valueOf(entry, 'code')) {
    const code = around.definitions().byName(space, value.value)?.code
    return code === undefined ? undefined : say`option ${code}`
  }
  if (key !== 'code' || value.kind !== 'number' || valueOf(entry, 'name')) return undefined
  const name = around.definitions().byCode(space, value.value)?.name
  return name === undefined ? undefined : say`${name}`
}
