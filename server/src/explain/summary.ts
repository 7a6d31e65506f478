/** One sentence for a server, and one for all of them. */
import { dropReasons } from '../dhcp/exchange'
import { messageType, option } from '../dhcp/packet/codes'
import { optionOf } from '../dhcp/packet/reply'
import type { ServerExplanation } from './explanation'
import { duration, textOfAddress } from './step'
import { secondsIn } from './trial'
import type { Trial } from './trial'

export function summarize(name: string, { outcome, exchange }: Trial): string {
  if (outcome.kind === 'drop') return `${name} does not answer. ${dropReasons[outcome.reason]}`
  if (outcome.kind !== 'reply') return `${name} does not answer.`
  const { reply } = outcome
  const subnet = exchange?.subnet
  const where = subnet ? ` in subnet ${subnet.text}` : ''
  if (reply.type === messageType.nak) return `${name} refuses: the client gets a NAK${where}.`
  if (exchange?.type === messageType.inform) return `${name} tells the client its options${where}.`
  if (reply.yiaddr === 0) return `${name} tells the client to do without an IPv4 address (option 108)${where}.`
  const lifetime = secondsIn(optionOf(reply.options, option.leaseTime))
  const howLong = lifetime === undefined ? '' : lifetime === 0xffffffff ? ' for ever' : ` for ${duration(lifetime)}`
  return `${name} gives ${textOfAddress(reply.yiaddr)}${where}${howLong}.`
}

export function summarizeAll(servers: readonly ServerExplanation[]): string {
  const answering = servers.filter((one) => one.answer !== 'none')
  const [only] = answering
  if (!only) {
    if (servers.length === 0) return 'There is no server to ask.'
    return `The client gets no answer. ${servers.map((one) => one.summary).join(' ')}`
  }
  if (answering.length === 1) return only.summary
  return `${answering.length} servers answer, and the client takes the first offer that it hears. ${answering.map((one) => one.summary).join(' ')}`
}
