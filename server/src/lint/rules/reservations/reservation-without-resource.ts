/** A reservation gives its client something. */
import { atLeast } from '../../../config/release'
import { objectsIn, stringsIn, valueOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { clientName, identifierIn, reservingMaps } from './reading'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const reservationWithoutResource: FileRule = {
  id: 'reservation-without-resource',
  scope: 'file',
  severity: 'info',
  summary: 'A reservation has something besides the identifier: an address, a host name, options, boot fields or classes.',
  why: 'Kea 2.2 refuses a reservation that has nothing else; for later releases it only says that the client is known.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  ofSubnets: [emptyReservations],

  check(file, report, { release, readPart }) {
    if (file.daemon !== 'dhcp4') return
    const isRefused = !atLeast(release, '2.4')
    if (!isRefused && tellsKnownClients(file)) return
    const empty = reservingMaps(file).flatMap((map) => readPart(emptyReservations, map))
    if (isRefused) for (const one of empty) report({ opening: one }, { ...refusal, message: say`The reservation for ${named(one)} gives nothing.` })
    else if (empty[0]) {
      const others = empty.slice(1)
      report({ opening: empty[0] }, {
        message: say`The reservation for ${named(empty[0])}${others.length === 0 ? say` gives` : others.length === 1 ? say` and one other give` : say` and ${others.length} others give`} nothing.`,
        help: say`The client gets what all get, and nothing here asks for the class KNOWN. Add an address or whatever else is meant for it, or remove the reservation.`,
        related: others.slice(0, 10).map((one) => related({ opening: one }, say`Also this`)),
      })
    }
  },
}

const refusal = { help: say`Kea 2.2 wants an address, a host name, an option, a boot field or a class in it; Kea 2.4 takes it as it is.`, refusedAt: '-t', severity: 'error' } as const

function named(reservation: ObjectNode): Text {
  const identifier = identifierIn(reservation)
  return identifier ? say`the ${identifier.type} ${identifier.text.value}` : clientName(reservation)
}

/** Somewhere clients with a reservation are told from others. */
function tellsKnownClients(file: { readonly source: { readonly text: string }; readonly includes: readonly unknown[]; readonly body: ObjectNode | undefined }): boolean {
  return file.source.text.includes('KNOWN') || file.includes.length > 0 || valueOf(file.body, 'config-control') !== undefined
}

function emptyReservations(map: ObjectNode): readonly ObjectNode[] {
  const found = objectsIn(map, 'reservations').filter((one) => !one.incomplete && identifierIn(one) && !givesSomething(one))
  return found.length === 0 ? none : found
}

const none: readonly ObjectNode[] = []

const texts = ['hostname', 'ip-address', 'server-hostname', 'boot-file-name']

function givesSomething(reservation: ObjectNode): boolean {
  const hasText = texts.some((key) => isMeant(valueOf(reservation, key), ''))
  const options = valueOf(reservation, 'option-data')
  const hasOptions = options !== undefined && (options.kind !== 'array' || options.items.length > 0 || options.incomplete === true)
  const classes = valueOf(reservation, 'client-classes')
  const hasClasses = classes !== undefined && (classes.kind !== 'array' || classes.incomplete === true || stringsIn(reservation, 'client-classes').some(({ value }) => value !== ''))
  return hasText || hasOptions || hasClasses || isMeant(valueOf(reservation, 'next-server'), '0.0.0.0')
}

/** What is of the wrong type is the schema's. */
function isMeant(value: ReturnType<typeof valueOf>, nothing: string): boolean {
  return value !== undefined && (value.kind !== 'string' || value.value !== nothing)
}
