/** The words that tell a file that Kea refuses from one that runs with the mistake. */
import type { Release } from '../config/release'
import type { Problem } from './problem'

type Judged = Pick<Problem, 'refusedAt' | 'refusedUnless' | 'severity'>

export function verdict({ refusedAt, refusedUnless, severity }: Judged, release: Release): string {
  if (refusedUnless !== undefined) return `Kea ${release} refuses this file, unless ${refusedUnless}.`
  switch (refusedAt) {
    case '-t':
      return `Kea ${release} refuses this file (-t).`
    case '-T':
      return `Kea ${release} refuses this file when it loads the hook libraries (-T).`
    case 'start':
      return `Kea ${release} does not start with this.`
    case null:
      return `Kea ${release} accepts this file${severity === 'info' ? '' : ' and runs with the mistake'}.`
  }
}
