/** What the definitions of a file say about the options that its expressions look at. */
import type { Definition } from '../options/definition'
import { fixedSize } from '../options/sizes'
import type { KnownLengths } from '../expression/lengths'
import type { OptionAccess } from '../expression/syntax'
import type { Surroundings } from './scopes'

const agentOptions = 82

/** Of an option of the message itself, or of one that a relay put into option 82. */
export function definitionOf(access: OptionAccess, around: Surroundings): Definition | undefined {
  if (around.family !== 4 || access.of !== 'packet') return undefined
  if (access.sub === undefined) return around.definitions().byCode('dhcp4', access.code)
  return access.code === agentOptions ? around.definitions().byCode('dhcp-agent-options-space', access.sub) : undefined
}

/** Vendors' options are defined by their number alone: more follows it. */
const beginOnly = [124, 125]

export function knownLengths(around: Surroundings): KnownLengths {
  return {
    family: around.family,
    option: (access) => {
      const definition = definitionOf(access, around)
      if (!definition || definition.array || definition.encapsulates !== '' || beginOnly.includes(definition.code)) return undefined
      return fixedSize(definition.type)
    },
  }
}
