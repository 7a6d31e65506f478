/** Rules about kea-dhcp-ddns, in the order in which they run. */
import type { Rule } from '../../rule'
import { ddnsAddressInvalid } from './ddns-address-invalid'
import { ddnsDomainDuplicate } from './ddns-domain-duplicate'
import { ddnsDomainNeverMatches } from './ddns-domain-never-matches'
import { ddnsListensOutside } from './ddns-listens-outside'
import { ddnsServerDiffers } from './ddns-server-differs'
import { dnsServerHostname } from './dns-server-hostname'
import { tsigDigestBitsInvalid } from './tsig-digest-bits-invalid'
import { tsigKeyDuplicate } from './tsig-key-duplicate'
import { tsigKeyNameInvalid } from './tsig-key-name-invalid'
import { tsigKeyUndefined } from './tsig-key-undefined'
import { tsigKeyUnused } from './tsig-key-unused'
import { tsigKeyWeak } from './tsig-key-weak'
import { tsigSecretInClear } from './tsig-secret-in-clear'
import { tsigSecretInvalid } from './tsig-secret-invalid'
import { tsigSecretTwice } from './tsig-secret-twice'

export const ddnsRules: readonly Rule[] = [
  tsigKeyNameInvalid,
  tsigKeyDuplicate,
  tsigSecretInvalid,
  tsigSecretTwice,
  tsigSecretInClear,
  tsigDigestBitsInvalid,
  tsigKeyUndefined,
  ddnsDomainDuplicate,
  ddnsAddressInvalid,
  dnsServerHostname,
  ddnsDomainNeverMatches,
  tsigKeyUnused,
  tsigKeyWeak,
  ddnsListensOutside,
  ddnsServerDiffers,
]
