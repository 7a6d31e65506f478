/** What a client class is, who belongs to it, and what in the file is done with it. */
import { stringOf } from '../../config/tree'
import type { StringNode } from '../../config/tree'
import type { ClassOfFile, Mention } from '../../lint/class-usage'
import { scopeName } from '../../lint/scopes'
import { commas } from '../../text/listed'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import type { ClassBook } from '../class-book'
import { meaningBlocks } from './expression-meaning'
import { namesFor } from './names'
import { optionNamesIn } from './option-page'
import { heading, item, itemsUpTo, sentence } from './page'
import type { Block } from './page'
import { aroundOf, classesOf } from './subject'
import type { Subject } from './subject'

const mostUses = 8

export function classPage(subject: Subject, name: string): Block[] {
  const blocks = classBlocks(subject, name)
  return blocks.length === 0 ? [] : [heading(name, say`client class`), ...blocks]
}

/** Without a heading: below the part of an expression that names it. */
export function classBlocks(subject: Subject, name: string): Block[] {
  const usage = classesOf(subject)
  const known = usage?.classes.get(name)
  return [...(known && usage ? definedBlocks(subject, known, usage) : builtInBlocks(name)), ...(usage ? useBlocks(name, usage) : [])]
}

function definedBlocks(subject: Subject, known: ClassOfFile, usage: ClassBook): Block[] {
  const around = aroundOf(subject)
  const isHere = subject.map === known.node
  const expression = usage.expressions.find((one) => one.ofClass === known.node)
  const options = optionNamesIn(known.node)
  return [
    ...(isHere ? [] : [sentence(say`Defined in this configuration.`, known.name)]),
    ...(around && expression?.parsed.ok ? meaningBlocks(expression.parsed.expression, expression.text.value, namesFor(around)) : []),
    ...(stringOf(known.node, 'template-test') ? [sentence(say`A template: each value makes a class of its own, SPAWN_${known.name.value}_ and the value.`)] : []),
    ...(known.isAdditional ? [sentence(say`It is evaluated only where a list names it.`)] : []),
    ...(!known.hasTest && builtInBlocks(known.name.value).length > 0 ? builtInBlocks(known.name.value) : []),
    ...(!known.hasTest && builtInBlocks(known.name.value).length === 0 ? [sentence(say`It has no test: a reservation, a hook library or a list of classes puts clients into it.`)] : []),
    ...(options.length > 0 ? [sentence(options.length === 1 ? say`Its members get the option ${commas(options)}.` : say`Its members get the options ${commas(options)}.`)] : []),
  ]
}

/** ARM, "Built-in Client Classes". */
function builtInBlocks(name: string): Block[] {
  const words = builtIn[name] ?? prefixed(name)
  return words ? [sentence(words)] : []
}

const builtIn: Readonly<Record<string, Text>> = {
  ALL: say`Built in: all clients belong to it.`,
  KNOWN: say`Built in: clients with a reservation. It is known once reservations have been looked up.`,
  UNKNOWN: say`Built in: clients without a reservation. It is known once reservations have been looked up.`,
  BOOTP: say`Clients that speak BOOTP; libdhcp_bootp.so puts them into it.`,
  DROP: say`Packets of this class are dropped.`,
  SKIP_DDNS: say`With libdhcp_ddns_tuning.so, there are no DNS updates for clients of this class.`,
}

function prefixed(name: string): Text | undefined {
  if (name.startsWith('VENDOR_CLASS_')) return say`Built in, by what clients say of their vendor: "${name.slice('VENDOR_CLASS_'.length)}".`
  if (name.startsWith('HA_')) return say`With High Availability, clients that the server "${name.slice('HA_'.length)}" serves.`
  return name.startsWith('SPAWN_') ? say`Spawned by a template class.` : undefined
}

function useBlocks(name: string, usage: ClassBook): Block[] {
  const mentions = usage.mentions.filter((one) => one.name.value === name)
  const asking = usage.expressions.filter((one) => one.parsed.ok && one.parsed.classes.includes(name) && one.ofClass)
  const items = [
    ...mentions.map((one) => item(useWords(one), one.name)),
    ...asking.map((one) => item(say`asked for in the test of the class "${nameOf(one.ofClass && stringOf(one.ofClass, 'name'))}"`, one.text)),
  ]
  return items.length === 0 ? [] : [sentence(say`It is used here:`), ...itemsUpTo(mostUses, items)]
}

function nameOf(text: StringNode | undefined): string {
  return text?.value ?? ''
}

function useWords({ as, scope }: Mention): Text {
  switch (as) {
    case 'guard':
      return say`only its members are served by ${scopeName(scope)}`
    case 'additional':
      return say`evaluated for ${scopeName(scope)}`
    case 'option':
      return say`an option of ${scopeName(scope)} is for its members`
    case 'reservation':
      return say`a reservation puts its client into it`
    case 'hook':
      return say`a hook library acts for its members`
  }
}
