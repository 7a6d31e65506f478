/** How much of a digest is sent: whole octets, and not less than the algorithm allows. */
import { numberOf } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { textOf, tsigKeys } from './reading'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'
import { drafted } from '../../drafted'

export const tsigDigestBitsInvalid: FileRule = {
  id: 'tsig-digest-bits-invalid',
  scope: 'file',
  severity: 'error',
  summary: 'Truncated digests of TSIG keys are as long as their algorithm asks.',
  why: 'Kea refuses the file.',
  manual: 'ddns.html#tsig-key-list',

  check(file, report) {
    for (const key of tsigKeys(file)) {
      const bits = numberOf(key, 'digest-bits')
      if (!bits?.integer || bits.value < 0) continue
      const algorithm = textOf(key, 'algorithm')?.value.toUpperCase() ?? ''
      const fewest = fewestBits[algorithm] ?? fewestOfAll
      // Kea keeps 32 bits of the number.
      const kept = bits.value % 2 ** 32
      const fault = bits.value % 8 !== 0 ? say`A digest of ${bits.value} bits is no multiple of eight.` : kept > 0 && kept < fewest ? tooFew(bits.value, fewest, algorithm) : undefined
      if (fault !== undefined) report(bits, {
        message: fault,
        help: say`Write 0 for the whole digest, which every DNS server takes, or at least half of it in multiples of eight.`,
        refusedAt: '-t',
        fixes: () => drafted(say`Use the whole digest`, (draft) => draft.replaceValue(bits, 0)),
      })
    }
  },
}

const fewestOfAll = 80

const fewestBits: Readonly<Record<string, number>> = { 'HMAC-SHA224': 112, 'HMAC-SHA256': 128, 'HMAC-SHA384': 192, 'HMAC-SHA512': 256 }

function tooFew(bits: number, fewest: number, algorithm: string): Text {
  return algorithm === '' ? say`A digest of ${bits} bits is less than the ${fewest} that any algorithm asks.` : say`A digest of ${bits} bits is less than the ${fewest} that ${algorithm} asks.`
}
