/** Areas of rules: what a person may pick or leave out as a whole. */
import { schemaRules } from '../schema/findings'
import { changeRules } from './changes'
import { agentRules } from './rules/agent'
import { classesRules } from './rules/classes'
import { ddnsRules } from './rules/ddns'
import { dhcp6Rules } from './rules/dhcp6'
import { haRules } from './rules/ha'
import { hooksRules } from './rules/hooks'
import { optionsRules } from './rules/options'
import { partnerRules } from './rules/partner'
import { reservationsRules } from './rules/reservations'
import { scopesRules } from './rules/scopes'
import { serverRules } from './rules/server'
import { subnetsRules } from './rules/subnets'
import { suppressionRule } from './suppress'
import { textRules } from './text-rules'

type Named = readonly { readonly id: string }[]

const lists: Readonly<Record<string, Named>> = {
  syntax: [...textRules, suppressionRule],
  schema: schemaRules,
  options: optionsRules,
  classes: classesRules,
  subnets: subnetsRules,
  scopes: scopesRules,
  reservations: reservationsRules,
  server: serverRules,
  hooks: hooksRules,
  agent: agentRules,
  dhcp6: dhcp6Rules,
  ddns: ddnsRules,
  ha: haRules,
  partner: partnerRules,
  changes: changeRules,
}

/** Area → its rules, in the order of the reference. */
export const areas: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(lists).map(([area, rules]) => [area, rules.map((rule) => rule.id)]))

const areaByRule: ReadonlyMap<string, string> = new Map([...areas].flatMap(([area, ids]) => ids.map((id) => [id, area] as const)))

export function areaOf(rule: string): string {
  return areaByRule.get(rule) ?? ''
}

/** Whatever is picked, a file that cannot be read is told: nothing else that is said of it would be worth much. */
export const alwaysRun: readonly string[] = textRules.filter((rule) => rule.severity === 'error').map((rule) => rule.id)
