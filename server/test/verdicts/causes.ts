/** Why a difference stays: what the real server met on its machine, or on the way there, which no file shows. */
import type { Case } from './case'
import type { Outcome } from './ours'

const machine: readonly { readonly says: RegExp; readonly cause: string }[] = [
  { says: /Expected a file at path|can't open file|bad password file|load of (CA|cert|private key) file|bad TLS config/, cause: 'a file that is not on that machine' },
  { says: /hooks libraries failed to validate|failed to open hook library/, cause: 'a hook library that is not on that machine' },
  { says: /(doesn't exist in|is not present in) the system|doesn't have address .* assigned/, cause: 'an interface or address that is not on that machine' },
  { says: /Can't connect to local server|No such file or directory$|to be a regular file|'data-directory' of/, cause: 'a database, a folder or a file of that machine' },
  { says: /supported path is|legal_log.*path/, cause: 'restrictions of paths, which an environment variable or -X lifts: told as a warning' },
  { says: /CmdHttpListener cannot be started when multi-threading is disabled/, cause: '-T of 2.6 starts no threads, which a real start does' },
  { says: /\$\{?[A-Za-z_]+/, cause: 'a placeholder, whose value is not known' },
  { says: /has not been compiled with support/, cause: 'a database library that is not on that machine' },
]

export function machineCause(message: string): string | undefined {
  return machine.find(({ says }) => says.test(message))?.cause
}

/** One case by itself: what is different about it, and why it stays so. */
const single: readonly { readonly set: string; readonly name: RegExp; readonly cause: string }[] = [
  { set: 'unit', name: /unknownInterface|syntax_check_hooks_callout_fail/, cause: 'an interface or a library that is not on the machine of the test' },
  { set: 'unit', name: /^dhcp6\.config_parser\.optionDataBoolean\.[35]\./, cause: 'the text lacks the definition of option 1000 that the test feeds with it' },
  { set: 'unit', name: /^dhcp6\.config_parser\.reservationBogus\.3\./, cause: 'kea-dhcp6 of 2.2 wants a resource in a reservation: its deeper rules come later' },
  { set: 'rule-cases', name: /generic\.wrong-toplevel$/, cause: 'kea-dhcp4 was given the file of kea-dhcp6' },
  { set: 'rule-cases', name: /(ha\.tls-bad|ha\.password-file|hook\.legal_log\.path)$/, cause: 'a file that is not on that machine' },
  { set: 'wild', name: /VSETH-GECO__kea.*kea-ddns\.conf\.env$/, cause: 'a placeholder, whose value is not known' },
]

/** undefined: nothing explains the difference, and it is to be mended. */
export function causeOf({ set, name, text }: Case, outcome: Outcome, message: string): string | undefined {
  if (outcome === 'agree') return undefined
  const known = single.find((one) => one.set === set && one.name.test(name))?.cause
  // Debian leaves some libraries out; what stands in for them takes several threads.
  if (outcome === 'false refusal' && text.includes('libdhcp_user_chk')) return 'a hook library that is not on that machine'
  return known ?? (outcome === 'missed' ? machineCause(message) : undefined)
}
