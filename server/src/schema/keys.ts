/** What to say about a key that a map may not hold. */
import { listed } from '../text/listed'
import { nearest } from '../config/nearest'
import type { Release } from '../config/release'
import type { Text } from '../text/text'
import { families, knownIn } from './schemas'
import type { MapSchema, PropertySchema, Scope } from './schemas'
import { say } from '../text/text'

export interface Said {
  readonly message: Text
  readonly help: Text
}

/** The key is known, but not to this release: when it came or went, and what does its work. */
export function otherRelease(key: string, property: PropertySchema, release: Release, isSilent: boolean): Said {
  const until = property['x-kea-until']
  const since = property['x-kea-since']
  const gone = isOlder(until, release)
  const message = gone
    ? say`"${key}" was removed in Kea ${until ?? ''}, and the target is ${release}.`
    : say`"${key}" came with Kea ${since ?? say`a later release`}, and the target is ${release}.`
  const instead = gone ? property['x-kea-replaced-by'] : property['x-kea-before']
  const outcome = isSilent ? say`Kea ${release} passes over it in silence` : say`Kea ${release} refuses the key`
  if (instead) return { message, help: gone ? say`${outcome}. In its place it has ${instead}.` : say`${outcome}. There it has ${instead}.` }
  return { message, help: gone ? say`${outcome}: remove it.` : say`${outcome}: remove it, or set the target release to a newer one.` }
}

/** Whether a version such as 2.6.0 or 3.1.8 is not newer than the last patch of the release. */
export function isOlder(version: string | undefined, release: Release): boolean {
  if (version === undefined) return false
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [releaseMajor = 0, releaseMinor = 0] = release.split('.').map(Number)
  return major < releaseMajor || (major === releaseMajor && minor <= releaseMinor)
}

/** No release knows the key here: the nearest ones, and where it would be right. */
export function unknownKey(key: string, scope: Scope, schema: MapSchema, release: Release): Said & { near: readonly string[] } {
  const allowed = Object.entries(schema.properties ?? {})
    .filter(([, property]) => knownIn(property, release))
    .map(([name]) => name)
  const near = nearest(key, allowed)
  const place = scopeWords(scope)
  const message = say`"${key}" is no key of ${place}.`
  const first = near[0]
  if (first !== undefined) {
    return { message, near, help: say`Did you mean ${listed(near.map((one) => `"${one}"`), 'or')}?` }
  }
  const elsewhere = homesOf(key, scope)
  if (elsewhere.length > 0) {
    return { message, near, help: say`It belongs in ${listed(elsewhere.slice(0, 3), 'or')}: move it there.` }
  }
  return { message, near, help: say`Known here: ${allowed.length > 0 ? shortened(allowed) : say`nothing`}.` }
}

function homesOf(key: string, scope: Scope): Text[] {
  return Object.entries(families[scope.family]?.definitions ?? {})
    .filter(([, schema]) => schema.properties && Object.hasOwn(schema.properties, key))
    .map(([name]) => scopeWords({ family: scope.family, name }))
}

export function scopeWords({ family, name }: Scope): Text {
  if (name !== '') return family.startsWith('lib') ? say`${name} (${family}.so)` : say`${name}`
  return family.startsWith('lib') ? say`the parameters of ${family}.so` : say`the top level`
}

function shortened(names: readonly string[]): string {
  return names.length > 12 ? `${names.slice(0, 12).join(', ')}, …` : names.join(', ')
}
