/** Classes that scopes, options and hooks are kept for exist. */
import { changeTo, fix } from '../../fix'
import type { Fix } from '../../fix'
import { addItem, addMember } from '../../../config/rewrite'
import { valueOf } from '../../../config/tree'
import { nearest } from '../../../config/nearest'
import { builtInNames, builtInPrefixes } from '../../../expression/built-in-classes'
import { classUsage, isSilent, mayExist } from '../../class-usage'
import type { ClassUsage, Mention } from '../../class-usage'
import type { FileRule } from '../../rule'
import { scopeName } from '../../scopes'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const classNotDefined: FileRule = {
  id: 'class-not-defined',
  scope: 'file',
  severity: 'warning',
  summary: 'A class that a subnet, pool, option or reservation names is defined.',
  why: 'Kea loads the file without a word, and nobody is in the class: its subnet or pool serves no one.',
  manual: 'classify.html#classification-subnets',

  ofSubnets: [isSilent],

  check(_file, report, { readOnce }) {
    const usage = readOnce(classUsage)
    if (!usage || usage.isOpen) return
    const meant = new Map<string, string | undefined>()
    const wanted = new Set([...usage.asked, ...usage.mentions.filter((one) => one.as !== 'reservation').map((one) => one.name.value)])
    const meantBy = (name: string): string | undefined => {
      if (!meant.has(name)) meant.set(name, nearestClass(name, usage, wanted))
      return meant.get(name)
    }
    for (const mention of usage.mentions) {
      const name = mention.name.value
      const isReservation = mention.as === 'reservation'
      if (mayExist(name, isReservation ? { ...usage, reserved: none } : usage)) continue
      // A reservation may give any class, also as a mark for people: only what looks misspelt is told.
      if (isReservation && (wanted.has(name) || !looksMisspelt(name, meantBy(name)))) continue
      report(mention.name, { message: say`No class "${name}" is defined.`, help: say`${consequence(mention)} ${advice(meantBy(name))}`, fixes: () => fixesFor(mention, meantBy(name)) })
    }
  },
}

const none: ReadonlySet<string> = new Set()

/** Names that differ in their numbers are rather of one kind. */
function looksMisspelt(name: string, meant: string | undefined): boolean {
  return meant !== undefined && meant.replace(/\d/g, '') !== name.replace(/\d/g, '')
}

function consequence({ as, scope }: Mention): Text {
  switch (as) {
    case 'guard':
      return say`Kea loads this without a word, and ${scopeName(scope)} lets nobody in by it.`
    case 'additional':
      return say`Kea loads this without a word and evaluates nothing for it.`
    case 'option':
      return say`Kea loads this without a word, and nobody gets the option by it.`
    case 'hook':
      return say`Kea loads this without a word, and the hook library acts for nobody here.`
    case 'reservation':
      return say`Kea loads this without a word, and being in it changes nothing for the client.`
  }
}

function advice(near: string | undefined): Text {
  return near === undefined ? say`Define it in client-classes, or take it out.` : say`Did you mean "${near}"?`
}

function nearestClass(name: string, { classes, reserved }: ClassUsage, wanted: ReadonlySet<string>): string | undefined {
  const given = [...classes.keys(), ...builtInNames]
  const candidates = [...given, ...[...reserved].filter((one) => one !== name && wanted.has(one))]
  return candidates.find((one) => one.toLowerCase() === name.toLowerCase()) ?? nearest(name, candidates)[0] ?? withPrefix(name)
}

/** `VENDOR_CLAS_x` */
function withPrefix(name: string): string | undefined {
  for (let at = name.indexOf('_'); at > 0 && at < name.length - 1; at = name.indexOf('_', at + 1)) {
    const head = name.slice(0, at + 1)
    const near = builtInPrefixes.find((one) => one.toLowerCase() === head.toLowerCase()) ?? nearest(head, builtInPrefixes)[0]
    if (near !== undefined) return near + name.slice(at + 1)
  }
  return undefined
}

/** A reservation may give any class, and needs none to be defined. */
function fixesFor({ name, as, scope }: Mention, near: string | undefined): Fix[] {
  const others = name.parent?.kind === 'array' ? name.parent.items : []
  const isThere = others.some((one) => one.kind === 'string' && one.value === near)
  const meant = near === undefined || isThere ? [] : changeTo(name, near)
  if (as === 'reservation' || as === 'hook' || near?.toLowerCase() === name.value.toLowerCase()) return meant
  const { body } = scope.around
  const list = valueOf(body, 'client-classes')
  const defined = list?.kind === 'array' ? addItem(list, { name: name.value }) : list ? undefined : addMember(body, 'client-classes', [{ name: name.value }])
  return [...meant, ...fix(say`Define the class "${name.value}"`, defined)]
}
