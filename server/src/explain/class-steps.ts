/** Every class of the file beside a client: its test with the value of each part, and what else put the client into it. */
import { explainBoolean, explainString, firstWhy, showValue } from '../expression/explain'
import type { Part } from '../expression/explain'
import { parseExpression } from '../expression/parse'
import type { ParseContext, ParsedAs } from '../expression/parse'
import type { BooleanExpression, StringExpression } from '../expression/syntax'
import { option } from '../dhcp/packet/codes'
import { textOf } from '../dhcp/plan/scope'
import type { Exchange } from '../dhcp/exchange'
import type { ClientClass, Host, Plan } from '../dhcp/plan-types'
import { poolOf } from '../dhcp/select-subnet'
import type { ExplainedServer } from './explained-server'
import type { Step } from './explanation'
import { definitionsFor } from './option-value'
import { listed, step } from './step'
import type { OnJudge, Trial } from './trial'

/** How tests are read by hand: as the plan read them. Reads each class's test once. */
export interface TestReader {
  test(one: ClientClass): ReadTest<BooleanExpression> | undefined
  template(one: ClientClass): ReadTest<StringExpression> | undefined
}

interface ReadTest<E> {
  readonly text: string
  readonly expression: E
}

export function createTestReader(plan: Plan): TestReader {
  const definitions = definitionsFor(plan)
  const context: ParseContext = { release: plan.release, family: 4, optionCode: (name) => definitions.byName('dhcp4', name)?.code, isClassDefined: () => true }
  return {
    test: readOnce('test', (text) => parseExpression(text, 'boolean', context)),
    template: readOnce('template-test', (text) => parseExpression(text, 'string', context)),
  }
}

function readOnce<E>(key: string, parse: (text: string) => ParsedAs<E>): (one: ClientClass) => ReadTest<E> | undefined {
  const known = new Map<string, ReadTest<E> | undefined>()
  return (one) => {
    if (!known.has(one.name)) {
      const text = textOf(one.source, key) ?? ''
      const parsed = parse(text)
      known.set(one.name, parsed.ok ? { text, expression: parsed.expression } : undefined)
    }
    return known.get(one.name)
  }
}

/** Takes a test apart at the moment at which the engine evaluates it. */
export function judgeWith(reader: TestReader): OnJudge {
  return (one, subject): Part | undefined => {
    const template = one.test ? undefined : reader.template(one)
    if (template) return explainString(template.expression, template.text, subject)
    const test = reader.test(one)
    return test && explainBoolean(test.expression, test.text, subject)
  }
}

/** One step for the classes together, then one for each of the file. */
export function tellClasses(trial: Trial, server: ExplainedServer): Step[] {
  const { exchange, outcome, selection } = trial
  const isOfPartner = outcome.kind === 'drop' && outcome.reason === 'other-scope' && !selection
  if (!exchange || isOfPartner) return []
  const { plan } = server
  const names = [...exchange.classes]
  const builtIn = names.filter((name) => !plan.classByName.has(name)).map((name) => step('class', 'yes', `${name}: ${whyBuiltIn(name, exchange)}`))
  const all = step('class', 'info', `The client is in ${String(listed(names))}.`, { parts: builtIn })
  return [all, ...plan.classes.map((one) => tellClass(one, trial, exchange, server))]
}

function whyBuiltIn(name: string, exchange: Exchange): string {
  if (name === 'ALL') return 'every message is in it.'
  if (name === 'KNOWN') return 'the client has a reservation.'
  if (name === 'UNKNOWN') return 'the client has no reservation.'
  if (name === 'BOOTP') return 'the message has no option 53.'
  if (name.startsWith('VENDOR_CLASS_')) return `the message has option ${option.vendorClass} with that text.`
  if (name.startsWith('HA_')) return 'the client is in the scope of that server.'
  if (name.startsWith('SPAWN_')) return 'the template of a class gives that name.'
  return [...exchange.hosts.values()].some((host) => host.clientClasses.includes(name)) ? 'its reservation says so.' : 'the file defines no such class.'
}

