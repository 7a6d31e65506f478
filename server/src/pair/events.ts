/** What happens while servers run, one object a line for programs, one sentence a line for people. */
export type PairEvent =
  | { readonly event: 'ready'; readonly servers: readonly ReadyServer[] }
  | { readonly event: 'not-followed'; readonly server: string; readonly parameter: string; readonly pointer: string; readonly consequence: string }
  | { readonly event: 'notice'; readonly server: string; readonly text: string }
  | { readonly event: 'drop'; readonly server: string; readonly reason: string; readonly text: string }
  | { readonly event: 'fault'; readonly server: string; readonly text: string }
  | { readonly event: 'stopped' }

export interface ReadyServer {
  readonly name: string
  readonly config: string
  /** `127.0.0.1:PORT` of its first interface. */
  readonly dhcp: string
  /** The url for commands; null where the deployment has none. */
  readonly control: string | null
  /** A UNIX control socket (a named pipe on Windows) that is always there. */
  readonly socket: string
  readonly leaseFile: string
}

/** A line for a person. */
export function eventText(event: PairEvent): string {
  switch (event.event) {
    case 'ready':
      return event.servers.map(({ name, dhcp, control, socket, leaseFile }) => `${name} serves DHCP on ${dhcp}\n  commands  ${control ?? 'no url'}\n  socket    ${socket}\n  leases    ${leaseFile}`).join('\n')
    case 'not-followed':
      return `${event.server}: ${event.parameter} is not followed. ${event.consequence}`
    case 'notice':
    case 'fault':
      return `${event.server}: ${event.text}`
    case 'drop':
      return `${event.server}: a packet got no answer (${event.reason}). ${event.text}`
    case 'stopped':
      return 'stopped'
  }
}
