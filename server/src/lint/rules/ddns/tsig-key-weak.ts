/** HMAC-MD5 is broken enough that DNS servers begin to refuse it. */
import type { FileRule } from '../../rule'
import { textOf, tsigKeys } from './reading'
import { say } from '../../../text/text'

export const tsigKeyWeak: FileRule = {
  id: 'tsig-key-weak',
  scope: 'file',
  severity: 'info',
  summary: 'TSIG keys use an algorithm that is not outdated.',
  why: 'HMAC-MD5 is no longer to be used (RFC 8945), and systems with strict rules for cryptography do not offer it.',
  manual: 'ddns.html#tsig-key-list',

  check(file, report) {
    for (const key of tsigKeys(file)) {
      const algorithm = textOf(key, 'algorithm')
      if (algorithm?.value.toUpperCase() === 'HMAC-MD5') report(algorithm, {
        message: say`HMAC-MD5 is an outdated algorithm for TSIG keys.`,
        help: say`Where the DNS server allows it, make a new key with HMAC-SHA256, on both sides.`,
      })
    }
  },
}
