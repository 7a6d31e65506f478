/** Basic HTTP authentication (RFC 7617) as Kea configures it: users and passwords in the file or in files of their own. */
import { timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

export interface Credentials {
  readonly realm: string
  accept(authorization: string | undefined): boolean
}

/** undefined: no authentication is configured. Throws where a file of it cannot be read. */
export function readCredentials(map: Readonly<Record<string, unknown>> | undefined): Credentials | undefined {
  const clients = map?.['clients']
  if (!map || !Array.isArray(clients) || clients.length === 0) return undefined
  const directory = typeof map['directory'] === 'string' ? map['directory'] : ''
  const allowed = clients.map((client) => secretOf(client as Record<string, unknown>, directory))
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

function secretOf(client: Readonly<Record<string, unknown>>, directory: string): Buffer {
  const value = (key: string): string | undefined => {
    const text = client[key]
    if (typeof text === 'string') return text
    const file = client[`${key}-file`]
    return typeof file === 'string' ? readFileSync(path.resolve(directory, file), 'utf8').replace(/\r?\n$/, '') : undefined
  }
  const password = value('password') ?? ''
  const user = value('user')
  // A password file alone holds both, parted by a colon.
  return Buffer.from(user === undefined ? password : `${user}:${password}`, 'utf8')
}
