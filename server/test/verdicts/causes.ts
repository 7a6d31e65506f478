/** Why a difference stays: what the real server met on its machine, or on the way there, which no file shows. */
import type { Case } from './case'
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

/** One case by itself: what is different about it, and why it stays so. */
const single: readonly { readonly set: string; readonly name: RegExp; readonly cause: string }[] = []

/** undefined: nothing explains the difference, and it is to be mended. */
export function causeOf({ set, name }: Case, outcome: Outcome, message: string): string | undefined {
  if (outcome === 'agree') return undefined
  const known = single.find((one) => one.set === set && one.name.test(name))?.cause
  return known ?? (outcome === 'missed' ? machineCause(message) : undefined)
}
