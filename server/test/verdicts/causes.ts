/** Why a difference stays: what the real server met on its machine, or on the way there, which no file shows. */
import type { Outcome } from './ours'

const machine: readonly { readonly says: RegExp; readonly cause: string }[] = [
  { says: /Expected a file at path|can't open file|bad password file|load of (CA|cert|private key) file|bad TLS config/, cause: 'a file that is not on that machine' },
  { says: /hooks libraries failed to validate|failed to open hook library/, cause: 'a hook library that is not on that machine' },
  { says: /(doesn't exist in|is not present in) the system|doesn't have address .* assigned/, cause: 'an interface or address that is not on that machine' },
  { says: /has not been compiled with support/, cause: 'a database library that is not on that machine' },
]

export function machineCause(message: string): string | undefined {
  return machine.find(({ says }) => says.test(message))?.cause
}

/** undefined: nothing explains the difference, and it is to be mended. */
export function causeOf(outcome: Outcome, message: string): string | undefined {
  return outcome === 'missed' ? machineCause(message) : undefined
}
