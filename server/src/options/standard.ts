/** Kea's tables of standard options. A server knows those of both families: sub-options have spaces of their own. */
import { isRelease } from '../config/release'
import type { Release } from '../config/release'
import table4 from '../../../schemas/options/dhcp4-options.json'
import table6 from '../../../schemas/options/dhcp6-options.json'

export interface OptionDefinition {
  readonly code: number
  readonly name: string
  readonly space: string
  readonly type: string
  readonly array?: boolean
  readonly fields?: readonly string[]
  readonly encapsulates?: string
  /** Kea sets it by itself; what a file says of it counts for nothing, or gets in the way. */
  readonly managed?: boolean
  /** The releases that know it; all when left out. */
  readonly releases?: readonly string[]
}

/** Of DHCPv4. */
export const standardOptions: readonly OptionDefinition[] = table4

export const standardOptions6: readonly OptionDefinition[] = table6

export const allStandardOptions: readonly OptionDefinition[] = [...standardOptions, ...standardOptions6]

/** Where a release changed a definition, the newest one. */
const byName: ReadonlyMap<string, OptionDefinition> = new Map(allStandardOptions.map((one) => [`${one.space} ${one.name}`, one]))

export function standardOption(space: string, name: string): OptionDefinition | undefined {
  return byName.get(`${space} ${name}`)
}

export function optionKnownIn(option: OptionDefinition, release: Release): boolean {
  return option.releases?.includes(release) ?? true
}

/** The releases that define it under this name, whatever its type there. */
export function releasesOf(space: string, name: string): readonly Release[] | undefined {
  const all = allStandardOptions.filter((one) => one.space === space && one.name === name)
  return all.some((one) => one.releases === undefined) ? undefined : all.flatMap((one) => one.releases ?? []).filter(isRelease)
}
