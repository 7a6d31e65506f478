/** Where a door of a configuration is on this machine: what is not on loopback is mapped to it. */
import { isLoopback } from '../net/peer-url'

/** `host:port` of the configuration → port on 127.0.0.1. */
export type Ports = Readonly<Record<string, number>>

export interface Places {
  /** Doors that this server opens. */
  readonly own: Ports
  /** Doors of its peers. */
  readonly peers: Ports
  /** `host:port` of a peer's door → the server of the deployment that listens there. */
  readonly owners: Readonly<Record<string, string>>
}

export const noPlaces: Places = { own: {}, peers: {}, owners: {} }

export interface Place {
  readonly host: string
  readonly port: number
}

/** undefined: it is mapped nowhere. An address on loopback is used as it stands. */
export function placeOf({ host, port }: Place, ports: Ports): Place | undefined {
  const plain = host.replace(/^\[|\]$/g, '')
  const mapped = ports[doorKey(host, port)]
  if (mapped !== undefined) return { host: '127.0.0.1', port: mapped }
  return isLoopback(plain) ? { host: plain, port } : undefined
}

export function doorKey(host: string, port: number): string {
  return `${host.replace(/^\[|\]$/g, '')}:${port}`
}
