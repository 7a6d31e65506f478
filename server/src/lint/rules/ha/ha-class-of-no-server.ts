/** Kea puts each client into the class HA_<server> of the server that is to answer it; no other class of that kind has members. */
import type { ConfigFile } from '../../../config/config-file'
import { guardsOf, subnetNodes } from '../../../config/dhcp4'
import { isFilledIn } from '../../../config/placeholder'
import { nearest } from '../../../config/nearest'
import { objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import type { Relationship } from '../../../deployment/relationship'
import { isListWhole } from '../../hook-libraries'
import type { FileRule, ReadPart, TextPart } from '../../rule'
import { say } from '../../../text/text'
import type { Draft } from '../../../config/draft'
import { drafted } from '../../drafted'

export const haClassOfNoServer: FileRule = {
  id: 'ha-class-of-no-server',
  scope: 'file',
  severity: 'warning',
  summary: 'Classes that begin with HA_ are those of active servers.',
  why: 'No client is ever in such a class: addresses that are kept for it are never given out.',
  manual: 'hooks.html#ha-load-balancing-config',

  ofSubnets: [guardsIn],

  check(file, report, { readPart }) {
    const names = file.daemon === 'dhcp4' && isListWhole(file) ? activeNames(relationshipsOf(file)) : undefined
    if (!names || file.body?.incomplete) return
    const classes = names.map((name) => `HA_${name}`)
    const defined = new Set(objectsIn(file.body, 'client-classes').flatMap((one) => stringOf(one, 'name')?.value ?? []))
    for (const { at, name } of mentions(file, readPart)) {
      if (classes.includes(name) || defined.has(name) || isFilledIn(name)) continue
      const [near] = nearest(name, classes)
      report(at, {
        message: classes.length > 0 ? say`${name} is the class of no active server (${classes.join(', ')}).` : say`${name} is the class of a server, and the file has no High Availability.`,
        fixes: () => [...new Set([...(near === undefined ? [] : [near]), ...classes])].slice(0, 4).flatMap((one) => drafted(say`Change it to ${one}`, (draft) => changeText(draft, at, one))),
        help: say`No client is ever in it, so that what is kept for it is never given out.${near !== undefined ? say` Did you mean ${near}?` : ''}`,
      })
    }
  },
}

/** undefined where one of them cannot be told. In load-balancing both servers have clients of their own, else all are the primary's. */
function activeNames(relationships: readonly Relationship[]): string[] | undefined {
  const names: string[] = []
  for (const { mode, peers, node } of relationships) {
    if (!mode || node.incomplete || peers.some(({ name, role }) => !name || isFilledIn(name.value) || !role)) return undefined
    const roles = mode.value === 'load-balancing' ? ['primary', 'secondary'] : ['primary']
    names.push(...peers.flatMap(({ name, role }) => (name && roles.includes(role?.value ?? '') ? [name.value.trim()] : [])))
  }
  return names
}

function changeText(draft: Draft, at: StringNode | TextPart, name: string): void {
  if ('text' in at) draft.replaceValue(at.text, at.text.value.slice(0, at.from) + name + at.text.value.slice(at.to))
  else draft.replaceValue(at, name)
}

function mentions(file: ConfigFile, readPart: ReadPart): { at: StringNode | TextPart; name: string }[] {
  const networks = objectsIn(file.body, 'shared-networks').filter((network) => objectsIn(network, 'subnet4').length > 0)
  const guards = [...networks.flatMap(haGuards), ...subnetNodes(file).flatMap((subnet) => readPart(guardsIn, subnet))].map((at) => ({ at, name: at.value }))
  const tests = objectsIn(file.body, 'client-classes').flatMap((one) => stringOf(one, 'test') ?? [])
  const asked = tests.flatMap((text) => [...text.value.matchAll(/member\s*\(\s*'(HA_[^']*)'/g)].map((found) => {
    const from = found.index + found[0].indexOf('HA_')
    const name = found[1] ?? ''
    return { at: { text, from, to: from + name.length }, name }
  }))
  return [...guards, ...asked]
}

function haGuards(map: ObjectNode): StringNode[] {
  return guardsOf(map).filter(({ value }) => value.startsWith('HA_'))
}

function guardsIn(subnet: ObjectNode): readonly StringNode[] {
  const found = [subnet, ...objectsIn(subnet, 'pools')].flatMap(haGuards)
  return found.length === 0 ? none : found
}

const none: readonly StringNode[] = []
