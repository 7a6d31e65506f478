/** Short ways to say what a client sends, for cases that are read as tables. */
import type { Config, Step } from '../case'
import { ip, types } from '../message'
import type { Fields, Message } from '../message'

export type Options = readonly (readonly [number, string])[]

export const relayAddress = '10.1.0.1'

/** One subnet behind a relay, and what is added to it and around it. */
export function oneSubnet(subnet: Config = {}, around: Config = {}): Config {
  return {
    'valid-lifetime': 4000,
    subnet4: [{ id: 1, subnet: '10.1.0.0/24', pools: [{ pool: '10.1.0.10 - 10.1.0.20' }], ...subnet }],
    ...around,
  }
}

type Extra = Omit<Message, 'options'>

export function discover(mac: string, options: Options = [], extra: Extra = {}, does = 'DISCOVER'): Step {
  return { does: `${does} ${mac}`, send: { type: types.discover, mac, giaddr: relayAddress, options, ...extra } }
}

/** Takes the last offer, from this server. */
export function select(mac: string, options: Options = [], extra: Extra = {}): Step {
  return {
    does: `REQUEST selecting ${mac}`,
    send: (before) => {
      const offer = lastOffer(before)
      const taken: Options = [[50, ip(offer['yiaddr'] ?? '0.0.0.0')], [54, offer['option 54'] ?? '00000000']]
      return { type: types.request, mac, giaddr: relayAddress, options: [...taken, ...options], ...extra }
    },
  }
}

function lastOffer(before: readonly (Fields | undefined)[]): Fields {
  for (let at = before.length - 1; at >= 0; at--) {
    const fields = before[at]
    if (fields && fields['option 53'] === '02') return fields
  }
  return {}
}

export function dora(mac: string, options: Options = [], extra: Extra = {}): Step[] {
  return [discover(mac, options, extra), select(mac, options, extra)]
}

/** Asks for an address that it remembers (RFC 2131 section 4.3.2, INIT-REBOOT). */
export function reboot(mac: string, address: string, options: Options = [], extra: Extra = {}): Step {
  return { does: `REQUEST init-reboot ${mac} ${address}`, send: { type: types.request, mac, giaddr: relayAddress, options: [[50, ip(address)], ...options], ...extra } }
}

export function renew(mac: string, address: string, options: Options = [], extra: Extra = {}): Step {
  return { does: `REQUEST renewing ${mac} ${address}`, send: { type: types.request, mac, ciaddr: address, giaddr: relayAddress, options, ...extra } }
}

export function release(mac: string, address: string, options: Options = [], extra: Extra = {}): Step {
  return { does: `RELEASE ${mac} ${address}`, send: { type: types.release, mac, ciaddr: address, giaddr: relayAddress, options, ...extra } }
}

export function decline(mac: string, address: string, options: Options = [], extra: Extra = {}): Step {
  return { does: `DECLINE ${mac} ${address}`, send: { type: types.decline, mac, giaddr: relayAddress, options: [[50, ip(address)], ...options], ...extra } }
}

export function inform(mac: string, address: string | undefined, options: Options = [], extra: Extra = {}): Step {
  const ciaddr = address === undefined ? {} : { ciaddr: address }
  return { does: `INFORM ${mac} ${address ?? ''}`, send: { type: types.inform, mac, ...ciaddr, giaddr: relayAddress, options, ...extra } }
}

export function clients(count: number, from = 1): string[] {
  return Array.from({ length: count }, (_, at) => `0200000000${(from + at).toString(16).padStart(2, '0')}`)
}

/** A parameter request list. */
export function ask(...codes: number[]): readonly [number, string] {
  return [55, codes.map((code) => code.toString(16).padStart(2, '0')).join('')]
}

/** Option 82 of sub-options. */
export function agent(...subs: readonly (readonly [number, string])[]): readonly [number, string] {
  const parts = subs.map(([code, hex]) => code.toString(16).padStart(2, '0') + (hex.length / 2).toString(16).padStart(2, '0') + hex)
  return [82, parts.join('')]
}

export function hex(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex')
}
