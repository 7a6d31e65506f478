/** Every rule with a check of its own, in the order in which they run; a folder an area. */
import type { Rule } from '../rule'
import { agentRules } from './agent'
import { classesRules } from './classes'
import { ddnsRules } from './ddns'
import { dhcp6Rules } from './dhcp6'
import { haRules } from './ha'
import { hooksRules } from './hooks'
import { optionsRules } from './options'
import { partnerRules } from './partner'
import { reservationsRules } from './reservations'
import { scopesRules } from './scopes'
import { serverRules } from './server'
import { subnetsRules } from './subnets'

export const rules: readonly Rule[] = [...optionsRules, ...classesRules, ...subnetsRules, ...scopesRules, ...reservationsRules, ...serverRules, ...hooksRules, ...agentRules, ...dhcp6Rules, ...ddnsRules, ...haRules, ...partnerRules]
