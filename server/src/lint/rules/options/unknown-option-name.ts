/** Options are named as Kea's table, or an option-def of the file, names them. */
import { changeTo, setKey, sureFix } from '../../fix'
import type { Fix } from '../../fix'
import { renameKey, replaceValue } from '../../../config/rewrite'
import type { ObjectNode, StringNode } from '../../../config/tree'
import { takes } from './data-fixes'
import { nearest } from '../../../config/nearest'
import type { Release } from '../../../config/release'
import { member, stringOf } from '../../../config/tree'
import { allStandardOptions, optionKnownIn, standardOption } from '../../../options/standard'
import { ownDefinitionsFor, readOptions } from '../../option-reading'
import type { ScopeRule } from '../../rule'
import type { Scope } from '../../scopes'
import { everyScope } from './labels'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const unknownOptionName: ScopeRule = {
  id: 'unknown-option-name',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data'],
  severity: 'error',
  summary: 'Every option that is named is defined.',
  why: 'Kea refuses the file: "definition for the option does not exist".',
  manual: 'dhcp4-srv.html#dhcp4-std-options-list',

  check(scope, report) {
    for (const { entry, space, fault } of readOptions(scope)) {
      const name = stringOf(entry, 'name')
      if (!name || fault?.kind !== 'unknown-name') continue
      report(name, { message: say`There is no option "${name.value}" in ${space}.`, help: helpFor(name.value, space, scope), refusedAt: '-t', fixes: () => nameFixes(name, entry, space, scope) })
    }
  },
}

/** Names that other servers and manuals use for Kea's options. */
const otherwiseCalled: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dhcp4: {
    router: 'routers', gateway: 'routers', 'default-gateway': 'routers', 'dns-servers': 'domain-name-servers', dns: 'domain-name-servers',
    'domain-name-server': 'domain-name-servers', 'name-server': 'domain-name-servers', ntp: 'ntp-servers', 'ntp-server': 'ntp-servers',
    netmask: 'subnet-mask', hostname: 'host-name', 'tftp-server': 'tftp-server-name', bootfile: 'boot-file-name', filename: 'boot-file-name',
    mtu: 'interface-mtu', broadcast: 'broadcast-address', 'lease-time': 'dhcp-lease-time',
  },
  dhcp6: {
    'domain-name-servers': 'dns-servers', 'name-servers': 'dns-servers', 'dns-server': 'dns-servers', dns: 'dns-servers', 'domain-name': 'domain-search',
    'domain-list': 'domain-search', 'ntp-servers': 'sntp-servers', 'bootfile-name': 'bootfile-url', 'boot-file-name': 'bootfile-url', 'boot-file-url': 'bootfile-url',
  },
}

function helpFor(name: string, space: string, scope: Scope): Text {
  const { release } = scope.around
  if (/^\d+$/.test(name)) return say`A number goes into "code": ${name}, without quotes.`
  if (name.includes(' ')) return say`Names of options have no blanks.`
  const inOther = standardOption(space, name)
  if (inOther && !optionKnownIn(inOther, release)) return say`Kea ${release} does not define it; other releases do. Define it with option-def.`
  const elsewhere = ownDefinitionsFor(scope).find((one) => one.name === name)
  if (elsewhere) return say`Its definition stands in the space "${elsewhere.space}": name that as the space here too.`
  return similar(name, space, release, ownDefinitionsFor(scope).filter((one) => one.space === space).map((one) => one.name))
}

function similar(name: string, space: string, release: Release, own: readonly string[]): Text {
  const [near] = meantBy(name, space, release, own)
  return near !== undefined ? say`Did you mean "${near}"?` : say`Use one of Kea's names, or define the option with option-def.`
}

/** Nearest first; what other servers call so is the only one. */
function meantBy(name: string, space: string, release: Release, own: readonly string[]): string[] {
  const names = [...allStandardOptions.filter((one) => one.space === space && optionKnownIn(one, release)).map((one) => one.name), ...own]
  const alias = otherwiseCalled[space]?.[name.toLowerCase()]
  return alias !== undefined && names.includes(alias) ? [alias] : nearest(name, names)
}

function nameFixes(name: StringNode, entry: ObjectNode, space: string, scope: Scope): Fix[] {
  const { value } = name
  const own = ownDefinitionsFor(scope)
  if (/^\d+$/.test(value)) {
    const given = member(entry, 'name')
    return given && !member(entry, 'code') && takes(scope, entry, { name: undefined, code: Number(value) }) ? sureFix(say`Write it as "code": ${Number(value)}`, [...renameKey(given, 'code'), ...replaceValue(name, Number(value))]) : []
  }
  const elsewhere = own.find((one) => one.name === value)
  if (elsewhere) return setKey(entry, 'space', elsewhere.space)
  const near = meantBy(value.trim().replace(/[\s_]+/g, '-'), space, scope.around.release, own.filter((one) => one.space === space).map((one) => one.name)).filter((one) => takes(scope, entry, { name: one }))
  return near.flatMap((one) => changeTo(name, one, near.length === 1))
}
