/** One client of several, described by itself. */
import { isFault } from '../options/definition'
import { hexText } from '../options/octets-text'
import type { ClientProfile } from './profile'
import { readProfile } from './read-profile'

/** The profile of the client of this number, as if it had been the only one; as it is where it cannot be read. */
export function profileOfOne(profile: ClientProfile, n: number): ClientProfile {
  const read = readProfile(profile)
  if (isFault(read)) return profile
  const own = (text: string): string => text.replaceAll('{n}', String(n))
  return {
    ...profile,
    hwaddr: hexText(read.hwaddr(n)),
    clientId: read.clientId ? hexText(read.clientId(n)) : '',
    hostname: own(profile.hostname),
    fqdn: own(profile.fqdn),
    relay: profile.relay && { ...profile.relay, circuitId: own(profile.relay.circuitId), remoteId: own(profile.relay.remoteId) },
  }
}
