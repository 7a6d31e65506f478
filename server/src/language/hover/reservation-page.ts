/** Who a reservation is for, what it gives, and where else the same client has one. */
import { objectsIn, stringOf, stringsIn } from '../../config/tree'
import type { ObjectNode, StringNode } from '../../config/tree'
import { identifiersIn } from '../../lint/rules/reservations/reading'
import { commas } from '../../text/listed'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { identifierKey, reservationsOf } from '../reservation-book'
import type { ReservationPlace } from '../reservation-book'
import { heading, item, itemsUpTo, sentence } from './page'
import type { Block } from './page'
import { scopeOfMap } from './scope-of'
import { aroundOf, bookOf } from './subject'
import type { Subject } from './subject'

const mostOthers = 6

/** On the identifier of the client. */
export function identifierPage(subject: Subject, text: StringNode): Block[] {
  const { map, key } = subject
  const identifier = identifiersIn(map).find((one) => one.text === text)
  const around = aroundOf(subject)
  const scope = around && scopeOfMap(map, around)
  if (!identifier || scope?.kind !== 'reservation') return []
  const subnet = scope.outer?.kind === 'subnet' ? stringOf(scope.outer.node, 'subnet')?.value : undefined
  return [
    heading(text.value, scope.outer?.kind === 'global' ? say`${key} of a global reservation` : subnet === undefined ? say`${key} of a reservation` : say`${key} of a reservation in the subnet ${subnet}`),
    ...givenItems(map),
    ...others(subject, identifierKey(identifier)),
  ]
}

function givenItems(node: ObjectNode): Block[] {
  const addresses = [...[stringOf(node, 'ip-address') ?? []].flat(), ...stringsIn(node, 'ip-addresses'), ...stringsIn(node, 'prefixes')].map((one) => one.value)
  const hostname = stringOf(node, 'hostname')?.value ?? ''
  const classes = stringsIn(node, 'client-classes').map((one) => one.value)
  const options = objectsIn(node, 'option-data').flatMap((one) => stringOf(one, 'name')?.value ?? [])
  return [
    ...(addresses.length > 0 ? [item(say`It gets ${commas(addresses)}`)] : []),
    ...(hostname === '' ? [] : [item(say`Its host name is "${hostname}"`)]),
    ...(classes.length > 0 ? [item(classes.length === 1 ? say`It is put into the class ${commas(classes)}` : say`It is put into the classes ${commas(classes)}`)] : []),
    ...(options.length > 0 ? [item(options.length === 1 ? say`It gets the option ${commas(options)}` : say`It gets the options ${commas(options)}`)] : []),
  ]
}

function others(subject: Subject, key: string | undefined): Block[] {
  const book = bookOf(subject)
  if (!book || key === undefined) return []
  const found = reservationsOf(key, subject.file.body, book, subject.context.memory.reservations).filter((one) => one.node !== subject.map)
  if (found.length === 0) return []
  const items = found.map((one) => item(placeWords(one), one.node))
  return [sentence(say`The same client also has:`), ...itemsUpTo(mostOthers, items)]
}

function placeWords({ node, subnet }: ReservationPlace): Text {
  const address = stringOf(node, 'ip-address')?.value ?? stringsIn(node, 'ip-addresses')[0]?.value
  if (!subnet) return address === undefined ? say`a global reservation` : say`${address} by a global reservation`
  const prefix = stringOf(subnet, 'subnet')?.value ?? ''
  return address === undefined ? say`a reservation in the subnet ${prefix}` : say`${address} in the subnet ${prefix}`
}
