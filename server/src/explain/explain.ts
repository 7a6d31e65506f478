/** What a client would get from these servers, and why: the engine serves it, and is asked what it looked at. */
import { createWriter } from '../clients/message'
import type { MessageWriter } from '../clients/message'
import type { ClientProfile } from '../clients/profile'
import { dropReasons } from '../dhcp/exchange'
import { messageType } from '../dhcp/packet/codes'
import { parseAddress } from '../net/ipv4'
import { tellAddress, tellPools } from './address-steps'
import { createTestReader, judgeWith, tellClasses } from './class-steps'
import type { ExplainedServer } from './explained-server'
import type { ExplainedAct, Explanation, ServerExplanation, Step } from './explanation'
import { tellFields } from './field-steps'
import { tellLifetimes } from './lifetime-steps'
import { tellOptions } from './option-steps'
import { definitionsFor } from './option-value'
import { messageName, tellAvailability, tellReceived } from './received'
import { tellReservations } from './reservation-steps'
import { step, textOfAddress } from './step'
import { tellSubnets } from './subnet-steps'
import { createBench, tryDora, tryInform, tryRenewal } from './trial'
import type { Bench, Trial } from './trial'
import { summarize, summarizeAll } from './summary'

export interface Asked {
  readonly servers: readonly ExplainedServer[]
  readonly profile: ClientProfile
  readonly act: ExplainedAct
  /** ms since the epoch */
  readonly now: number
}

/** The outcome is the engine's own: every server is new, has no lease, and its partner is up. Throws, with one sentence, where the profile cannot be read. */
export function explain({ servers, profile, act, now }: Asked): Explanation {
  const write = createWriter(profile)
  const told = servers.map((server) => explainOne(server, profile, act, write, now))
  return { summary: summarizeAll(told), servers: told }
}

function explainOne(server: ExplainedServer, profile: ClientProfile, act: ExplainedAct, write: MessageWriter, now: number): ServerExplanation {
  if (profile.servers.length > 0 && !profile.servers.includes(server.name)) {
    const text = `The client does not reach ${server.name}.`
    return { server: server.name, answer: 'none', address: '', summary: text, steps: [step('drop', 'no', text)] }
  }
  const begin = (): Bench => createBench(server, now, judgeWith(createTestReader(server.plan)))
  const bench = begin()
  const trials = tryAct(bench, begin, act, write, profile, now)
  return tell(trials, bench, server)
}

function tryAct(bench: Bench, begin: () => Bench, act: ExplainedAct, write: MessageWriter, profile: ClientProfile, now: number): Trial[] {
  switch (act) {
    case 'dora':
      return tryDora(bench, write)
    case 'renew':
      return tryRenewal(bench, write, now)
    case 'inform': {
      // Its address is the one that it names, or else the one that it would be given.
      const offered = tryDora(begin(), write)[0]?.outcome
      return tryInform(bench, write, parseAddress(profile.requestedAddress) ?? (offered?.kind === 'reply' ? offered.reply.yiaddr : 0))
    }
  }
}

function tell(trials: readonly Trial[], bench: Bench, server: ExplainedServer): ServerExplanation {
  const [first] = trials
  const last = trials.at(-1)
  if (!first || !last) throw new Error('nothing was tried')
  const { outcome } = last
  const reply = outcome.kind === 'reply' ? outcome.reply : undefined
  const steps = [
    tellReceived(isRenewal(last) ? last : first, server, definitionsFor(server.plan)),
    ...tellAvailability(last, bench, server),
    ...tellClasses(last, server),
    ...tellSubnets(last, server),
    ...tellReservations(last, server),
    ...tellPools(last, server),
    ...tellAddress(trials, server),
    ...tellLifetimes(last, server),
    ...tellOptions(last, server),
    ...tellFields(last, server),
    tellEnd(last),
  ]
  const kind = reply && answers[reply.type]
  const address = reply && reply.yiaddr !== 0 ? textOfAddress(reply.yiaddr) : ''
  return { server: server.name, answer: kind ?? 'none', address, summary: summarize(server.name, last), steps }
}

/** Its lease came to it by messages of their own, which are not what is asked about. */
function isRenewal({ exchange }: Trial): boolean {
  return exchange?.type === messageType.request && exchange.query.ciaddr !== 0
}

const answers: Readonly<Record<number, 'OFFER' | 'ACK' | 'NAK'>> = { [messageType.offer]: 'OFFER', [messageType.ack]: 'ACK', [messageType.nak]: 'NAK' }

function tellEnd({ outcome, exchange }: Trial): Step {
  const message = exchange ? messageName(exchange.type) : 'message'
  if (outcome.kind === 'drop') return step('drop', 'no', `The ${message} gets no answer: ${dropReasons[outcome.reason]}`)
  if (outcome.kind !== 'reply') return step('answer', 'info', `The ${message} is taken without an answer.`)
  const { reply } = outcome
  const to = `to ${textOfAddress(outcome.address)}, port ${outcome.port}`
  if (reply.type === messageType.nak) return step('answer', 'no', `The ${message} is refused: a NAK goes ${to}.`)
  const address = reply.yiaddr === 0 ? 'without an address' : `with the address ${textOfAddress(reply.yiaddr)}`
  return step('answer', 'yes', `The ${message} is answered: an ${messageName(reply.type)} ${address} goes ${to}.`)
}
