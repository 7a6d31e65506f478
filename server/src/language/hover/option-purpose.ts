/** What a standard option is for, and where it is defined. */
import type { Text } from '../../text/text'
import { optionsOfDhcp4, optionsOfRelays } from './options-of-dhcp4'
import { optionsOfDhcp6 } from './options-of-dhcp6'

export interface OptionPurpose {
  readonly rfc: number
  readonly text: Text
}

export function purposeOf(space: string, code: number): OptionPurpose | undefined {
  if (space === 'dhcp4') return optionsOfDhcp4[code]
  if (space === 'dhcp6') return optionsOfDhcp6[code]
  return space === 'dhcp-agent-options-space' ? optionsOfRelays[code] : undefined
}

export function rfcUrl(rfc: number): string {
  return `https://www.rfc-editor.org/rfc/rfc${rfc}`
}
