/** What a client must send to be in a class, or to be the one of a reservation. */
import { textOf, mapOf, mapsOf } from '../dhcp/plan/scope'
import { option } from '../dhcp/packet/codes'
import type { Host, Plan, Subnet } from '../dhcp/plan-types'
import { parseExpression } from '../expression/parse'
import { createTestReader } from './class-steps'
import { withNeed, wholeOf } from './draft'
import type { Draft, Need } from './draft'
import { emptyDraft } from './draft'
import { definitionsFor } from './option-value'
import { solveTest, solveValue } from './solve-test'
import type { TestWorld } from './solve-test'

export interface Solver {
  /** In one class of each list that is not empty. */
  inOneOfEach(lists: readonly (readonly string[])[], subnet: Subnet | undefined): Iterable<Draft>
  inClass(name: string, draft: Draft, subnet: Subnet | undefined): Iterable<Draft>
  reservedBy(host: Host, draft: Draft): Iterable<Draft>
}

/** Of many reservations that would do, so many are tried. */
const mostHosts = 5

export function createSolver(plan: Plan): Solver {
  const reader = createTestReader(plan)
  const definitions = definitionsFor(plan)

  function worldOf(subnet: Subnet | undefined): TestWorld {
    const world: TestWorld = { inClass: (name, wanted, draft) => membership(name, wanted, draft, subnet, world), definition: (code) => definitions.byCode('dhcp4', code) }
    return world
  }

  function* membership(name: string, wanted: boolean, draft: Draft, subnet: Subnet | undefined, world: TestWorld): Generator<Draft> {
    const one = plan.classByName.get(name)
    if (!one || (isSpawned(name) && !one.test)) {
      yield* builtIn(name, wanted, draft, subnet)
      return
    }
    const test = reader.test(one)
    const template = reader.template(one)
    if (one.test && test) yield* solveTest(test.expression, wanted, draft, world)
    else if (template && wanted) yield* solveValue(template.expression, { octets: [undefined], isWhole: false }, draft, world)
    else yield draft
    if (wanted) for (const host of hostsFor(subnet, (candidate) => candidate.clientClasses.includes(name))) yield* reservedBy(host, draft)
  }

  function* builtIn(name: string, wanted: boolean, draft: Draft, subnet: Subnet | undefined): Generator<Draft> {
    const isKnown = name === 'KNOWN' ? wanted : name === 'UNKNOWN' ? !wanted : undefined
    if (isKnown === true) for (const host of hostsFor(subnet, () => true)) yield* reservedBy(host, draft)
    else if (isKnown === undefined && wanted) {
      const vendor = /^VENDOR_CLASS_([\s\S]+)$/.exec(name)?.[1]
      if (vendor !== undefined) yield* needing(draft, `option ${option.vendorClass}`, vendor)
      else yield* spawned(name, draft, subnet)
    } else if (name !== 'ALL') yield draft
  }

  function isSpawned(name: string): boolean {
    return plan.classes.some((candidate) => candidate.template && name.startsWith(`SPAWN_${candidate.name}_`))
  }

  /** SPAWN_class_value; of HA_… and others the draft says nothing. */
  function* spawned(name: string, draft: Draft, subnet: Subnet | undefined): Generator<Draft> {
    const one = plan.classes.find((candidate) => candidate.template && name.startsWith(`SPAWN_${candidate.name}_`))
    const template = one && reader.template(one)
    if (one && template) yield* solveValue(template.expression, wholeOf(name.slice(`SPAWN_${one.name}_`.length)), draft, worldOf(subnet))
    else yield draft
    for (const host of hostsFor(subnet, (candidate) => candidate.clientClasses.includes(name))) yield* reservedBy(host, draft)
  }

  function hostsFor(subnet: Subnet | undefined, fits: (host: Host) => boolean): Host[] {
    const ids = subnet ? [...(subnet.reservationsInSubnet ? [subnet.id] : []), ...(subnet.reservationsGlobal ? [0] : [])] : [0]
    return ids.flatMap((id) => plan.hosts.ofSubnet(id)).filter(fits).slice(0, mostHosts)
  }

  function* reservedBy({ identifierType, identifier }: Host, draft: Draft): Generator<Draft> {
    switch (identifierType) {
      case 'hw-address':
        yield* needing(draft, 'mac', identifier)
        return
      case 'client-id':
        yield* needing(draft, `option ${option.clientId}`, identifier)
        return
      case 'duid':
        yield* needing(draft, `option ${option.clientId}`, duidHead + identifier)
        return
      case 'circuit-id':
        yield* needing(draft, `sub ${option.agentOptions} 1`, identifier)
        return
      case 'flex-id': {
        const expression = flexIdExpression(plan)
        if (expression) yield* solveValue(expression, wholeOf(identifier), draft, worldOf(undefined))
      }
    }
  }

  return {
    inOneOfEach: function* combine(lists, subnet): Generator<Draft> {
      const [names, ...rest] = lists.filter((list) => list.length > 0)
      if (!names) {
        yield emptyDraft
        return
      }
      for (const before of combine(rest, subnet)) for (const name of names) yield* membership(name, true, before, subnet, worldOf(subnet))
    },
    inClass: (name, draft, subnet) => membership(name, true, draft, subnet, worldOf(subnet)),
    reservedBy,
  }
}

/** A client identifier that holds a DUID: its type and an IAID (RFC 4361 section 6.1). */
const duidHead = '\xff\0\0\0\x01'

function* needing(draft: Draft, need: Need, bytes: string): Generator<Draft> {
  const next = withNeed(draft, need, wholeOf(bytes))
  if (next) yield next
}

function flexIdExpression(plan: Plan): Parameters<typeof solveValue>[0] | undefined {
  const definitions = definitionsFor(plan)
  for (const library of mapsOf(plan.source, 'hooks-libraries')) {
    const text = textOf(mapOf(library, 'parameters'), 'identifier-expression')
    if (text === undefined) continue
    const parsed = parseExpression(text, 'string', { release: plan.release, family: 4, optionCode: (name) => definitions.byName('dhcp4', name)?.code, isClassDefined: () => true })
    if (parsed.ok) return parsed.expression
  }
  return undefined
}
