/** How options of clients are read by the definitions of this file. */
import type { Definition, Definitions } from '../../options/definition'
import { judgeOf, readSubOptions } from '../../options/received'
import type { Judgement } from '../../options/received'
import { optionText } from '../../options/text'
import type { ReceivedOptions } from '../plan-types'

export function planReceived(definitions: Definitions, lenient: boolean): ReceivedOptions {
  const byCode: (Definition | undefined)[] = Array.from({ length: 256 }, (_, code) => definitions.byCode('dhcp4', code))
  const judges: (((octets: Uint8Array) => Judgement) | undefined)[] = byCode.map((definition) => definition && judgeOf(definition, definitions, lenient))
  return {
    textOf: (code, octets) => optionText(code, byCode[code], octets),
    subText: (code, sub, octets) => optionText(sub, definitions.byCode(byCode[code]?.encapsulates ?? '', sub), octets),
    subOptionsOf: (code, octets) => ((byCode[code]?.encapsulates ?? '') === '' ? undefined : readSubOptions(octets)),
    check: (code, octets) => judges[code]?.(octets) ?? 'ok',
  }
}
