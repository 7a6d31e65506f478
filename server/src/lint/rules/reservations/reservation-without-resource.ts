/** A reservation gives its client something. */
import { atLeast } from '../../../config/release'
import { stringsIn, valueOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { allReservations, clientName, identifierIn } from './reading'

export const reservationWithoutResource: FileRule = {
  id: 'reservation-without-resource',
  scope: 'file',
  severity: 'info',
  summary: 'A reservation has something besides the identifier: an address, a host name, options, boot fields or classes.',
  why: 'Kea 2.2 refuses a reservation that has nothing else; for later releases it only says that the client is known.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check(file, report, { release }) {
    if (file.daemon !== 'dhcp4') return
    const isRefused = !atLeast(release, '2.4')
    if (!isRefused && tellsKnownClients(file)) return
    for (const reservation of allReservations(file)) {
      if (reservation.incomplete || !identifierIn(reservation) || givesSomething(reservation)) continue
      report({ opening: reservation }, {
        message: `The reservation for ${clientName(reservation).replace(/^(\S+) /, 'the $1 ')} gives nothing.`,
        help: isRefused ? 'Kea 2.2 wants an address, a host name, an option, a boot field or a class in it; Kea 2.4 takes it as it is.' : 'The client gets what all get. Add an address or whatever else is meant for it, or remove the reservation.',
        ...(isRefused && { refusedAt: '-t', severity: 'error' }),
      })
    }
  },
}

/** Somewhere clients with a reservation are told from others. */
function tellsKnownClients(file: { readonly source: { readonly text: string }; readonly includes: readonly unknown[]; readonly body: ObjectNode | undefined }): boolean {
  return file.source.text.includes('KNOWN') || file.includes.length > 0 || valueOf(file.body, 'config-control') !== undefined
}

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
