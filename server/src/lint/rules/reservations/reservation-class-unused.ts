/** A class that a reservation puts its client into does something when it is defined, or asked for, somewhere. */
import { fix } from '../../fix'
import { replaceValue } from '../../../config/rewrite'
import type { ConfigFile } from '../../../config/config-file'
import { nearest } from '../../../config/nearest'
import { isFilledIn } from '../../../config/placeholder'
import { objectsIn, stringOf, stringsIn, valueOf } from '../../../config/tree'
import type { Node, ObjectNode, StringNode } from '../../../config/tree'
import type { FileRule, Finding } from '../../rule'
import { libraryName } from '../../scopes'
import { reservingMaps } from './reading'
import { say } from '../../../text/text'

export const reservationClassUnused: FileRule = {
  id: 'reservation-class-unused',
  scope: 'file',
  severity: 'info',
  summary: 'The classes of a reservation are defined, or asked for by a subnet, a pool or a test.',
  why: 'The class changes nothing: the client gets what all get.',
  manual: 'dhcp4-srv.html#reservation4-client-classes',

  ofSubnets: [classesIn],

  check(file, report, { readPart }) {
    if (file.daemon !== 'dhcp4' || comesFromElsewhere(file)) return
    const classes = reservingMaps(file).flatMap((map) => readPart(classesIn, map))
    if (classes.length === 0) return
    const mentioned = mentions(file)
    const told = new Set<string>()
    for (const one of classes) {
      if (one.value === '' || isFilledIn(one.value) || builtIn.test(one.value) || told.has(one.value) || mentioned.has(one.value)) continue
      told.add(one.value)
      report(one, finding(one, classes.filter(({ value }) => value === one.value), file))
    }
  },
}

function classesIn(map: ObjectNode): readonly StringNode[] {
  const found = objectsIn(map, 'reservations').flatMap((reservation) => stringsIn(reservation, 'client-classes'))
  return found.length === 0 ? none : found
}

const none: readonly StringNode[] = []

const builtIn = /^(ALL|KNOWN|UNKNOWN|BOOTP|DROP|SKIP_DDNS|(VENDOR_CLASS|HA|AFTER|EXTERNAL|SPAWN|TEMPLATE)_.*)$/

function finding(one: StringNode, all: readonly StringNode[], file: ConfigFile): Finding {
  const names = objectsIn(file.body, 'client-classes').flatMap((defined) => stringOf(defined, 'name')?.value ?? [])
  const [near] = nearest(one.value, names)
  return {
    message: say`No class "${one.value}" is defined, and nothing else in this file asks for it.`,
    help: near === undefined ? say`Being in it changes nothing for the client. Define the class, or remove it here.` : say`Did you mean "${near}"?`,
    fixes: () => (near === undefined ? [] : fix(all.length === 1 ? say`Change it to "${near}"` : say`Change it to "${near}" everywhere`, all.flatMap((text) => replaceValue(text, near)))),
  }
}

/** Subnets, pools and classes may come from a database, by commands, or be looked at by a hook library. */
function comesFromElsewhere({ body, includes }: ConfigFile): boolean {
  const hooks = objectsIn(body, 'hooks-libraries').map((one) => libraryName(stringOf(one, 'library')?.value))
  const isUnsure = hooks.some((name) => !harmless.test(name))
  return body === undefined || body.incomplete === true || includes.length > 0 || isUnsure || valueOf(body, 'config-control') !== undefined
}

const harmless = /^libdhcp_(lease_cmds|ha|host_cmds|stat_cmds|bootp|run_script|mysql|pgsql|legal_log|user_chk|perfmon|ping_check|lease_query|host_cache)$/

/** Every text outside of reservations' classes, and every name in quotes within one. */
function mentions(file: ConfigFile): ReadonlySet<string> {
  const found = new Set<string>()
  const walk = (node: Node | undefined): void => {
    if (node?.kind === 'string') {
      found.add(node.value)
      for (const [, name] of node.value.matchAll(/'([^']*)'/g)) if (name !== undefined) found.add(name)
    } else if (node?.kind === 'array') for (const item of node.items) walk(item)
    else if (node?.kind === 'object') for (const { key, value } of node.members) if (key !== 'reservations') walk(value)
  }
  walk(file.body)
  return found
}