function tellClass(one: ClientClass, trial: Trial, exchange: Exchange, { places }: ExplainedServer): Step {
  const isIn = exchange.classes.has(one.name)
  const place = places(one.source, 'test') ?? places(one.source, 'template-test') ?? places(one.source, 'name')
  const judged = trial.judgements.get(one.name)
  const hosts = [...exchange.hosts.values()].filter((host) => host.clientClasses.includes(one.name))
  if (!judged) {
    const text = isIn ? whyIn(one, hosts, exchange) : whyNotJudged(one, exchange)
    return step('class', isIn ? 'yes' : 'no', `${one.name}: ${text}`, { place })
  }
  const parts = judged.parts.length > 0 ? stepsOf(judged.parts) : [stepOfPart(judged)]
  const isMet = judged.value.kind === 'boolean' ? judged.value.holds : judged.value.kind === 'octets' && judged.value.octets !== ''
  if (isIn && !isMet) return step('class', 'yes', `${one.name}: ${whyIn(one, hosts, exchange)} Its test is not met.`, { place, parts })
  if (isIn) return step('class', 'yes', `${one.name}: its ${one.test ? 'test is met' : `template gives ${showValue(judged.value)}`}.`, { place, parts })
  const reason = reasonIn(judged)
  return step('class', 'no', `${one.name}: its ${one.test ? 'test is not met' : 'template gives nothing'}${reason === '' ? '' : `: ${reason}`}.`, { place, parts })
}

function whyIn(one: ClientClass, hosts: readonly Host[], exchange: Exchange): string {
  const { subnet, lease } = exchange
  if (hosts.length > 0) return 'its reservation puts the client into it.'
  if (one.name.startsWith('SPAWN_')) return whyBuiltIn(one.name, exchange)
  const asks = (scope: { readonly additionalClasses: readonly string[] } | undefined): boolean => scope?.additionalClasses.includes(one.name) === true
  const pool = subnet && lease && poolOf(subnet, lease.address)
  const who = asks(pool) ? 'the pool asks' : asks(subnet) ? `the subnet ${subnet?.text ?? ''} asks` : asks(subnet?.network) ? `the shared network ${subnet?.network?.name ?? ''} asks` : undefined
  return who === undefined ? 'the client is put into it.' : `${who} for it (evaluate-additional-classes).`
}

function whyNotJudged(one: ClientClass, { subnet }: Exchange): string {
  if (one.onlyInAdditionalList) return 'it is evaluated only where a pool, subnet or shared network asks for it (only-in-additional-list), and none does here.'
  if (!one.test && !one.template) return 'it has no test: only a reservation or evaluate-additional-classes puts clients into it.'
  if (one.dependsOnKnown) return 'it is evaluated once reservations are looked up, and the message did not get so far.'
  return subnet ? 'it was not evaluated.' : 'the message did not get so far.'
}

function stepOfPart(part: Part): Step {
  const { value } = part
  const verdict = value.kind === 'boolean' ? (value.holds ? 'yes' : 'no') : value.kind === 'fault' ? 'no' : 'info'
  return step('class', verdict, `${part.text}: ${showValue(value)}${part.why === '' ? '' : `, since ${part.why}`}`, { parts: stepsOf(part.parts) })
}

/** Texts and hex say their own value. */
function stepsOf(parts: readonly Part[]): Step[] {
  return parts.filter(({ text }) => !/^('[^']*'|0[xX][0-9a-fA-F]+)$/.test(text)).map(stepOfPart)
}

/** The first part on the way to the answer that says why: a test of many parts fails by one of them. */
function reasonIn(part: Part): string {
  if (part.value.kind === 'fault') return `it cannot be evaluated, since ${part.value.reason}`
  if (part.why !== '') return part.why
  const failing = part.parts.find((one) => one.value.kind === 'fault' || (one.value.kind === 'boolean' && !one.value.holds))
  if (failing) return reasonIn(failing)
  const [only] = part.parts
  return only?.value.kind === 'boolean' ? `${only.text} holds` : firstWhy(part)
}
