/** What happens while servers run, one object a line for programs, one sentence a line for people. */
import type { HaEvent } from '../ha/events'
import type { Finding } from './deployment'

export type PairEvent =
  | { readonly event: 'ready'; readonly servers: readonly BootedServer[] }
  /** A server that was down serves again. */
  | { readonly event: 'started'; readonly server: BootedServer }
  /** It is down: by itself (`code`), or by a signal. */
  | { readonly event: 'ended'; readonly server: string; readonly code: number | null; readonly signal: string | null }
  /** Kea would not start with this file, so the server does not run with it. */
  | { readonly event: 'refused'; readonly server: string; readonly text: string; readonly findings: readonly Finding[] }
  /** A mistake that Kea runs with. */
  | ({ readonly event: 'finding'; readonly server: string } & Finding)
  | { readonly event: 'not-followed'; readonly server: string; readonly parameter: string; readonly pointer: string; readonly consequence: string }
  | { readonly event: 'notice'; readonly server: string; readonly text: string }
  | { readonly event: 'drop'; readonly server: string; readonly reason: string; readonly text: string }
  /** Something in a partnership, under Kea's message id. `because`: what kea-lint finds in the files that explains it. */
  | HaPairEvent
  | { readonly event: 'fault'; readonly server: string; readonly text: string }
  | { readonly event: 'stopped' }

export interface HaPairEvent {
  readonly event: 'ha'
  readonly server: string
  readonly id: string
  readonly severity: HaEvent['severity']
  readonly relationship: string
  readonly text: string
  readonly because?: readonly Finding[]
  readonly [detail: string]: unknown
}

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
  readonly pid: number
  /** Listeners for partners: the url of the file, and where it is here. */
  readonly partners: readonly { readonly configured: string; readonly at: string }[]
}

export interface BootedServer extends ReadyServer {
  readonly doors: readonly DoorPlace[]
}

/** A door that is not where the file has it: `host:port` there and here. */
export interface DoorPlace {
  readonly whose: 'own' | 'peer'
  readonly configured: string
  readonly at: string
}

/** A line for a person. */
export function eventText(event: PairEvent): string {
  switch (event.event) {
    case 'ready':
      return event.servers.map(serverText).join('\n')
    case 'started':
      return serverText(event.server)
    case 'ended':
      return `${event.server} ended ${event.signal === null ? `(exit code ${event.code ?? 0})` : `by ${event.signal}`}`
    case 'refused':
      return `${event.server} is not booted: ${event.text}`
    case 'finding':
      return `${event.server}: ${findingText(event)}`
    case 'ha':
      return `${event.id}  ${event.text}${(event.because ?? []).map((finding) => `\n    ≈ ${findingText(finding)}`).join('')}`
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

function serverText({ name, dhcp, control, socket, leaseFile, doors }: BootedServer): string {
  const width = Math.max(0, ...doors.map((door) => door.configured.length))
  const mapping = doors.map(({ whose, configured, at }) => `\n  ${whose === 'own' ? 'listens ' : 'partner '}  ${configured.padEnd(width)} → ${at}`).join('')
  return `${name} serves DHCP on ${dhcp}\n  commands  ${control ?? 'no url'}\n  socket    ${socket}\n  leases    ${leaseFile}${mapping}`
}

function findingText({ file, line, column, message, rule }: Finding): string {
  return `${file}:${line}:${column}: ${message} (${rule})`
}
