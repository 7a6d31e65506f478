/** Basic HTTP authentication (RFC 7617) as Kea configures it: users and passwords in the file or in files of their own. */
import { timingSafeEqual } from 'node:crypto'
import path from 'node:path'
import { secretOf } from './secrets'

export interface Credentials {
  readonly realm: string
  accept(authorization: string | undefined): boolean
}

/** undefined: no authentication is configured. Throws where a file of it cannot be read. */
export function readCredentials(map: Readonly<Record<string, unknown>> | undefined): Credentials | undefined {
  const clients = map?.['clients']
  if (!map || !Array.isArray(clients) || clients.length === 0) return undefined
  const directory = typeof map['directory'] === 'string' ? map['directory'] : ''
  const plain = clients.map((client) => secretFor(client as Record<string, unknown>, directory))
  // A Kea that asks as a partner encodes what is not ASCII twice.
  const allowed = plain.flatMap((secret) => [secret, Buffer.from(secret.toString('latin1'), 'utf8')])
  return {
    realm: typeof map['realm'] === 'string' ? map['realm'] : '',
    accept: (authorization) => {
      const given = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1]
      if (given === undefined) return false
      const secret = Buffer.from(given, 'base64')
      return allowed.some((one) => one.length === secret.length && timingSafeEqual(one, secret))
    },
  }
}

function secretFor(client: Readonly<Record<string, unknown>>, directory: string): Buffer {
  const text = (key: string): string => (typeof client[key] === 'string' ? client[key] : '')
  const file = (key: string): string => (text(key) === '' ? '' : path.resolve(directory, text(key)))
  return secretOf({ user: text('user'), userFile: file('user-file'), password: text('password'), passwordFile: file('password-file') })
}
