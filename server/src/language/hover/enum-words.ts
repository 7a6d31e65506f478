/** What the words that a key takes stand for (ARM). */
import { say } from '../../text/text'
import type { Text } from '../../text/text'

type Words = Readonly<Record<string, Text>>

const replacing: Words = {
  'never': say`The name that the client sends is used, and none is generated.`,
  'always': say`The name that the client sends is replaced by a generated one, and a client that sends none gets one.`,
  'when-present': say`The name that the client sends is replaced by a generated one; a client that sends none gets none.`,
  'when-not-present': say`The name that the client sends is used, and a client that sends none gets a generated one.`,
}

const onFail: Words = {
  'stop-retry-exit': say`The server serves nobody while it tries to get the database back, and ends when it cannot.`,
  'serve-retry-exit': say`The server goes on serving while it tries to get the database back, and ends when it cannot.`,
  'serve-retry-continue': say`The server goes on serving while it tries to get the database back, and also when it cannot.`,
}

const severities: Words = {
  DEBUG: say`All messages, with what is of use to whoever looks for a fault; how many of those, debuglevel says.`,
  INFO: say`What the server does in normal operation, warnings and errors.`,
  WARN: say`Warnings and errors.`,
  ERROR: say`Errors: something failed, and the server goes on.`,
  FATAL: say`Only what the server cannot go on with.`,
  NONE: say`Nothing is logged.`,
}

const allocators: Words = {
  'iterative': say`Addresses are given one after another.`,
  'random': say`Addresses are given at random: it spreads them, and is slower in a nearly full pool.`,
  'flq': say`Free leases wait in a queue: quick in a nearly full pool. It takes memory and time at the start for each address.`,
  'shared-flq': say`Free leases wait in a queue that servers share by a database.`,
}

/** By key; what the schemas call the map stands before it where a key means different things. */
const wordsOf: Readonly<Record<string, Words>> = {
  'allocator': allocators,
  'pd-allocator': allocators,
  'ddns-replace-client-name': replacing,
  'on-fail': onFail,
  'severity': severities,
  'relationship mode': {
    'load-balancing': say`Both servers answer clients, each about half of them; when one is down the other answers all.`,
    'hot-standby': say`The primary answers all clients; the standby answers only when the primary is down.`,
    'passive-backup': say`The primary answers all clients and sends its leases to backup servers, which never take over by themselves.`,
  },
  'peer role': {
    primary: say`Answers clients: all of them in hot-standby and passive-backup, its half in load-balancing.`,
    secondary: say`Answers the other half of the clients in load-balancing.`,
    standby: say`Answers clients when the primary is down (hot-standby).`,
    backup: say`Gets the leases, and answers no clients until an administrator makes it.`,
  },
  'dhcp-socket-type': {
    raw: say`Answers clients that have no address yet, on a link of their own.`,
    udp: say`Answers relayed and unicast traffic only: for servers whose clients are all behind relays.`,
  },
  'outbound-interface': {
    'same-as-inbound': say`Answers leave through the interface that the query came in on.`,
    'use-routing': say`Answers leave as the system's routing table says; with udp sockets only.`,
  },
  'ddns-conflict-resolution-mode': {
    'check-with-dhcid': say`An entry in DNS is overwritten only where its DHCID record names the same client (RFC 4703).`,
    'no-check-with-dhcid': say`An entry in DNS is overwritten, whoever it belongs to; the new one has a DHCID record.`,
    'check-exists-with-dhcid': say`An entry in DNS is overwritten where it has a DHCID record, whichever client that names: static entries stay.`,
    'no-check-without-dhcid': say`An entry in DNS is overwritten, whoever it belongs to; the new one has no DHCID record.`,
  },
  'lease-checks': {
    'none': say`Leases are loaded as they are.`,
    'warn': say`A lease with a subnet id that does not fit its address is loaded and told in the log.`,
    'fix': say`The subnet id is corrected where there is a fitting subnet; else the lease is loaded as it is.`,
    'fix-del': say`The subnet id is corrected where there is a fitting subnet; else the lease is left out.`,
    'del': say`A lease with a subnet id that does not fit its address is left out.`,
  },
  'reservation-mode': {
    'all': say`Reservations of the subnet are looked up, whether their address is in a pool or not.`,
    'out-of-pool': say`Only reservations of the subnet with addresses outside its pools are looked up.`,
    'global': say`Only global reservations are looked up.`,
    'disabled': say`No reservations are looked up.`,
    'off': say`No reservations are looked up.`,
  },
  'database type': {
    memfile: say`Leases are kept in memory, and in a file.`,
    mysql: say`A MySQL or MariaDB database.`,
    postgresql: say`A PostgreSQL database.`,
  },
  'socket-type': {
    unix: say`A UNIX socket: only this machine reaches it.`,
    http: say`HTTP, without encryption.`,
    https: say`HTTP with TLS.`,
  },
  'ssl-mode': {
    'disable': say`No TLS.`,
    'prefer': say`TLS where the database offers it.`,
    'require': say`TLS always; the certificate is not checked.`,
    'verify-ca': say`TLS always, and the certificate must come from a trusted authority.`,
    'verify-full': say`TLS always, and the certificate must come from a trusted authority and name the host.`,
  },
}

/** Logging severities are those of every daemon. */
export function meaningOf(scopeName: string, key: string, value: string): Text | undefined {
  const place = scopeName.endsWith('-database') || scopeName.endsWith('-databases') ? 'database' : scopeName
  const words = wordsOf[`${place} ${key}`] ?? wordsOf[key]
  if (!words) return undefined
  const found = Object.keys(words).find((one) => one.toLowerCase() === value.toLowerCase())
  return found === undefined ? undefined : words[found]
}
