/** A client identifier begins with a type, which is 1 before an Ethernet address. */
import { fix } from '../../fix'
import { renameKey, replaceValue } from '../../../config/rewrite'
import type { TextEdit } from '../../../config/rewrite'
import { quotedText } from '../../../config/host-identifier'
import { objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { identifierIn, knownOctets, reservingMaps } from './reading'
import { say } from '../../../text/text'

/** So many of them are no accident of one client. */
const many = 3

export const clientIdWithoutType: FileRule = {
  id: 'client-id-without-type',
  scope: 'file',
  severity: 'info',
  summary: 'A client-id that is made of a hardware address has its type before it.',
  why: 'Clients send the type too: Kea finds no reservation, and they get what all get.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  ofSubnets: [bareClientIds],

  check(file, report, { readPart }) {
    if (file.daemon !== 'dhcp4') return
    const bare = reservingMaps(file).flatMap((map) => readPart(bareClientIds, map))
    const [first, ...others] = bare
    if (!first) return
    report(first, {
      message: others.length === 0 ? say`The client-id ${first.value} has six octets, as a hardware address has.` : say`This client-id, and ${others.length === 1 ? say`one other` : say`${others.length} others`}, have six octets, as a hardware address has.`,
      help: say`Clients that are known by their hardware address send 01 before it: "01:${first.value}". To reserve by the hardware address itself, write hw-address.`,
      related: others.slice(0, 10).map((other) => related(other, say`Also this`)),
      fixes: () => [...fix(others.length === 0 ? say`Put the type 01 before it` : say`Put the type 01 before each`, bare.flatMap(typed)), ...fix(others.length === 0 ? say`Write it as hw-address` : say`Write each as hw-address`, bare.flatMap(asHardwareAddress))],
      ...(bare.length >= many && { severity: 'warning' }),
    })
  },
}

function bareClientIds(map: ObjectNode): readonly StringNode[] {
  const found = objectsIn(map, 'reservations').filter((one) => stringOf(one, 'client-id')).flatMap((reservation) => {
    const identifier = identifierIn(reservation)
    const isBare = identifier?.type === 'client-id' && quotedText(identifier.text.value) === undefined && knownOctets(identifier)?.length === 6
    return isBare ? [identifier.text] : []
  })
  return found.length === 0 ? none : found
}

const none: readonly StringNode[] = []

function typed(text: StringNode): TextEdit[] {
  return replaceValue(text, `01${text.value.includes(':') ? ':' : text.value.includes(' ') ? ' ' : ''}${text.value}`)
}

function asHardwareAddress({ parent, index }: StringNode): TextEdit[] {
  const own = parent?.kind === 'object' ? parent.members[index] : undefined
  return own ? renameKey(own, 'hw-address') : []
}
