/** libdhcp_flex_id.so makes an identifier, and reservations are looked up by it only where the server is told so. */
import { booleanOf, member, objectsIn, stringOf, stringsIn, valueOf } from '../../../config/tree'
import type { ConfigFile } from '../../../config/config-file'
import { subnetNodes } from '../../../config/dhcp4'
import type { Member, Node, ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import { hooksCalled, isListWhole, loadedHooks } from '../../hook-libraries'
import type { FileRule, ReadPart, Report } from '../../rule'
import { say } from '../../../text/text'
import { drafted, put } from '../../drafted'

export const flexIdUnused: FileRule = {
  id: 'flex-id-unused',
  scope: 'file',
  severity: 'warning',
  summary: 'libdhcp_flex_id.so and the identifier flex-id go together.',
  why: 'Reservations by flex-id never match: their clients get an address of a pool.',
  manual: 'hooks.html#hooks-flex-id',

  ofSubnets: [firstFlexId],

  check(file, report, { readPart }) {
    if (file.daemon !== 'dhcp4' || file.body?.incomplete) return
    const [hook] = hooksCalled(file, 'libdhcp_flex_id.so')
    if (hook) checkLookUp(file, hook.library, hook.parameters, report)
    else checkLibrary(file, report, readPart)
  },
}

function checkLookUp(file: ConfigFile, library: Node, parameters: ObjectNode | undefined, report: Report): void {
  const expression = stringOf(parameters, 'identifier-expression')
  if (expression?.value === '') {
    report(expression, { message: say`The expression of libdhcp_flex_id.so is empty.`, help: say`Kea loads the library, and no client has an identifier: write an expression, or remove the library.` })
    return
  }
  const list = valueOf(file.body, 'host-reservation-identifiers')
  const isListed = stringsIn(file.body, 'host-reservation-identifiers').some(({ value }) => value === 'flex-id')
  const replaces = booleanOf(parameters, 'replace-client-id')?.value === true
  if (isListed || replaces || parameters?.incomplete || (list?.kind === 'array' && list.incomplete) || usesRadius(file)) return
  report(member(file.body, 'host-reservation-identifiers') ?? library, {
    message: say`libdhcp_flex_id.so is loaded, and "flex-id" is not among host-reservation-identifiers.`,
    help: say`The identifier that it makes is looked at by nobody. Add "flex-id" to host-reservation-identifiers, or set replace-client-id.`,
    related: list ? [related(library, say`the library`)] : [],
    fixes: () => [
      ...drafted(say`Add "flex-id" to host-reservation-identifiers`, (draft) => {
        if (list?.kind === 'array') draft.addItem(list, 'flex-id', 'start')
        else if (!list && file.body) draft.addMember(file.body, 'host-reservation-identifiers', ['flex-id', 'hw-address', 'duid', 'circuit-id', 'client-id'])
      }),
      ...(parameters ? drafted(say`Set replace-client-id`, (draft) => put(draft, parameters, 'replace-client-id', true)) : []),
    ],
  })
}

/** RADIUS may ask by flex-id without reservations. */
function usesRadius(file: ConfigFile): boolean {
  return loadedHooks(file).some(({ name }) => name === 'libdhcp_radius.so')
}

function checkLibrary(file: ConfigFile, report: Report, readPart: ReadPart): void {
  if (!isListWhole(file)) return
  const wanted = stringsIn(file.body, 'host-reservation-identifiers').find(({ value }) => value === 'flex-id')
  const reserved = [...(file.body ? [file.body] : []), ...subnetNodes(file)].flatMap((map) => readPart(firstFlexId, map) ?? [])[0]
  const at = reserved ?? wanted
  if (!at || (!reserved && stringsIn(file.body, 'host-reservation-identifiers').length > 1)) return
  report(at, {
    message: reserved ? say`A reservation is by flex-id, and libdhcp_flex_id.so is not loaded.` : say`Reservations are looked up by flex-id, and libdhcp_flex_id.so is not loaded.`,
    help: say`No client has such an identifier, so the reservation never matches. Load the library with an identifier-expression.`,
  })
}

function firstFlexId(map: ObjectNode): Member | undefined {
  return objectsIn(map, 'reservations').flatMap((one) => member(one, 'flex-id') ?? [])[0]
}
