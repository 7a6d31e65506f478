/** RADIUS takes the place of reservations: in shared networks it has to be asked as for global ones. */
import type { ConfigFile } from '../../../config/config-file'
import { hookLoad } from '../../../config/release'
import { booleanOf, member, objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import { hooksCalled } from '../../hook-libraries'
import type { FileRule, Report } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const radiusReservations: FileRule = {
  id: 'radius-reservations',
  scope: 'file',
  severity: 'error',
  summary: 'With libdhcp_radius.so, subnets of shared networks use global reservations only.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#hooks-radius',

  check(file, report, { release }) {
    const [radius] = hooksCalled(file, 'libdhcp_radius.so')
    if (!radius || file.daemon !== 'dhcp4') return
    const refuse: Report = (at, finding) => report(at, { ...finding, refusedAt: hookLoad(release), related: [related(radius.library, say`libdhcp_radius.so`)] })
    const early = booleanOf(file.body, 'early-global-reservations-lookup')
    if (early?.value === true) refuse(early, { message: say`early-global-reservations-lookup does not go with RADIUS.`, help: say`The server does not start: set it to false, or remove libdhcp_radius.so.`, fixes: () => drafted(say`Set it to false`, (draft) => draft.replaceValue(early, false)) })
    for (const network of objectsIn(file.body, 'shared-networks')) checkNetwork(file, network, refuse)
  },
}

/** One finding a network: what is missing is missing in all of its subnets alike. */
function checkNetwork(file: ConfigFile, network: ObjectNode, report: Report): void {
  const subnets = objectsIn(network, 'subnet4')
  if (subnets.length < 2 || network.incomplete) return
  const wrong = subnets.find((subnet) => !isGlobalOnly([subnet, network, file.body]))
  if (!wrong || wrong.incomplete || file.body?.incomplete) return
  report(member(wrong, 'subnet')?.value ?? wrong, {
    message: say`${stringOf(wrong, 'subnet')?.value ?? say`A subnet`} of the shared network "${stringOf(network, 'name')?.value ?? ''}" does not use global reservations only.`,
    help: say`The server does not start. Set "reservations-global": true and "reservations-in-subnet": false in the subnet, in the network, or for the whole server.`,
  })
}

/** The innermost scope that gives one of the two has to give both. */
function isGlobalOnly(scopes: readonly (ObjectNode | undefined)[]): boolean {
  const told = scopes.find((scope) => modeOf(scope).some((one) => one !== undefined))
  const [global, inSubnet] = modeOf(told)
  return global === true && inSubnet === false
}

/** reservation-mode is the older way to say the same. */
function modeOf(scope: ObjectNode | undefined): readonly [boolean | undefined, boolean | undefined] {
  const mode = stringOf(scope, 'reservation-mode')?.value
  if (mode !== undefined) return [mode === 'global', mode === 'all' || mode === 'out-of-pool']
  return [booleanOf(scope, 'reservations-global')?.value, booleanOf(scope, 'reservations-in-subnet')?.value]
}
