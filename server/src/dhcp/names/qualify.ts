/** Full names from short ones: `ddns-qualifying-suffix` and `ddns-generated-prefix`. */
import type { DdnsParameters } from '../plan-types'

/** Appends the suffix unless the name ends in it or in a dot. */
export function qualifyName(name: string, ddns: DdnsParameters, finalDot: boolean): string {
  const { qualifyingSuffix } = ddns
  let full = name
  const isFull = name.endsWith('.') && ddns.finalDotIsFull
  if (qualifyingSuffix !== '' && !isFull && !endsInSuffix(name.replace(/\.$/, ''), qualifyingSuffix)) full = `${name}${name.endsWith('.') ? '' : '.'}${qualifyingSuffix}`
  if (finalDot) return full.endsWith('.') ? full : `${full}.`
  return full.endsWith('.') ? full.slice(0, -1) : full
}

function endsInSuffix(name: string, suffix: string): boolean {
  const bare = suffix.endsWith('.') ? suffix.slice(0, -1) : suffix
  return name === bare || name.endsWith(`.${bare}`) || bare === ''
}

/** `myhost-192-0-2-10`, qualified. */
export function generatedName(address: number, ddns: DdnsParameters, finalDot: boolean): string {
  const dashed = [address >>> 24, (address >>> 16) & 255, (address >>> 8) & 255, address & 255].join('-')
  return qualifyName(`${ddns.generatedPrefix}-${dashed}`, ddns, finalDot)
}
