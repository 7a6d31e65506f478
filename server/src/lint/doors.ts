/** Every door that a server opens for HTTP, and the next one that is free. */
import type { ConfigFile } from '../config/config-file'
import { controlSocketsOf } from '../config/dhcp4'
import type { Release } from '../config/release'
import { numberOf, stringOf } from '../config/tree'
import { relationshipsOf } from '../deployment/relationship'
import { parsePeerUrl } from '../net/peer-url'
import { listenerOf, overlaps } from './listener'
import type { Door } from './listener'

export function doorsOf(file: ConfigFile, release: Release): Door[] {
  const sockets = controlSocketsOf(file).flatMap(({ node, type }) =>
    type === 'http' || type === 'https' ? [{ host: stringOf(node, 'socket-address')?.value ?? '127.0.0.1', port: numberOf(node, 'socket-port')?.value ?? 8000 }] : [],
  )
  return [...sockets, ...relationshipsOf(file).flatMap((relationship) => listenerOf(file, relationship, release) ?? []), ...peerDoors(file)]
}

/** Where the file looks for others: they may be on this machine as well. */
function peerDoors(file: ConfigFile): Door[] {
  return relationshipsOf(file).flatMap(({ peers }) => peers).flatMap(({ url }) => {
    const parsed = url && parsePeerUrl(url.value)
    return parsed && !('fault' in parsed) ? [{ host: parsed.host, port: parsed.port }] : []
  })
}

/** The next port at which nothing of this listens. */
export function freePort({ host, port }: Door, taken: readonly Door[]): number {
  let next = port + 1
  while (next < 65_535 && taken.some((one) => overlaps(one, { host, port: next }))) next++
  return next
}
