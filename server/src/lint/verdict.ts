/** The words that tell a file that Kea refuses from one that runs with the mistake. */
import type { RefusedAt, Release } from '../config/release'
import type { Severity } from './problem'

export function verdict({ refusedAt, severity }: { refusedAt: RefusedAt; severity: Severity }, release: Release): string {
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
