/** An option as a step names it: by the definitions that the plan was built with. */
import type { ConfigMap } from '../dhcp/plan/scope'
import { mapsOf } from '../dhcp/plan/scope'
import type { Plan } from '../dhcp/plan-types'
import { valueText } from '../options/decode'
import { definitionsOf, isFault, readDefinition } from '../options/definition'
import type { Definition, Definitions } from '../options/definition'

/** Of a class that defines options of its own, theirs too. */
export function definitionsFor(plan: Plan, scope?: ConfigMap): Definitions {
  const own = [plan.source, ...(scope ? [scope] : [])].flatMap((map) => mapsOf(map, 'option-def')).map((map) => readDefinition(map))
  return definitionsOf(plan.release, own.filter((one): one is Definition => !isFault(one)))
}

/** `routers (3)`, or `option 231` where nothing defines it. */
export function optionName(definitions: Definitions, code: number, space = 'dhcp4'): string {
  const definition = definitions.byCode(space, code)
  return definition ? `${definition.name} (${code})` : `option ${code}`
}

export function optionValue(definitions: Definitions, code: number, octets: Uint8Array, space = 'dhcp4'): string {
  return octets.length === 0 ? 'empty' : valueText(definitions.byCode(space, code), octets, definitions)
}
