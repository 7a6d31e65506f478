/** `option-data` of one scope → what goes on the wire. */
import { faultText, payloadOf, readOptionData } from '../../options/configured'
import type { ConfiguredOption } from '../../options/configured'
import { isFault } from '../../options/definition'
import type { Definitions } from '../../options/definition'
import type { OptionSet, PlannedOption, VendorOptions } from '../plan-types'
import { mapsOf, PlanError } from './scope'
import type { ConfigMap } from './scope'

const vendorOptionsCode = 125
const vendorClassCode = 124

/** undefined where the scope has none. */
export function planOptions(scope: ConfigMap, definitions: Definitions, pointer: string): OptionSet | undefined {
  const configured: ConfiguredOption[] = []
  for (const [at, map] of mapsOf(scope, 'option-data').entries()) {
    const read = readOptionData(map, definitions)
    if (isFault(read)) throw new PlanError(`${pointer}/option-data/${at}`, faultText(read, map))
    configured.push(read)
  }
  if (configured.length === 0) return undefined
  const bySpace = new Map<string, ConfiguredOption[]>()
  for (const one of configured) {
    const space = one.space === 'docsis3-v4' ? 'vendor-4491' : one.space
    const list = bySpace.get(space)
    if (list) list.push(one)
    else bySpace.set(space, [one])
  }
  const ofSpace = (space: string): readonly ConfiguredOption[] => bySpace.get(space) ?? []
  const top = collect(ofSpace('dhcp4'), ofSpace)
  const vendors = new Map<number, VendorOptions>()
  for (const [space, list] of bySpace) {
    const enterprise = /^vendor-(\d+)$/.exec(space)?.[1]
    if (enterprise !== undefined) vendors.set(Number(enterprise), collect(list, ofSpace))
  }
  return { ...top, vendors }
}

function collect(list: readonly ConfiguredOption[], ofSpace: (space: string) => readonly ConfiguredOption[]): VendorOptions {
  const byCode = new Map<number, PlannedOption[]>()
  for (const one of list) {
    const planned = {
      code: one.code,
      payload: payloadOf(one, ofSpace),
      alwaysSend: one.alwaysSend,
      neverSend: one.neverSend,
      clientClasses: one.clientClasses,
      enterprise: enterpriseOf(one),
      source: one.source,
    }
    const same = byCode.get(one.code)
    if (same) same.push(planned)
    else byCode.set(one.code, [planned])
  }
  const codes = (wanted: (one: ConfiguredOption) => boolean): number[] => [...new Set(list.filter(wanted).map((one) => one.code))]
  return { byCode, always: codes((one) => one.alwaysSend), never: codes((one) => one.neverSend) }
}

function enterpriseOf({ space, code, octets }: ConfiguredOption): number | undefined {
  if (space !== 'dhcp4' || (code !== vendorOptionsCode && code !== vendorClassCode) || octets.length < 4) return undefined
  return Buffer.from(octets).readUInt32BE(0)
}

