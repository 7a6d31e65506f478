/** A packet as an expression sees it (ARM, "Using Expressions in Classification"). */
import type { Subject } from '../expression/subject'
import { readVendorClass, readVendorOptions } from '../options/received'
import type { Exchange } from './exchange'
import { agentOption, option } from './packet/codes'
import type { ReceivedOptions } from './plan-types'

export function subjectOf(exchange: Exchange, received: ReceivedOptions): Subject {
  const { query, arrival, classes } = exchange
  const text = (octets: Uint8Array | undefined): string | undefined => octets && bytes(octets)
  const sub = (code: number, which: number): Uint8Array | undefined => {
    const octets = query.options.get(code)
    return octets && received.subOptionsOf(code, octets)?.get(which)
  }
  // Of several enterprises, Kea's expressions see the one with the lowest number only.
  const vendorOptions = (): ReturnType<typeof readVendorOptions> => {
    const octets = query.options.get(option.vendorIdentifyingOptions)
    return octets ? readVendorOptions(octets).slice(0, 1) : []
  }
  const vendorClasses = (): ReturnType<typeof readVendorClass> => {
    const octets = query.options.get(option.vendorIdentifyingClass)
    return octets ? readVendorClass(octets).slice(0, 1) : []
  }
  const ofVendor = (enterprise: number | undefined, which: number): Uint8Array | undefined =>
    vendorOptions().find((one) => enterprise === undefined || one.enterprise === enterprise)?.options.get(which)
  return {
    iface: arrival.iface,
    source: arrival.remote,
    destination: arrival.local,
    length: query.octets.length,
    mac: query.hwaddr,
    htype: query.htype,
    hlen: query.hlen,
    ciaddr: query.ciaddr,
    giaddr: query.giaddr,
    yiaddr: query.yiaddr,
    siaddr: query.siaddr,
    messageType: exchange.type,
    transactionId: query.xid,
    option: (code) => text(query.options.get(code)),
    optionText: (code) => {
      const octets = query.options.get(code)
      return octets && received.textOf(code, octets)
    },
    subOption: (code, which) => text(sub(code, which)),
    subOptionText: (code, which) => {
      const octets = sub(code, which)
      return octets && received.subText(code, which, octets)
    },
    get vendors() {
      return vendorOptions().map((one) => one.enterprise)
    },
    vendorOption: (enterprise, which) => text(ofVendor(enterprise, which)),
    vendorOptionText: (enterprise, which) => text(ofVendor(enterprise, which)),
    vendorClassData: (enterprise, index) =>
      text(vendorClasses().find((one) => enterprise === undefined || one.enterprise === enterprise)?.data[index]),
    get vendorClasses() {
      return vendorClasses().map((one) => one.enterprise)
    },
    isMember: (name) => classes.has(name),
  }
}

export function bytes(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1')
}

/** A sub-option of option 82, as the relay sent it. */
export function agentSubOption(exchange: Exchange, received: ReceivedOptions, which: keyof typeof agentOption): Uint8Array | undefined {
  const octets = exchange.query.options.get(option.agentOptions)
  return octets && received.subOptionsOf(option.agentOptions, octets)?.get(agentOption[which])
}
