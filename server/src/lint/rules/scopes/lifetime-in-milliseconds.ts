/** Lifetimes are seconds: a thousand times a common lifetime is a slip of units. */
import { fix } from '../../fix'
import type { Fix } from '../../fix'
import { replaceValue } from '../../../config/rewrite'
import { numberOf, objectsIn } from '../../../config/tree'
import type { Node } from '../../../config/tree'
import { subnetNodes } from '../../../config/dhcp4'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

const timers = ['valid-lifetime', 'max-valid-lifetime', 'min-valid-lifetime', 'renew-timer', 'rebind-timer'] as const
const day = 86_400
const year = 365 * day

export const lifetimeInMilliseconds: FileRule = {
  id: 'lifetime-in-milliseconds',
  scope: 'file',
  severity: 'warning',
  summary: 'Lifetimes and timers are given in seconds.',
  why: 'Leases are kept a thousand times longer than meant: addresses never come back.',
  manual: 'dhcp4-srv.html#dhcp4-t1-t2-times',

  check(file, report) {
    if (file.daemon !== 'dhcp4' || !file.body) return
    const scopes: Node[] = [
      file.body,
      ...objectsIn(file.body, 'shared-networks'),
      ...subnetNodes(file),
      ...objectsIn(file.body, 'client-classes'),
    ]
    for (const scope of scopes) {
      const slip = timers.flatMap((key) => numberOf(scope, key) ?? []).find((node) => looksLikeMilliseconds(node.value))
      if (!slip) continue
      report(slip, {
        message: say`${slip.value} s is ${inWords(slip.value)}: this looks like milliseconds.`,
        help: say`Kea takes seconds here, so leases hardly ever end and their addresses do not come back. ${slip.value / 1000} s is ${inWords(slip.value / 1000)}.`,
        fixes: () => inSeconds(scope),
      })
    }
  },
}

/** Certain enough: thousands of seconds that are no whole days, or years on end; round numbers such as 5000000 may be meant. */
export function looksLikeMilliseconds(seconds: number): boolean {
  if (seconds % 1000 !== 0 || seconds < 1_000_000 || seconds >= 0xffff_ffff - 1000) return false
  if (seconds > 2 * year) return seconds % year !== 0
  return seconds % day !== 0 && !/^\d0+$/.test(String(seconds))
}

function inWords(seconds: number): Text {
  if (seconds >= year) return say`${(seconds / year).toFixed(1)} years`
  if (seconds >= 2 * day) return say`${(seconds / day).toFixed(1)} days`
  if (seconds >= 7200) return say`${(seconds / 3600).toFixed(1)} hours`
  return say`${(seconds / 60).toFixed(0)} minutes`
}

/** All that look so in the same map: in seconds, one alone would be out of order. */
function inSeconds(scope: Node): Fix[] {
  const slips = timers.flatMap((key) => numberOf(scope, key) ?? []).filter(({ value }) => value % 1000 === 0 && value >= 100_000)
  const [first] = slips
  if (!first) return []
  return fix(slips.length === 1 ? say`Change it to ${first.value / 1000}` : say`Change these ${slips.length} to seconds`, slips.flatMap((slip) => replaceValue(slip, slip.value / 1000)))
}
