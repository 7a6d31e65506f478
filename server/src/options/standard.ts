/** Kea's table of standard DHCPv4 options. */
import type { Release } from '../config/release'
import table from '../../../schemas/options/dhcp4-options.json'

export interface OptionDefinition {
  readonly code: number
  readonly name: string
  readonly space: string
  readonly type: string
  readonly array?: boolean
  readonly fields?: readonly string[]
  readonly encapsulates?: string
  readonly managed?: boolean
  /** The releases that know it; all when left out. */
  readonly releases?: readonly string[]
}

export const standardOptions: readonly OptionDefinition[] = table

const byName: ReadonlyMap<string, OptionDefinition> = new Map(standardOptions.map((one) => [`${one.space} ${one.name}`, one]))

export function standardOption(space: string, name: string): OptionDefinition | undefined {
  return byName.get(`${space} ${name}`)
}

export function optionKnownIn(option: OptionDefinition, release: Release): boolean {
  return option.releases?.includes(release) ?? true
}
