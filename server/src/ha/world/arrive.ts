/** A client's datagram at a server of the world: answered now, once the partner has the lease, or never. */
import { answer } from '../../dhcp/answer'
import type { DropReason } from '../../dhcp/exchange'
import { arrivalOn, loopback } from '../../dhcp/interfaces'
import type { MappedInterface } from '../../dhcp/interfaces'
import { shareOutcome } from '../server'
import type { Running } from './world-server'

/** An answer that waits for the partner. */
export interface HeldReply {
  leave(): void
  discard(): void
}

const relayPort = 67

/** `onReply` is called when an answer leaves. */
export function arrive({ dhcp, ha, watch }: Running, iface: MappedInterface, octets: Buffer, onReply: (octets: Buffer) => void): void {
  const outcome = answer(dhcp, arrivalOn(iface, octets, loopback, relayPort))
  const pending = watch?.judged(octets, outcome)
  const discard = (reason: DropReason): void => {
    if (pending) watch?.discarded(pending, reason)
  }
  const leave = (): void => {
    if (pending) watch?.left(pending)
    if (outcome.kind === 'reply') onReply(outcome.octets)
  }
  const held: HeldReply = { leave, discard: () => discard('partner-refused') }
  const verdict = shareOutcome(ha, outcome, outcome.kind === 'reply' ? held : undefined)
  if (verdict === 'send') leave()
  else if (verdict === 'drop' && outcome.kind !== 'drop') discard('too-many-parked')
}
