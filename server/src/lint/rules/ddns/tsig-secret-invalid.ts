/** A TSIG key is base64, as DNS servers and their tools write it. */
import type { FileRule } from '../../rule'
import { textOf, tsigKeys } from './reading'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const tsigSecretInvalid: FileRule = {
  id: 'tsig-secret-invalid',
  scope: 'file',
  severity: 'error',
  summary: 'A TSIG secret is written in base64.',
  why: 'Kea refuses the file: it cannot make a key of it.',
  manual: 'ddns.html#tsig-key-list',

  check(file, report) {
    for (const key of tsigKeys(file)) {
      const secret = textOf(key, 'secret')
      const fault = secret && faultOf(secret.value.replace(/[ \t\n\v\f\r]/g, ''))
      if (secret && fault !== undefined) report(secret, {
        message: say`This secret is not base64: ${fault}.`,
        help: say`Take it as tsig-keygen or the DNS server's file has it, without anything beside it.`,
        refusedAt: '-t',
      })
    }
  },
}

function faultOf(text: string): Text | undefined {
  const foreign = /[^A-Za-z0-9+/=]/.exec(text)?.[0]
  if (foreign !== undefined) return say`"${foreign}" is none of its characters`
  const [digits = '', padding = ''] = /^([^=]*)(=*)$/.exec(text)?.slice(1) ?? []
  if (digits + padding !== text) return say`characters follow its final =`
  if (text.length % 4 !== 0 || padding.length > 2) return say`its length is not a multiple of four, so characters are missing at its end`
  // The last digit before the padding has bits that belong to no octet.
  if ((padding.length === 2 && !/[AQgw]$/.test(digits)) || (padding.length === 1 && !/[AEIMQUYcgkosw048]$/.test(digits))) return say`its last digits do not end an octet, so it is not whole`
  return undefined
}
