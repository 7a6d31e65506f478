/** The words that tell a file that Kea refuses from one that runs with the mistake. */
import type { Release } from '../config/release'
import type { Problem } from './problem'
import { say } from '../text/text'
import type { Text } from '../text/text'

type Judged = Pick<Problem, 'refusedAt' | 'refusedUnless' | 'severity' | 'release'>

export function verdict({ refusedAt, refusedUnless, severity, release: own }: Judged, asked: Release): Text {
  const release = own ?? asked
  if (refusedUnless !== undefined) return say`Kea ${release} refuses this file, unless ${refusedUnless}.`
  switch (refusedAt) {
    case '-t':
      return say`Kea ${release} refuses this file (-t).`
    case '-T':
      return say`Kea ${release} refuses this file when it loads the hook libraries (-T).`
    case 'start':
      return say`Kea ${release} does not start with this.`
    case null:
      return severity === 'info' ? say`Kea ${release} accepts this file.` : say`Kea ${release} accepts this file and runs with the mistake.`
  }
}
