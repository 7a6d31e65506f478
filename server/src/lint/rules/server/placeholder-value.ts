/** A mark that something else fills in, where Kea takes no text but addresses and the like. */
import { isFilledIn } from '../../../config/placeholder'
import { member } from '../../../config/tree'
import type { Member, Node, ObjectNode, StringNode } from '../../../config/tree'
import type { Release } from '../../../config/release'
import type { Scope } from '../../../schema/schemas'
import { walk, walkMap } from '../../../schema/walk'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

/** Keys whose texts Kea reads as addresses, ranges, octets. */
const neverPlain: Readonly<Record<string, readonly string[]>> = {
  dhcp4: ['subnet', 'pool', 'ip-address', 'ip-addresses', 'hw-address', 'duid', 'server-ip', 'sender-ip'],
  dhcp6: ['subnet', 'pool', 'prefix', 'ip-address', 'ip-addresses', 'prefixes', 'hw-address', 'duid', 'server-ip', 'sender-ip'],
  ddns: ['ip-address', 'secret'],
}

export const placeholderValue: FileRule = {
  id: 'placeholder-value',
  scope: 'file',
  severity: 'info',
  summary: 'A template is filled in before Kea reads it, its texts too.',
  why: 'The value is not known here, so nothing is said about it; Kea refuses the file while the placeholder stands in it.',
  manual: 'config.html#json',

  ofSubnets: [inSubnet],

  check(file, report, { release, readPart }) {
    const keys = neverPlain[file.daemon ?? ''] ?? []
    if (keys.length === 0) return
    const found: FilledIn[] = []
    const look = (map: ObjectNode, { family }: Scope): void => {
      if (family === file.daemon) found.push(...filledIn(map, keys))
    }
    const passes = (map: ObjectNode, { family, name }: Scope): boolean => {
      if (family !== file.daemon || !subnets.includes(name)) return false
      found.push(...readPart(inSubnet, map))
      return true
    }
    walk(file, look, release, passes)
    for (const { key, text } of found) {
      report(text, { message: say`${JSON.stringify(text.value)} is still to be filled in.`, help: say`Kea reads no ${key} of it, and refuses the file as it stands. What is filled in is not judged here.`, refusedAt: '-t' })
    }
  },
}

const subnets = ['subnet4', 'subnet6']

interface FilledIn {
  readonly key: string
  readonly text: StringNode
}

function filledIn(map: ObjectNode, keys: readonly string[]): FilledIn[] {
  return keys.flatMap((key) => textsAt(member(map, key)?.value).flatMap((text) => (isFilledIn(text.value) ? [{ key, text }] : [])))
}

/** A subnet is told from the list that it stands in. */
function inSubnet(subnet: ObjectNode, release: Release): readonly FilledIn[] {
  const list = memberAround(subnet)?.key
  const found: FilledIn[] = []
  const family = list === 'subnet6' ? 'dhcp6' : 'dhcp4'
  const keys = neverPlain[family] ?? []
  walkMap(subnet, { family, name: list ?? '' }, (map, scope) => scope.family === family && found.push(...filledIn(map, keys)), release)
  return found.length === 0 ? none : found
}

function memberAround(item: ObjectNode): Member | undefined {
  const map = item.parent?.parent
  return map?.kind === 'object' && item.parent ? map.members[item.parent.index] : undefined
}

const none: readonly FilledIn[] = []

function textsAt(value: Node | undefined): StringNode[] {
  if (value?.kind === 'string') return [value]
  return value?.kind === 'array' ? value.items.filter((item): item is StringNode => item.kind === 'string') : []
}
