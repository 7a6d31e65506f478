/** A client as a person describes it: everything as it is typed, so that a form, a command line and a scenario say the same. */

export interface ClientProfile {
  /** Which preset it came from; '' for none. */
  readonly preset: string
  /** `02:00:00:00:00:01`. Of several clients the first; the others count up from it. */
  readonly hwaddr: string
  /** Option 61 as octets in hex with colons, or a text in single quotes (sent with type 0); '' sends none. `hwaddr`: type 1 and the hardware address. */
  readonly clientId: string
  /** Of several clients: all send this very client identifier, as cloned machines do. */
  readonly isCloned: boolean
  /** Option 12; `{n}` is the client's number. '' sends none. */
  readonly hostname: string
  /** Option 81 (RFC 4702); '' sends none. */
  readonly fqdn: string
  /** Option 60; '' sends none. */
  readonly vendorClass: string
  /** Option 77 (RFC 3004), one class; '' sends none. */
  readonly userClass: string
  /** Option 55. */
  readonly requestList: readonly number[]
  /** Option 50 in a DISCOVER, and for init-reboot; '' for none. */
  readonly requestedAddress: string
  /** undefined: seconds since the client began, as RFC 2131 has it. */
  readonly secs: number | undefined
  /** The flag by which a client asks for answers by broadcast. */
  readonly broadcast: boolean
  /** undefined: it is on the link of the servers themselves. */
  readonly relay: Relay | undefined
  /** Any other option, data in hex with or without colons; of one code the last counts, and goes before what the fields above say. */
  readonly options: readonly { readonly code: number; readonly data: string }[]
  /** The servers that it, or its relay, reaches; all when empty. */
  readonly servers: readonly string[]
}

/** What a relay adds (RFC 2131 section 4.1.1, RFC 3046). */
export interface Relay {
  /** giaddr */
  readonly address: string
  /** Sub-option 1: a text, or hex with colons; '' sends none. */
  readonly circuitId: string
  /** Sub-option 2, likewise. */
  readonly remoteId: string
  /** Sub-option 5 (RFC 3527); '' sends none. */
  readonly linkSelection: string
}

export const acts = ['dora', 'discover', 'init-reboot', 'renew', 'rebind', 'decline', 'release', 'inform'] as const
/** What a client is told to do, once. `discover` stops at the offer. */
export type ClientAct = (typeof acts)[number]

export const plainProfile: ClientProfile = {
  preset: '',
  hwaddr: '02:00:00:00:00:01',
  clientId: '',
  isCloned: false,
  hostname: '',
  fqdn: '',
  vendorClass: '',
  userClass: '',
  requestList: [1, 3, 6, 15],
  requestedAddress: '',
  secs: undefined,
  broadcast: false,
  relay: undefined,
  options: [],
  servers: [],
}
