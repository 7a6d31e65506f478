/** What RADIUS servers are told and asked: parameters of one service in the other, secrets of examples, attributes, ports of networks. */
import type { ConfigFile } from '../../../config/config-file'
import { isFilledIn } from '../../../config/placeholder'
import { subnetsOf } from '../../../config/dhcp4'
import { atLeast, hookLoad } from '../../../config/release'
import { member, objectOf, objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import { hooksCalled } from '../../hook-libraries'
import type { FileRule, Report } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import { Copied } from '../../../config/layout'
import type { Member } from '../../../config/tree'
import type { Fix } from '../../fix'

export const radiusService: FileRule = {
  id: 'radius-service',
  scope: 'file',
  severity: 'error',
  summary: 'Servers, attributes and NAS ports of libdhcp_radius.so are complete and without contradiction.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#hooks-radius',

  check(file, report, { release }) {
    if (file.daemon !== 'dhcp4') return
    const refuse: Report = (at, finding) => report(at, { ...finding, refusedAt: hookLoad(release) })
    for (const { parameters } of hooksCalled(file, 'libdhcp_radius.so')) {
      for (const [name, foreign] of [['access', 'peer-updates'], ['accounting', 'max-pending-requests']] as const) {
        const service = objectOf(parameters, name)
        const misplaced = member(service, foreign)
        if (misplaced) refuse(misplaced, { message: say`${foreign} is no parameter of ${name}.`, help: say`The server does not start: it belongs in ${name === 'access' ? say`accounting` : say`access`}.`, fixes: () => move(parameters, service, misplaced, name === 'access' ? 'accounting' : 'access') })
        if (atLeast(release, '3.0')) for (const server of objectsIn(service, 'servers')) checkSecret(server, refuse)
        for (const attribute of objectsIn(service, 'attributes')) checkAttribute(attribute, name, service, refuse)
      }
      for (const entry of objectsIn(parameters, 'nas-ports')) checkPort(file, entry, refuse)
    }
  },
}

/** Of Kea's examples. */
const secretsOfExamples = ['1234', '*****']

function checkSecret(server: ObjectNode, report: Report): void {
  const secret = stringOf(server, 'secret')
  if (secret && secretsOfExamples.includes(secret.value)) report(secret, { message: say`The secret is that of an example.`, help: say`Kea refuses it, and the server does not start: use one of your own.` })
}

function checkAttribute(attribute: ObjectNode, service: string, around: ObjectNode | undefined, report: Report): void {
  const given = ['data', 'raw', 'expr'].flatMap((key) => ((stringOf(attribute, key)?.value ?? '') !== '' ? (member(attribute, key) ?? []) : []))
  const [first, ...others] = given
  for (const other of others) report(other, { message: say`The value of the attribute is given as ${first?.key ?? ''} and as ${other.key}.`, help: say`The server does not start: give one of data, raw and expr.`, related: first ? [related(first, say`the other value`)] : [] })
  if (!first && !attribute.incomplete && ['name', 'type'].some((key) => member(attribute, key))) report({ opening: attribute }, { message: say`The attribute has no value.`, help: say`The server does not start: give "data", "raw" or "expr".` })
  const raw = stringOf(attribute, 'raw')
  if (raw && raw.value !== '' && !isFilledIn(raw.value) && !/^[0-9a-fA-F]+$/.test(raw.value)) report(raw, { message: say`"${raw.value}" is not hexadecimal.`, help: say`The server does not start: write the bytes as hexadecimal digits, without 0x and colons.` })
  const expression = given.find(({ key }) => key === 'expr')
  if (expression && service === 'accounting' && objectsIn(around, 'servers').length > 0) report(expression, { message: say`Attributes of accounting have no expressions.`, help: say`The server does not start: give the value as "data" or "raw".` })
}

/** subnet-id is not looked up: a number of no subnet only has no effect. */
function checkPort(file: ConfigFile, entry: ObjectNode, report: Report): void {
  if (member(entry, 'subnet-id')) return
  const prefix = stringOf(entry, 'subnet-prefix')
  const name = stringOf(entry, 'shared-network-name')
  const isWhole = file.body?.incomplete !== true
  if (prefix) {
    const isThere = subnetsOf(file).some((subnet) => subnet.prefix?.value === prefix.value)
    if (!isThere && isWhole && !isFilledIn(prefix.value)) report(prefix, { message: say`There is no subnet ${prefix.value}.`, help: say`The server does not start: write the prefix as the subnet has it.` })
  } else if (name) {
    const isThere = objectsIn(file.body, 'shared-networks').some((network) => stringOf(network, 'name')?.value === name.value)
    if (!isThere && isWhole && !isFilledIn(name.value)) report(name, { message: say`There is no shared network "${name.value}".`, help: say`The server does not start: write the name as the network has it.` })
  } else if (member(entry, 'port') && entry.members.length > 1 && !entry.incomplete) {
    const other = entry.members.find(({ key }) => key !== 'port')
    report(other ?? entry, { message: say`"${other?.key ?? ''}" tells no subnet.`, help: say`The server does not start: use subnet-id, subnet-prefix or shared-network-name.` })
  }
}

function move(parameters: ObjectNode | undefined, service: ObjectNode | undefined, misplaced: Member, place: string): Fix[] {
  const target = objectOf(parameters, place)
  const { value } = misplaced
  if (!service || !value || !target) return []
  return drafted(say`Move it to ${place}`, (draft) => {
    draft.replaceMember(service, misplaced)
    if (!member(target, misplaced.key)) draft.addMember(target, misplaced.key, new Copied(value))
  })
}
