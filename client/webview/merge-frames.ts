/** A frame leaves out what did not change: what was known of it stays. */
import type { Frame } from '../../server/src/lab/frame'

/** @returns the later frame, with what it leaves out taken from the earlier one */
export function mergeFrames(earlier: Frame | undefined, later: Frame): Frame {
  if (earlier === undefined) return later
  return {
    ...later,
    ...kept('notices', earlier, later),
    ...kept('timeline', earlier, later),
    ...kept('chart', earlier, later),
    ...kept('leases', earlier, later),
    ...kept('packets', earlier, later),
    ...kept('addresses', earlier, later),
    ...kept('clientList', earlier, later),
  }
}

function kept<K extends keyof Frame>(key: K, earlier: Frame, later: Frame): Partial<Pick<Frame, K>> {
  if (later[key] !== undefined || earlier[key] === undefined) return {}
  const part: Partial<Pick<Frame, K>> = {}
  part[key] = earlier[key]
  return part
}
