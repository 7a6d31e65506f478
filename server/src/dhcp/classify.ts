/** Which classes a packet is in (ARM, "Client Classification"), in the order in which it gets them. */
import { atLeast } from '../config/release'
import { EvaluationFault } from '../expression/compile'
import type { Subject } from '../expression/subject'
import type { Exchange } from './exchange'
import { option } from './packet/codes'
import type { ClientClass, Plan } from './plan-types'
import { bytes, subjectOf } from './subject'

/** ALL, VENDOR_CLASS_…, and every class whose test does not wait for the reservations. */
export function classifyPacket(exchange: Exchange, plan: Plan): void {
  exchange.classes.add('ALL')
  const vendorClass = exchange.query.options.get(option.vendorClass)
  if (vendorClass) exchange.classes.add(`VENDOR_CLASS_${plan.received.textOf(option.vendorClass, vendorClass) ?? bytes(vendorClass)}`)
  evaluateClasses(exchange, plan, false)
}

export function evaluateClasses(exchange: Exchange, plan: Plan, dependsOnKnown: boolean): void {
  let subject: Subject | undefined
  for (const one of plan.classes) {
    if (one.onlyInAdditionalList || one.dependsOnKnown !== dependsOnKnown || (!one.test && !one.template)) continue
    subject ??= subjectOf(exchange, plan.received)
    evaluate(exchange, one, subject)
  }
}

/** A test that cannot be evaluated for this packet counts as not met. */
function evaluate(exchange: Exchange, one: ClientClass, subject: Subject): void {
  try {
    if (one.test) {
      if (one.test(subject)) exchange.classes.add(one.name)
    } else {
      const spawned = one.template?.(subject) ?? ''
      if (spawned === '') return
      exchange.classes.add(one.name)
      exchange.classes.add(`SPAWN_${one.name}_${spawned}`)
    }
  } catch (error) {
    if (!(error instanceof EvaluationFault)) throw error
  }
}

/** Before reservations add classes, those with a test are judged anew. */
export function forgetEvaluatedClasses(exchange: Exchange, plan: Plan): void {
  for (const one of plan.classes) {
    if (one.test || one.template) exchange.classes.delete(one.name)
  }
}

/** Classes that pool, subnet, network or a reservation ask for once the address is chosen (`evaluate-additional-classes`). */
export function evaluateAdditionalClasses(exchange: Exchange, plan: Plan, scopes: readonly (readonly string[])[]): void {
  const wanted = new Set<string>()
  for (const names of scopes) for (const name of names) wanted.add(name)
  if (wanted.size === 0) return
  const subject = subjectOf(exchange, plan.received)
  for (const name of wanted) {
    const one = plan.classByName.get(name)
    if (!one) continue
    if (one.test || one.template) evaluate(exchange, one, subject)
    else if (atLeast(plan.release, '3.0')) exchange.classes.add(name)
  }
}

/** Whether a scope that is kept for some classes takes this packet. */
export function admits(guards: readonly string[], classes: ReadonlySet<string>): boolean {
  if (guards.length === 0) return true
  for (const name of guards) if (classes.has(name)) return true
  return false
}
