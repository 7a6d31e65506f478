/** Options are named as Kea's table, or an option-def of the file, names them. */
import type { ConfigFile } from '../../../config/config-file'
import { subnetsOf } from '../../../config/dhcp4'
import { isFilledIn } from '../../../config/placeholder'
import { nearest } from '../../../config/nearest'
import type { Release } from '../../../config/release'
import { numberOf, objectsIn, stringOf, valueOf } from '../../../config/tree'
import type { Node, ObjectNode } from '../../../config/tree'
import { optionKnownIn, standardOption, standardOptions } from '../../../options/standard'
import type { FileRule } from '../../rule'

export const unknownOptionName: FileRule = {
  id: 'unknown-option-name',
  scope: 'file',
  severity: 'error',
  summary: 'Every option that is named is defined.',
  why: 'Kea refuses the file: "definition for the option does not exist".',
  manual: 'dhcp4-srv.html#dhcp4-std-options-list',

  check(file, report, { release }) {
    if (file.daemon !== 'dhcp4' || isIncomplete(file.body)) return
    const defined = definedNames(file.body)
    for (const { list, local } of optionLists(file)) {
      for (const option of objectsIn(list, 'option-data')) {
        const name = stringOf(option, 'name')
        const space = stringOf(option, 'space')?.value ?? 'dhcp4'
        if (!name || name.value === '' || numberOf(option, 'code') || !isKnownSpace(space)) continue
        if (/^\d+$/.test(name.value) || isFilledIn(name.value)) continue
        const standard = standardOption(space, name.value)
        if (standard && optionKnownIn(standard, release)) continue
        if (defined.has(`${space} ${name.value}`) || local.has(`${space} ${name.value}`)) continue
        report(name, {
          message: `There is no option "${name.value}" in ${space}.`,
          help: help(name.value, space, release, standard !== undefined),
          refusedAt: '-t',
        })
      }
    }
  },
}

/** Names that other servers and manuals use for Kea's options. */
const otherwiseCalled: Readonly<Record<string, string>> = {
  router: 'routers', gateway: 'routers', 'default-gateway': 'routers', 'dns-servers': 'domain-name-servers', dns: 'domain-name-servers',
  'domain-name-server': 'domain-name-servers', 'name-server': 'domain-name-servers', ntp: 'ntp-servers', 'ntp-server': 'ntp-servers',
  netmask: 'subnet-mask', hostname: 'host-name', 'tftp-server': 'tftp-server-name', bootfile: 'boot-file-name', filename: 'boot-file-name',
  mtu: 'interface-mtu', broadcast: 'broadcast-address', 'lease-time': 'dhcp-lease-time',
}

function help(name: string, space: string, release: Release, inOther: boolean): string {
  if (inOther) return `Kea ${release} does not define it; other releases do. Define it with option-def.`
  const names = standardOptions.filter((one) => one.space === space && optionKnownIn(one, release)).map((one) => one.name)
  const alias = otherwiseCalled[name.toLowerCase()]
  const near = alias !== undefined && names.includes(alias) ? alias : nearest(name, names)[0]
  return near !== undefined ? `Did you mean "${near}"?` : 'Use one of Kea\'s names, or define the option with option-def.'
}

/** Spaces of vendors are filled by definitions that need not be in this file. */
function isKnownSpace(space: string): boolean {
  return space === 'dhcp4' || space === 'dhcp-agent-options-space'
}

/** Definitions may stand in a part that could not be read. */
function isIncomplete(body: ObjectNode | undefined): boolean {
  const definitions = valueOf(body, 'option-def')
  return body?.incomplete === true || (definitions?.kind === 'array' && definitions.incomplete === true)
}

function definedNames(scope: Node | undefined): Set<string> {
  return new Set(
    objectsIn(scope, 'option-def').map((one) => `${stringOf(one, 'space')?.value ?? 'dhcp4'} ${stringOf(one, 'name')?.value ?? ''}`),
  )
}

const none: ReadonlySet<string> = new Set()

/** Every map with option-data, and the definitions that hold there alone. */
function optionLists(file: ConfigFile): { list: Node | undefined; local: ReadonlySet<string> }[] {
  const plainScopes: (Node | undefined)[] = [file.body, ...objectsIn(file.body, 'shared-networks'), ...objectsIn(file.body, 'reservations')]
  for (const { node } of subnetsOf(file)) plainScopes.push(node, ...objectsIn(node, 'pools'), ...objectsIn(node, 'reservations'))
  return [
    ...plainScopes.map((list) => ({ list, local: none })),
    ...objectsIn(file.body, 'client-classes').map((list) => ({ list, local: definedNames(list) })),
  ]
}
