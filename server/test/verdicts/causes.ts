/** Why a difference stays: what the real server met on its machine, or on the way there, which no file shows. */
import type { Compared } from './ours'

interface Cause {
  readonly outcome: Compared['outcome']
  /** In the real server's message. */
  readonly says: RegExp
  readonly cause: string
}

const causes: readonly Cause[] = [
  { outcome: 'missed', says: /Expected a file at path|can't open file|bad password file|load of (CA|cert|private key) file|bad TLS config/, cause: 'a file that is not on that machine' },
  { outcome: 'missed', says: /hooks libraries failed to validate|failed to open hook library/, cause: 'a hook library that is not on that machine' },
  { outcome: 'missed', says: /(doesn't exist in|is not present in) the system|doesn't have address .* assigned/, cause: 'an interface or address that is not on that machine' },
  { outcome: 'missed', says: /has not been compiled with support/, cause: 'a database library that is not on that machine' },
]

/** undefined: nothing explains it, and it is to be mended. */
export function causeOf({ outcome, real }: Compared): string | undefined {
  return causes.find((one) => one.outcome === outcome && one.says.test(real.message))?.cause
}
