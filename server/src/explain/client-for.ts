/** A client that a place in a file is about: proposals are made by solving what is kept for whom, and the engine says which of them it is. */
import { checkProfile, createWriter } from '../clients/message'
import { plainProfile } from '../clients/profile'
import type { ClientProfile } from '../clients/profile'
import { currentHost } from '../dhcp/hosts'
import { messageType } from '../dhcp/packet/codes'
import { poolOf } from '../dhcp/select-subnet'
import type { Subnet } from '../dhcp/plan-types'
import { profileOf } from './draft'
import type { Draft } from './draft'
import type { ExplainedServer } from './explained-server'
import { createSolver } from './solve-class'
import type { Solver } from './solve-class'
import { macsFor, spotsFor, subnetsFor } from './spots'
import { subjectAt } from './subject-at'
import type { ClientSubject } from './subject-at'
import { createBench, tryDora } from './trial'
import type { Trial } from './trial'

/** Line and column count from 1; `file` as the file system has it. Throws with one sentence where the place is about no client. */
export function clientAt(server: ExplainedServer, file: string, line: number, column: number): ClientProfile {
  const subject = subjectAt(server, file, line, column)
  if (!subject) throw new Error(`${file}:${line}: no subnet, pool, reservation, class or shared network stands here.`)
  return clientFor(server, subject)
}

/** Where no client could be found that ends there, the one that comes nearest. */
export function clientFor(server: ExplainedServer, subject: ClientSubject): ClientProfile {
  let best: { readonly profile: ClientProfile; readonly rating: number } | undefined
  let tried = 0
  for (const profile of proposals(server, subject)) {
    const rating = rate(server, subject, profile)
    if (!best || rating > best.rating) best = { profile, rating }
    if (best.rating === perfect || ++tried >= mostTried) break
  }
  return best?.profile ?? plainProfile
}

/** Each costs two exchanges with a server of its own. */
const mostTried = 300
const mostDrafts = 12

function* proposals(server: ExplainedServer, subject: ClientSubject): Generator<ClientProfile> {
  const solver = createSolver(server.plan)
  for (const subnet of subnetsFor(server.plan, subject)) {
    const drafts = [...taken(draftsFor(solver, subject, subnet), mostDrafts)]
    for (const spot of spotsFor(server.plan, subject, subnet)) {
      for (const hwaddr of macsFor(server)) for (const draft of drafts) yield profileOf(draft, { ...spot, hwaddr })
    }
    for (const spot of spotsFor(server.plan, subject, subnet)) yield spot
  }
}

function* taken<V>(values: Iterable<V>, most: number): Generator<V> {
  let count = 0
  for (const value of values) {
    if (count++ >= most) return
    yield value
  }
}

/** What the client must send to be let in, and to be the one. */
function* draftsFor(solver: Solver, subject: ClientSubject, subnet: Subnet | undefined): Generator<Draft> {
  const guards = [...(subnet?.network ? [subnet.network.clientClasses] : []), ...(subnet ? [subnet.clientClasses] : []), ...(subject.kind === 'pool' ? [subject.pool.clientClasses] : [])]
  // Where no pool of a subnet is for everybody, the client is one that has an address all the same.
  const ofPools = subject.kind === 'subnet' || subject.kind === 'network' ? (subnet?.pools ?? []).map((pool) => pool.clientClasses).filter((list) => list.length > 0) : []
  const all = [guards, ...ofPools.map((list) => [...guards, list])].map((lists) => solver.inOneOfEach(lists, subnet))
  for (const draft of all.flatMap((drafts) => [...taken(drafts, mostDrafts)])) {
    if (subject.kind === 'reservation') yield* solver.reservedBy(subject.host, draft)
    else if (subject.kind === 'class') yield* solver.inClass(subject.one.name, draft, subnet)
    else yield draft
  }
}

const perfect = 4

/** 4: it ends there and this server answers it; 3: it ends there; 2: it ends there without an address; 1: it is on the way; 0: it is another client; -1: it is none. */
function rate(server: ExplainedServer, subject: ClientSubject, profile: ClientProfile): number {
  const own = tried(server, profile, false)
  const ownRating = own && rateTrial(subject, own)
  if (ownRating === 3) return perfect
  const all = server.relationships.length === 0 ? own : tried(server, profile, true)
  return Math.max(ownRating ?? -1, all ? rateTrial(subject, all) : -1)
}

/** The last exchange; undefined where the profile cannot be said. */
function tried(server: ExplainedServer, profile: ClientProfile, serveAll: boolean): Trial | undefined {
  if (checkProfile(profile) !== undefined) return undefined
  const bench = createBench(server, 0, () => undefined)
  if (serveAll) bench.serveAll()
  return tryDora(bench, createWriter(profile)).at(-1)
}

function rateTrial(subject: ClientSubject, { exchange, outcome, selection }: Trial): number {
  if (!exchange) return -1
  const isAnswered = outcome.kind === 'reply' && outcome.reply.type === messageType.ack
  const met = isAnswered ? 3 : 2
  // Where no address was found, the engine ends in the last subnet that it looked in.
  const subnet = isAnswered ? exchange.subnet : selection?.subnet
  switch (subject.kind) {
    case 'subnet':
      return subnet === subject.subnet ? met : selection?.subnet === subject.subnet ? 1 : 0
    case 'network':
      return subnet?.network === subject.network ? met : 0
    case 'pool': {
      if (subnet !== subject.subnet) return 0
      return isAnswered && poolOf(subnet, outcome.reply.yiaddr) === subject.pool ? 3 : 1
    }
    case 'reservation': {
      if (currentHost(exchange) === subject.host) return met
      return [...exchange.hosts.values()].includes(subject.host) ? 1 : 0
    }
    case 'class':
      return exchange.classes.has(subject.one.name) ? met : 0
  }
}
