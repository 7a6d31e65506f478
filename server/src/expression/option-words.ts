/** Options of an expression in words. Their names come from whoever knows the definitions. */
import { say } from '../text/text'
import type { Text } from '../text/text'
import type { OptionAccess } from './syntax'

export interface Names {
  readonly family: 4 | 6
  /** Of an option of the packet, or of a sub-option of it; undefined where no definition has the code. */
  option(code: number, sub?: number): string | undefined
  /** `DHCPDISCOVER` */
  messageType(type: number): string | undefined
  /** What octets of an option stand for, where they do not say it themselves. */
  valueOf(code: number, sub: number | undefined, octets: string): string | undefined
}

/** Their numbers differ between the families (RFC 3925, RFC 8415). */
const vendorOptions = { 4: 125, 6: 17 } as const
const vendorClasses = { 4: 124, 6: 16 } as const

/** `option 61 (dhcp-client-identifier)` */
export function accessWords(access: OptionAccess, names: Names): Text {
  switch (access.of) {
    case 'packet':
      return access.sub === undefined ? optionWords(access.code, names) : say`sub-option ${named(access.sub, names.option(access.code, access.sub))} of ${optionWords(access.code, names)}`
    case 'relay6':
      return say`${optionWords(access.code, names)} of ${relayWords(access.level)}`
    case 'vendor': {
      const option = enterpriseWords(optionWords(vendorOptions[names.family], names), access.enterprise)
      return access.sub === undefined ? option : say`sub-option ${access.sub} of ${option}`
    }
    case 'vendor-class':
      return enterpriseWords(optionWords(vendorClasses[names.family], names), access.enterprise)
  }
}

export function presenceWords(access: OptionAccess, isThere: boolean, names: Names): Text {
  const words = accessWords(access, names)
  return isThere ? say`the packet has ${words}` : say`the packet does not have ${words}`
}

function optionWords(code: number, names: Names): Text {
  return say`option ${named(code, names.option(code))}`
}

function enterpriseWords(option: Text, enterprise: number | undefined): Text {
  return enterprise === undefined ? option : say`${option} of the enterprise ${enterprise}`
}

function named(code: number, name: string | undefined): string {
  return name === undefined ? String(code) : `${code} (${name})`
}

/** 0 is the one nearest to the server, -1 the one nearest to the client (ARM, "Using Expressions in Classification"). */
export function relayWords(level: number): Text {
  if (level === 0) return say`the relay nearest to the server`
  if (level === -1) return say`the relay nearest to the client`
  return level > 0 ? say`relay ${level} (counted from 0 at the server)` : say`relay ${-level} counted from the client`
}
