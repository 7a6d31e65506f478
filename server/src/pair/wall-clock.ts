import type { LabClock } from '../lab/testbed'

/** This machine's time. */
export const wallClock: LabClock = {
  now: Date.now,
  after: (ms, work) => {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
}
